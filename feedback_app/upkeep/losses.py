"""Whether much of a database has gone since it was last copied: before a new copy drives out old ones."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from feedback_app.database import looked_into

# A purge moves its counts into the archive. How many suspects there are says nothing: they come and go.
_CAME_IN = {
    "feedback.db": """
    select (select count(*) from response) + (select ifnull(sum(n), 0) from archived_response)
    """,
    "acknowledgements.db": "select count(*) from acknowledgement",
}


class LostMuch(Exception):
    """In a database stands less than half of what stood in its last copy: `now` instead of `before`."""

    def __init__(self, file: Path, now: int, before: int) -> None:
        super().__init__(f"{file}: {now}, {before}")
        self.file, self.now, self.before = file, now, before


def see_that_little_is_lost(file: Path, copy: Path, last: Path, erased: int) -> None:
    """Compare the `copy` just made of a file with its `last` one, since which so much was `erased`.

    Raises LostMuch. A last copy that cannot be read proves nothing.
    """
    if file.name not in _CAME_IN:
        return
    try:
        before = _came_in(last)
    except sqlite3.Error:
        return
    now = _came_in(copy)
    if 2 * (now + erased) < before:
        raise LostMuch(file, now, before)


def _came_in(file: Path) -> int:
    """How much has come in, whether it is still there or its time has passed since."""
    with looked_into(file) as connection:
        return int(connection.execute(_CAME_IN[file.name]).fetchone()[0])
