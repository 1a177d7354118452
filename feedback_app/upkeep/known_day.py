"""The last day of which a file of answers knows, against which a clock is judged before anything is deleted.

A clock that is a year fast would have everything deleted whose time has come by then, and nothing brings it
back but a copy.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable

LONGEST_SILENCE = dt.timedelta(days=40)
"""Without a sign of any day between, two days further apart than this are more likely a wrong clock."""


def unbroken(days: Iterable[dt.date]) -> list[dt.date]:
    """Of days in their order, or in the reverse, those before the first silence that is too long."""
    reached: list[dt.date] = []
    for day in days:
        if reached and is_doubtful(day, reached[-1]):
            break
        reached.append(day)
    return reached


def last_known_day(connection: sqlite3.Connection) -> dt.date | None:
    """How far the file knows the calendar: from the last purge on, the days of answers without long silence.

    Where nothing was ever purged, from the oldest answer on; None where there is none either. So a clock
    that is wrong proves nothing by the answers that come while it is.
    """
    noted = noted_day(connection)
    newer = """
        select distinct day from product join response using (product_id)
        where day > ? and date(day, '+0 days') is day order by 1
    """
    days = [dt.date.fromisoformat(day) for (day,) in connection.execute(newer, (str(noted or ""),))]
    return next(reversed(unbroken([noted, *days] if noted else days)), None)


def noted_day(connection: sqlite3.Connection) -> dt.date | None:
    """The day that was noted last."""
    (noted,) = connection.execute("pragma user_version").fetchone()
    return dt.date.fromordinal(noted) if noted else None


def note_day(connection: sqlite3.Connection, today: dt.date) -> None:
    """Note that this day was judged to be true, in the number that SQLite keeps for its users."""
    connection.execute(f"pragma user_version = {today.toordinal()}")


def still_to_come(connection: sqlite3.Connection, today: dt.date) -> tuple[int, str | None]:
    """How many responses are of a day after `today`, and the last such day: a clock or import was wrong."""
    ahead = """
        select count(*), max(day) from product join response using (product_id) where day > ?
    """
    number, last = connection.execute(ahead, (today.isoformat(),)).fetchone()
    return int(number), last


def is_doubtful(today: dt.date, last_known: dt.date | None) -> bool:
    """Whether a clock that says `today` should be looked at first."""
    return last_known is not None and abs(today - last_known) > LONGEST_SILENCE
