"""An answer erased by its receipt: out of the counts, out of the search, and back from no backup."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from feedback_app.database import connect
from feedback_app.settings import Settings
from feedback_app.storage import Submission
from feedback_app.suspects.quarantine import Quarantine, Reason
from feedback_app.upkeep.clearing import clear
from feedback_app.upkeep.erasure import Erasure, UnknownReceipt, erase, replay
from feedback_app.upkeep.tombstones import Tombstones
from feedback_app.writer import Writer
from luz.published import Published
from tests.feedback_app.asked import DAY, FILLED, a_submission, receipts_in, rows

LATER = DAY + dt.timedelta(days=3)
COUNTS = "select sum(n) from count_day"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "var")


def store(settings: Settings, *submissions: Submission) -> list[str]:
    """Store submissions as the app does; their receipts."""
    writer = Writer(settings.answers)
    try:
        return [writer.store(one).receipt for one in submissions]
    finally:
        writer.close()


def hold(settings: Settings, submission: Submission) -> str:
    """Hold a submission apart as suspected; its receipt."""
    quarantine = Quarantine(settings.guardian)
    try:
        return quarantine.hold(submission, [Reason.TRAP]).receipt
    finally:
        quarantine.close()


def execute(settings: Settings, statement: str) -> None:
    """Something another program does to the file of answers."""
    with closing(connect(settings.answers)) as connection:
        connection.execute(statement)
        connection.commit()


def suspects(settings: Settings) -> int:
    return int(rows(settings.guardian, "select count(*) from suspect")[0][0])


def test_an_erased_answer_counts_no_more_and_is_not_found(settings: Settings, published: Published) -> None:
    kept, gone = store(settings, a_submission(published, {"satisfaction": ["1"]}), a_submission(published))

    assert erase(settings, gone, DAY) == Erasure(DAY, now=True, clean=True, whole=True)

    assert receipts_in(settings.answers) == [kept]
    assert rows(settings.answers, COUNTS) == [(1,)]
    assert rows(settings.answers, "select body from comment_fts where comment_fts match 'atencion'") == []


def test_erased_again_it_says_when_that_was(settings: Settings, published: Published) -> None:
    [receipt] = store(settings, a_submission(published))
    erase(settings, receipt, DAY)

    assert erase(settings, receipt, LATER) == Erasure(DAY, now=False, clean=True, whole=True)


def test_a_receipt_nobody_was_given_is_unknown_and_is_not_noted(
    settings: Settings, published: Published
) -> None:
    store(settings, a_submission(published))

    with pytest.raises(UnknownReceipt):
        erase(settings, "7KQM-3F9D-XZ2A", DAY)

    assert not settings.backups.exists()


def test_an_answer_whose_comment_was_purged_is_erased(settings: Settings, published: Published) -> None:
    [receipt] = store(settings, a_submission(published))
    execute(settings, "delete from comment")

    assert erase(settings, receipt, DAY).now

    assert (receipts_in(settings.answers), rows(settings.answers, COUNTS)) == ([], [(None,)])


def test_of_an_answer_whose_time_has_passed_nothing_is_left_to_erase(
    settings: Settings, published: Published
) -> None:
    old = a_submission(published, {"satisfaction": ["1"]}, day=DAY.replace(year=DAY.year - 10))
    gone, kept = store(settings, old, a_submission(published))
    clear(settings, published, DAY)

    with pytest.raises(UnknownReceipt):
        erase(settings, gone, DAY)

    assert (receipts_in(settings.answers), rows(settings.answers, COUNTS)) == ([kept], [(6,)])


def test_a_suspected_answer_is_erased_as_well(settings: Settings, published: Published) -> None:
    store(settings, a_submission(published))
    receipt = hold(settings, a_submission(published))

    assert erase(settings, receipt, DAY) == Erasure(DAY, now=True, clean=True, whole=True)

    assert (suspects(settings), len(receipts_in(settings.answers))) == (0, 1)
    assert erase(settings, receipt, LATER).day == DAY


def test_its_form_sent_again_brings_nothing_back(settings: Settings, published: Published) -> None:
    submission = a_submission(published)
    [receipt] = store(settings, submission)
    erase(settings, receipt, DAY)

    assert store(settings, submission) == [receipt]
    assert receipts_in(settings.answers) == []


def test_cut_short_after_it_was_noted_the_same_order_finishes_it(
    settings: Settings, published: Published
) -> None:
    [receipt] = store(settings, a_submission(published))
    stuck = (
        "create trigger stuck before delete on response begin select raise(abort, 'the disk is full'); end"
    )
    execute(settings, stuck)

    with pytest.raises(sqlite3.Error, match="the disk is full"):
        erase(settings, receipt, DAY)
    assert (receipts_in(settings.answers), Tombstones(settings.backups).day(receipt)) == ([receipt], DAY)

    execute(settings, "drop trigger stuck")
    assert erase(settings, receipt, LATER) == Erasure(DAY, now=True, clean=True, whole=True)
    assert receipts_in(settings.answers) == []


def test_a_restored_file_loses_what_was_erased_since_it_was_copied(
    settings: Settings, published: Published
) -> None:
    kept, gone = store(settings, a_submission(published, {"satisfaction": ["1"]}), a_submission(published))
    suspect = hold(settings, a_submission(published, FILLED | {"comment": ["Otra cosa"]}))
    copy = Settings(settings.data / "copy")
    copy.data.mkdir()
    for file in (settings.answers, settings.guardian):
        shutil.copy(file, copy.data)
    for receipt in (gone, suspect):
        erase(settings, receipt, DAY)

    assert replay(copy, Tombstones(settings.backups)) == 2

    assert (receipts_in(copy.answers), suspects(copy)) == ([kept], 0)
    assert rows(copy.answers, COUNTS) == [(1,)]


def test_a_file_that_was_not_restored_is_not_made(settings: Settings, published: Published) -> None:
    hold(settings, a_submission(published))

    assert replay(settings, Tombstones(settings.backups)) == 0

    assert not settings.answers.exists()
