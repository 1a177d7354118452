"""Which files stand at a database's path: whoever keeps it open must not write where nobody looks.

Nor may anybody open another database beside the log of one that was taken away: SQLite would take what is in
the log for a part of it. Only whoever had the two open knows that the log belongs to no other.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from pathlib import Path
from weakref import WeakSet

from feedback_app.refusals import Missing, Replaced, replaced

_BESIDE = ("-wal", "-shm")
"""SQLite's log and the index of it: without them, nobody else sees what was committed last."""

_log = logging.getLogger(__name__)

_Identity = tuple[int, int] | None


class Standing:
    """A database and what SQLite keeps beside it, as they were when they were opened by `connection`.

    `is_away` says that it was taken away from its log. As long as the connection is open no other file can be
    given its identity, and it is known when it comes back. One that is `expendable` nobody waits for.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, expendable: bool = False) -> None:
        self.path = path
        self.is_away = False
        self._connection = connection
        self._expendable = expendable
        self._files = _files(path)
        with _one_at_a_time:
            _all.add(self)

    def is_over(self) -> bool:
        """Whether one of the files has been taken away, emptied or replaced.

        What is in the log alone is then in the database: who has the file open can read the log yet, nobody
        else. Raises sqlite3.Error where that is not possible at the moment, Missing or Replaced where the
        database is away.
        """
        self.look()
        now, is_empty = _files(self.path), _is_empty(self.path)
        if now == self._files and not is_empty:
            return False
        _log.error("%s is no longer the file that was opened; it is opened anew", self.path.name)
        if now[0] == self._files[0] and not is_empty:
            busy, *_ = self._connection.execute("pragma wal_checkpoint(full)").fetchone()
            if busy:
                raise sqlite3.OperationalError("the log was taken away, and somebody is still reading it")
        return True

    def look(self) -> None:
        """Raise Missing or Replaced where the database is away, and have everybody know of another."""
        (file, log, _), (own, own_log, _) = _files(self.path), self._files
        was_away, self.is_away = self.is_away, file != own and log == own_log and not self._expendable
        if self.is_away and _is_empty(self.path):
            raise Missing(self.path)
        if self.is_away:
            replaced(self.path).touch(mode=0o600)
            raise Replaced(self.path)
        if was_away and file == own:
            replaced(self.path).unlink(missing_ok=True)


_all: WeakSet[Standing] = WeakSet()
_one_at_a_time = threading.Lock()


def look(path: Path) -> None:
    """As `Standing.look`, for whoever else in this process has the database open."""
    with _one_at_a_time:
        others = [one for one in _all if one.path == path]
    for one in others:
        one.look()


def _files(path: Path) -> tuple[_Identity, ...]:
    return _identity(path), *(_identity(Path(f"{path}{end}")) for end in _BESIDE)


def _identity(file: Path) -> _Identity:
    """Which file stands at this path; None where there is none."""
    try:
        stat = file.stat()
    except FileNotFoundError:
        return None
    return stat.st_dev, stat.st_ino


def _is_empty(file: Path) -> bool:
    try:
        return file.stat().st_size == 0
    except FileNotFoundError:
        return True
