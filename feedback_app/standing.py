"""Which files stand at a database's path: whoever keeps it open must not write where nobody looks."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

_BESIDE = ("-wal", "-shm")
"""SQLite's log and the index of it: without them, nobody else sees what was committed last."""

_log = logging.getLogger(__name__)

_Identity = tuple[int, int] | None


class Standing:
    """A database and what SQLite keeps beside it, as they were when they were opened by `connection`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._files = _files(path)

    def is_over(self) -> bool:
        """Whether one of the files has been taken away, emptied or replaced.

        What is in the log alone is then in the database: who has the file open can read the log yet, nobody
        else. Raises sqlite3.Error where that is not possible at the moment.
        """
        now = _files(self._path)
        if now == self._files:
            return False
        _log.error("%s is no longer the file that was opened; it is opened anew", self._path.name)
        if now[0] == self._files[0]:
            busy, *_ = self._connection.execute("pragma wal_checkpoint(full)").fetchone()
            if busy:
                raise sqlite3.OperationalError("the log was taken away, and somebody is still reading it")
        return True


def _files(path: Path) -> tuple[_Identity, ...]:
    return _identity(path, empty=False), *(_identity(Path(f"{path}{end}")) for end in _BESIDE)


def _identity(file: Path, *, empty: bool = True) -> _Identity:
    """Which file stands at this path; None where there is none, or where one that is `empty` is none."""
    try:
        stat = file.stat()
    except FileNotFoundError:
        return None
    return (stat.st_dev, stat.st_ino) if stat.st_size or empty else None
