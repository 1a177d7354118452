"""The last day of which a file of answers knows, against which a clock is judged before anything is deleted.

A clock that is a year fast would have everything deleted whose time has come by then, and nothing brings it
back but a copy.
"""

from __future__ import annotations

import datetime as dt
import sqlite3

LONGEST_SILENCE = dt.timedelta(days=40)
"""Without an answer and without a purge, longer than this is more likely a wrong clock."""


def last_known_day(connection: sqlite3.Connection) -> dt.date | None:
    """The day of the newest answer, or of the last purge if that was later; None where there was neither."""
    newest = "select max((select max(day) from response r where r.product_id = p.product_id)) from product p"
    (answered,) = connection.execute(newest).fetchone()
    (purged,) = connection.execute("pragma user_version").fetchone()
    days = [dt.date.fromisoformat(answered)] if answered else []
    return max([*days, dt.date.fromordinal(purged)] if purged else days, default=None)


def note_day(connection: sqlite3.Connection, today: dt.date) -> None:
    """Note that this day was judged to be true, in the number that SQLite keeps for its users."""
    connection.execute(f"pragma user_version = {today.toordinal()}")


def is_doubtful(today: dt.date, last_known: dt.date | None) -> bool:
    """Whether a clock that says `today` should be looked at first."""
    return last_known is not None and today - last_known > LONGEST_SILENCE
