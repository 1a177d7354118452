"""What a file knows of the calendar, and how far from it a clock may be."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

import pytest

from feedback_app.storage import Storage
from feedback_app.upkeep.known_day import is_doubtful, last_known_day, note_day
from tests.feedback_app.asked import DAY, a_submission, published_in


def test_an_empty_file_knows_no_day(tmp_path: Path) -> None:
    with closing(Storage(tmp_path / "feedback.db")) as storage:
        assert last_known_day(storage.connection) is None


@pytest.mark.parametrize(
    ("purged", "answered", "known"),
    [
        (None, [0, -3], 0),
        (-3, [0, -30], 0),
        (3, [0, -3], 3),
        (3, [], 3),
        # From the last purge on, as long as the days between are few.
        (0, [30, 70, 111], 70),
        (0, [-90, 365], 0),
        # Without one, from the oldest answer on.
        (None, [-365, 0, 1], -365),
    ],
)
def test_how_far_a_file_knows_the_calendar(
    tmp_path: Path, purged: int | None, answered: list[int], known: int
) -> None:
    published = published_in(tmp_path)
    with closing(Storage(tmp_path / "feedback.db")) as storage:
        with storage.transaction():
            for days in answered:
                storage.add(a_submission(published, day=DAY + dt.timedelta(days=days)))
        if purged is not None:
            note_day(storage.connection, DAY + dt.timedelta(days=purged))
    with closing(Storage(tmp_path / "feedback.db")) as again:
        assert last_known_day(again.connection) == DAY + dt.timedelta(days=known)


def test_forty_days_without_a_sign_are_believed_and_forty_one_are_not() -> None:
    days = (-400, -41, -40, 0, 40, 41)
    doubted = [is_doubtful(DAY + dt.timedelta(days=number), DAY) for number in days]
    assert doubted == [True, True, False, False, False, True]
    assert not is_doubtful(DAY, None)
