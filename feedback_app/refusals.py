"""Why a database of ours is not opened where SQLite would open it: for `database`, and for whoever tells."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

PUTTING_BACK = ".putting-back"
"""The folder beside the databases in which wait those that a restore puts back, while it does."""


class Missing(sqlite3.OperationalError):
    """A database that has been there is gone or empty: no other takes its place unasked."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is missing")
        self.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN


class ReadOnly(sqlite3.OperationalError):
    """A database that may only be read, where it is to be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} may only be read")
        self.sqlite_errorcode = sqlite3.SQLITE_READONLY


class Replaced(sqlite3.OperationalError):
    """Another database was put in the place of one that was open: opened beside its log, it is damaged."""

    def __init__(self, path: Path) -> None:
        remedy = "stop Luz, then «luz feedback restore»"
        super().__init__(f"{path.name} was replaced while it was open, and its log is there yet: {remedy}")
        self.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN


class CutShort(OSError):
    """A restore was cut short: another file waits to take this one's place, whatever is written to it."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} waits for a restore that was cut short")


def is_half_restored(path: Path) -> bool:
    """Whether another file waits to take the place of a database."""
    return (path.parent / PUTTING_BACK / path.name).exists()


def begun(path: Path) -> Path:
    """The file that says that a database has been begun here; who removes both begins anew on purpose."""
    return path.with_name(f"{path.name}.begun")


def replaced(path: Path) -> Path:
    """The file that says that a database is not the one its log belongs to; a restore takes it away."""
    return path.with_name(f"{path.name}.replaced")


def is_missing(path: Path) -> bool:
    """Whether a database has been there and is gone, or has nothing in it at all."""
    # In this order: whoever opens one for the first time writes into it, and then says that it has begun.
    if not begun(path).exists():
        return False
    try:
        return path.stat().st_size == 0
    except FileNotFoundError:
        return True


def refuse(path: Path, *, to_write: bool) -> None:
    """Raise CutShort or Replaced where a database must not be opened, or ReadOnly where it is `to_write`."""
    if is_half_restored(path):
        raise CutShort(path)
    if replaced(path).exists():
        raise Replaced(path)
    if to_write:
        _see_that_it_can_be_written(path)


def _see_that_it_can_be_written(path: Path) -> None:
    """Raise ReadOnly where it cannot: SQLite would open it all the same, and never write to it thereafter."""
    # Not seen by opening it: to close it again would end the locks that SQLite has on it.
    if path.exists() and not os.access(path, os.W_OK):
        raise ReadOnly(path)
    for beside in (Path(f"{path}-wal"), Path(f"{path}-shm")):
        if not os.access(beside, os.W_OK):
            # Made by SQLite with the mode of the file while that could only be read; or there is none.
            with suppress(OSError):
                beside.chmod(path.stat().st_mode & 0o777)
