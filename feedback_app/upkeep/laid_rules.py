"""Whether the triggers and views of feedback.db are those its history lays, and laying them anew.

A table rebuilt by another tool loses its triggers: from then on nothing of what comes in is counted or found.
The views over the answers to one questionnaire are not of the history; `registry` lays them.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache

from feedback_app.database import in_memory, transaction
from feedback_app.storage import STEPS

_LAID = """
select name, type, sql from sqlite_schema
where type in ('trigger', 'view') and name not glob 'v_*' order by rowid
"""


def wrong(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The names of those that are missing or not as they were laid. Raises sqlite3.Error."""
    there = {name: _read(sql) for name, _, sql in connection.execute(_LAID)}
    return tuple(name for name, _, sql in _right() if there.get(name) != _read(sql))


def lay_anew(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Lay those that are wrong as they should be, in one transaction; their names. Raises sqlite3.Error."""
    with transaction(connection):
        names = wrong(connection)
        for name, kind, sql in _right():
            if name in names:
                connection.execute(f"drop {kind} if exists {name}")
                connection.execute(sql)
    return names


@cache
def _right() -> tuple[tuple[str, str, str], ...]:
    """Name, kind and SQL of each, as they are in a file that is begun today."""
    with closing(in_memory(STEPS)) as empty:
        return tuple(empty.execute(_LAID))


def _read(sql: str) -> str:
    """What SQLite reads; where it renames a table it quotes the names, and keeps the spaces as they were."""
    return " ".join(sql.replace('"', "").split())
