"""An SQLite file of ours: opened so that what is committed is on disk, and brought up to date before use."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sqlite_utils import Database, Migrations

BUSY_TIMEOUT_MS = 5000
"""How long a statement waits for a maintenance command that holds the file."""


def connect(path: Path) -> sqlite3.Connection:
    """A connection that writes durably. Used by one thread at a time, not always the same."""
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_MS / 1000, check_same_thread=False)
    for pragma in ("journal_mode = wal", "synchronous = full", "foreign_keys = on"):
        connection.execute(f"pragma {pragma}")
    return connection


def opened(path: Path, name: str, steps: Mapping[str, Sequence[str]]) -> sqlite3.Connection:
    """A connection to a file that has been taken through all the steps of its history, in their order.

    `steps` are SQL statements by the name of each step; the file keeps which it has taken of the history
    called `name`. Its owner alone can read it. Raises sqlite3.Error or OSError wherever
    it cannot be read or written.
    """
    # Made before SQLite does, so that never for a moment others can read it.
    path.touch(mode=0o600)
    connection = connect(path)
    try:
        _history(name, steps).apply(Database(connection, execute_plugins=False))
    except BaseException:
        connection.close()
        raise
    return connection


def _history(name: str, steps: Mapping[str, Sequence[str]]) -> Migrations:
    history = Migrations(name)
    for step, statements in steps.items():
        history(name=step)(_step(statements))
    return history


def _step(statements: Sequence[str]) -> Callable[[Database], None]:
    def take(database: Database) -> None:
        for statement in statements:
            database.execute(statement)

    return take
