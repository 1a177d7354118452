"""The daily clearing: every file, by what is published now, and no word of what is deleted stays in it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from feedback_app.settings import Settings
from feedback_app.suspects.quarantine import Quarantine, Reason
from feedback_app.upkeep.clearing import Cleared, clear
from feedback_app.upkeep.retention import Purged
from feedback_app.writer import Writer
from luz.published import Published
from tests.feedback_app.asked import (
    DAY,
    FILLED,
    a_submission,
    asking_library,
    every_kind,
    published_in,
    rows,
)

LONG_AGO = dt.date(2020, 2, 29)
WORD = "cacahuetería"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "var")


@pytest.fixture
def published(settings: Settings) -> Published:
    return published_in(settings.data)


def store(settings: Settings, published: Published, day: dt.date, *, suspected: bool = False) -> None:
    """Have an answer with a rare word come in on a day."""
    submission = a_submission(published, {**FILLED, "comment": [f"Una {WORD}"]}, day=day)
    if suspected:
        quarantine = Quarantine(settings.guardian)
        quarantine.hold(submission, [Reason.TRAP])
        quarantine.close()
    else:
        writer = Writer(settings.answers)
        writer.store(submission)
        writer.close()


def files_with(settings: Settings, word: str) -> list[str]:
    """The files below the data folder in which a word stands, whatever SQLite makes of them."""
    found = (path for path in settings.data.glob("*.db*") if word.encode() in path.read_bytes())
    return sorted(path.name for path in found)


def test_answers_and_suspects_past_their_time_go_with_every_word(
    settings: Settings, published: Published
) -> None:
    store(settings, published, LONG_AGO)
    store(settings, published, LONG_AGO, suspected=True)
    stem = "cacahueteria"
    assert files_with(settings, WORD) == ["feedback.db", "guardian.db"]
    assert files_with(settings, stem) == ["feedback.db"]

    assert clear(settings, published, DAY) == Cleared(Purged(1, 1, 1), suspects=1, clean=True)

    assert files_with(settings, WORD) == files_with(settings, stem) == []
    assert rows(settings.answers, "select sum(n) from count_day") == [(5,)]


def test_what_is_kept_still_is_neither_deleted_nor_changed(settings: Settings, published: Published) -> None:
    store(settings, published, DAY)
    store(settings, published, DAY, suspected=True)
    before = rows(settings.answers, "select * from v_opinion_1")

    assert clear(settings, published, DAY) == Cleared(Purged(), suspects=0, clean=True)

    assert rows(settings.answers, "select * from v_opinion_1") == before
    assert files_with(settings, WORD) == ["feedback.db", "guardian.db"]


def test_what_is_published_now_counts_at_once_where_it_is_shorter(
    settings: Settings, published: Published
) -> None:
    forever = every_kind(retention={"responses": "90 años", "comments": "90 años"})
    store(settings, published_in(settings.data, asking_library(forever)), LONG_AGO)

    # With nothing published, what was published last holds.
    assert clear(settings, None, DAY).purged.responses == 0
    assert clear(settings, published, DAY).purged.responses == 1


def test_where_nobody_was_suspected_no_file_of_them_is_made(settings: Settings, published: Published) -> None:
    store(settings, published, DAY)

    clear(settings, published, DAY)

    assert not settings.guardian.exists()


@pytest.mark.parametrize("days", [-400, -41, 41, 400])
def test_a_suspect_of_a_wrong_clock_waits_as_long_as_any_from_the_next_clearing_on(
    settings: Settings, published: Published, days: int
) -> None:
    clear_on = [DAY + dt.timedelta(number) for number in (0, 1, 31, 32)]
    store(settings, published, DAY)
    clear(settings, published, clear_on[0])
    store(settings, published, DAY + dt.timedelta(days), suspected=True)

    assert [clear(settings, published, day).suspects for day in clear_on[1:]] == [0, 0, 1]
    assert rows(settings.guardian, "select count(*) from form_key") == [(0,)]


def test_a_suspect_that_a_clearing_left_for_the_next_waits_no_longer(
    settings: Settings, published: Published
) -> None:
    store(settings, published, DAY)
    store(settings, published, DAY, suspected=True)
    clear(settings, published, DAY)
    over = DAY + dt.timedelta(31)
    sound = settings.guardian.read_bytes()
    settings.guardian.write_bytes(b"no database " * 300)
    with pytest.raises(sqlite3.DatabaseError):
        clear(settings, published, over)
    settings.guardian.write_bytes(sound)

    assert clear(settings, published, over + dt.timedelta(1)).suspects == 1
