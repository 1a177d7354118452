"""Both files agree about each form afterwards: nothing is held beside what counts, and no answer is lost."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from feedback_app.answers import Form
from feedback_app.form_key import FormKey
from feedback_app.intake import Intake
from feedback_app.settings import Settings
from feedback_app.storage import DAYS_KEYS_ARE_KEPT, Submission
from feedback_app.suspects.judge import TRAP
from feedback_app.suspects.quarantine import DAYS_HELD, Outcome, Quarantine, Reason
from feedback_app.upkeep.backup import back_up
from feedback_app.upkeep.clearing import clear
from feedback_app.upkeep.erasure import UnknownReceipt, erase
from feedback_app.upkeep.restoring import restore
from feedback_app.upkeep.settling import settle
from feedback_app.upkeep.tombstones import Tombstones
from luz.published import Published
from tests.feedback_app.asked import DAY, FILLED, a_submission, receipts_held, receipts_in, rows
from tests.feedback_app.damages import another_thing

TRAPPED: Form = {**FILLED, TRAP: ["https://compre.example"]}
WORD = "cacahuetería"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "var")


@pytest.fixture
def submission(published: Published) -> Submission:
    return a_submission(published, FILLED | {"comment": [WORD]})


def later(days: int) -> dt.date:
    return DAY + dt.timedelta(days=days)


def take(settings: Settings, submission: Submission, form: Form = FILLED) -> str:
    """Send a form to the app; its receipt."""
    intake = Intake.of(settings)
    try:
        return intake.take(submission, form, FormKey(submission.key, 60, ""), "203.0.113.7").receipt
    finally:
        intake.writer.close()
        intake.quarantine.close()


def hold(settings: Settings, submission: Submission) -> str:
    """What the app leaves behind that stops before anybody is thanked: the receipt that nobody was shown."""
    with closing(Quarantine(settings.guardian)) as quarantine:
        return quarantine.hold(submission, [Reason.HASTE]).receipt


def decide(settings: Settings, outcome: Outcome) -> None:
    with closing(Quarantine(settings.guardian)) as quarantine:
        quarantine.decide(1, lambda _: outcome, "employee:ana-rivas", DAY)


def kept(settings: Settings) -> tuple[list[str], list[str]]:
    """The receipts of what is counted, and of what waits for the guardian."""
    return receipts_in(settings.answers), receipts_held(settings.guardian)


@pytest.fixture
def twice(settings: Settings, submission: Submission) -> Iterator[tuple[str, str]]:
    """A form that was stopped on its way to the guardian and then counted: both receipts."""
    stray = hold(settings, submission)
    counted = take(settings, submission)
    assert kept(settings) == ([counted], [stray])
    yield counted, stray


@pytest.mark.parametrize("which", [0, 1], ids=["shown", "never shown"])
def test_erased_by_either_receipt_it_goes_from_both_files(
    settings: Settings, twice: tuple[str, str], which: int
) -> None:
    erase(settings, twice[which], DAY)

    assert kept(settings) == ([], [])
    files = [path.name for path in settings.data.glob("*.db*") if WORD.encode() in path.read_bytes()]
    assert files == []
    assert {Tombstones(settings.backups).day(one) for one in twice} == {DAY}


def test_the_next_clearing_takes_the_second_copy_away_and_no_backup_brings_it_back(
    settings: Settings, twice: tuple[str, str]
) -> None:
    copy = back_up(settings, DAY).folder

    clear(settings, None, later(1))
    restored = restore(settings, copy, later(1), ["guardian.db"])

    assert (kept(settings), restored.erased) == (([twice[0]], []), 1)


def test_a_clearing_leaves_no_second_copy_when_it_forgets_the_form(
    settings: Settings, twice: tuple[str, str]
) -> None:
    clear(settings, None, later(DAYS_KEYS_ARE_KEPT + 1))

    assert rows(settings.answers, "select count(*) from submission_key") == [(0,)]
    assert kept(settings) == ([twice[0]], [])


def test_what_was_stopped_on_its_way_becomes_known_while_forms_are_remembered(
    settings: Settings, published: Published, submission: Submission
) -> None:
    take(settings, a_submission(published))
    receipt = hold(settings, submission)
    old = a_submission(published, day=later(-DAYS_KEYS_ARE_KEPT - 1))
    hold(settings, old)

    settle(settings, DAY)

    assert take(settings, submission) == receipt
    assert rows(settings.answers, "select count(*) from submission_key") == [(2,)]


def test_held_for_longer_than_its_form_is_remembered_it_is_erased_by_its_receipt(
    settings: Settings, submission: Submission
) -> None:
    receipt = take(settings, submission, TRAPPED)
    clear(settings, None, later(DAYS_HELD))
    before = kept(settings)

    erase(settings, receipt, later(DAYS_HELD))

    assert (before, kept(settings)) == (([], [receipt]), ([], []))


def test_what_nobody_decided_about_in_time_is_gone_and_its_form_too(
    settings: Settings, submission: Submission
) -> None:
    receipt = take(settings, submission, TRAPPED)

    clear(settings, None, later(DAYS_HELD + 1))

    assert kept(settings) == ([], [])
    with pytest.raises(UnknownReceipt):
        erase(settings, receipt, later(DAYS_HELD + 1))


def test_with_older_answers_put_back_what_is_held_keeps_its_receipt(
    settings: Settings, published: Published, submission: Submission
) -> None:
    take(settings, a_submission(published))
    take(settings, a_submission(published), TRAPPED)
    copy = back_up(settings, DAY).folder
    receipt = take(settings, submission, TRAPPED)

    restore(settings, copy, DAY, ["feedback.db"])

    assert [take(settings, submission, form) for form in (FILLED, TRAPPED)] == [receipt] * 2
    assert len(kept(settings)[0]) == 1


@pytest.mark.parametrize("form", [FILLED, TRAPPED], ids=["counted", "held"])
def test_with_older_suspects_put_back_what_was_held_since_comes_in_when_sent_again(
    settings: Settings, published: Published, submission: Submission, form: Form
) -> None:
    waiting = take(settings, a_submission(published), TRAPPED)
    copy = back_up(settings, DAY).folder
    take(settings, submission, TRAPPED)

    restore(settings, copy, DAY, ["guardian.db"])
    receipt = take(settings, submission, form)

    counted, held = ([receipt], [waiting]) if form is FILLED else ([], [waiting, receipt])
    assert (kept(settings)[0], sorted(kept(settings)[1])) == (counted, sorted(held))


def test_with_older_answers_put_back_what_was_released_since_comes_in_when_sent_again(
    settings: Settings, published: Published, submission: Submission
) -> None:
    take(settings, a_submission(published))
    with closing(Quarantine(settings.guardian)) as quarantine:
        quarantine.waiting()
    copy = back_up(settings, DAY).folder
    first = take(settings, submission, TRAPPED)
    decide(settings, Outcome.RELEASED)

    restore(settings, copy, DAY, ["feedback.db"])
    receipt = take(settings, submission, TRAPPED)

    assert kept(settings)[1] == [receipt] != [first]


@pytest.mark.parametrize("only", [["feedback.db"], ["guardian.db"], []])
def test_what_was_dropped_or_erased_comes_back_with_no_copy(
    settings: Settings, published: Published, only: list[str]
) -> None:
    dropped, erased = a_submission(published), a_submission(published)
    receipts = [take(settings, one, TRAPPED) for one in (dropped, erased)]
    decide(settings, Outcome.DROPPED)
    copy = back_up(settings, DAY).folder
    erase(settings, receipts[1], DAY)

    restore(settings, copy, DAY, only)

    assert [take(settings, one, form) for one in (dropped, erased) for form in (FILLED, TRAPPED)] == [
        *receipts[:1] * 2,
        *receipts[1:] * 2,
    ]
    assert kept(settings) == ([], [])


def test_where_the_file_of_suspects_is_damaged_the_answers_are_cleared_all_the_same(
    settings: Settings, submission: Submission
) -> None:
    take(settings, replace(submission, response=replace(submission.response, day=later(-4000))))
    another_thing(settings.guardian)

    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        clear(settings, None, DAY)

    assert rows(settings.answers, "select count(*) from response") == [(0,)]
