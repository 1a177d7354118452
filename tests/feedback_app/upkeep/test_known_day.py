"""What a file knows of the calendar, and how far from it a clock may be."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

import pytest

from feedback_app.storage import Storage
from feedback_app.upkeep.known_day import is_doubtful, last_known_day, note_day
from tests.feedback_app.asked import DAY, a_submission, published_in

EARLIER, LATER = DAY - dt.timedelta(days=3), DAY + dt.timedelta(days=3)


def test_an_empty_file_knows_no_day(tmp_path: Path) -> None:
    with closing(Storage(tmp_path / "feedback.db")) as storage:
        assert last_known_day(storage.connection) is None


@pytest.mark.parametrize(("purged", "known"), [(None, DAY), (EARLIER, DAY), (LATER, LATER)])
def test_the_newest_answer_or_a_later_purge_is_the_last_day_known(
    tmp_path: Path, purged: dt.date | None, known: dt.date
) -> None:
    published = published_in(tmp_path)
    with closing(Storage(tmp_path / "feedback.db")) as storage:
        with storage.transaction():
            for day in (DAY, EARLIER):
                storage.add(a_submission(published, day=day))
        if purged:
            note_day(storage.connection, purged)
    with closing(Storage(tmp_path / "feedback.db")) as again:
        assert last_known_day(again.connection) == known


def test_forty_days_without_a_sign_are_believed_and_forty_one_are_not() -> None:
    assert [is_doubtful(DAY + dt.timedelta(days=days), DAY) for days in (-400, 0, 40, 41)] == [
        False, False, False, True,
    ]  # fmt: skip
    assert not is_doubtful(DAY, None)
