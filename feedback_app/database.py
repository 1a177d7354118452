"""An SQLite file of ours: opened so that what is committed is on disk, and brought up to date before use."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database, Migrations

from feedback_app.refusals import Missing, begun, is_missing, refuse
from feedback_app.standing import Standing, look

BUSY_TIMEOUT_MS = 5000
"""How long a statement waits for a maintenance command that holds the file."""

_AGAIN_SECONDS = 0.01
"""Between two attempts at what SQLite does not wait for."""

_OF_THE_FILE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)
"""SQLite's primary result codes that blame the file or its disk, not what was asked of it."""


class _Connection(sqlite3.Connection):
    """Python cannot read what SQLite says of a damaged schema where the damage is no UTF-8: damage, too."""

    def execute(self, *given: Any) -> sqlite3.Cursor:
        with _readable():
            return super().execute(*given)

    def executemany(self, *given: Any) -> sqlite3.Cursor:
        with _readable():
            return super().executemany(*given)


def connect(path: Path) -> sqlite3.Connection:
    """A connection that writes durably and leaves no trace of what it deletes.

    Used by one thread at a time, not always the same. Raises sqlite3.Error, such as Missing where there is
    none any more, Replaced or ReadOnly, or CutShort, an OSError.
    """
    look(path)
    refuse(path, to_write=True)
    # Already by opening one that is empty, SQLite would write into it.
    if is_missing(path):
        raise Missing(path)
    connection = sqlite3.connect(
        path, timeout=BUSY_TIMEOUT_MS / 1000, check_same_thread=False, factory=_Connection
    )
    try:
        _keep_a_log(connection)
        for pragma in ("synchronous = full", "foreign_keys = on", "secure_delete = on"):
            connection.execute(f"pragma {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _keep_a_log(connection: sqlite3.Connection) -> None:
    """Have SQLite keep its log beside the file, for which it does not wait by itself for others who do so."""
    until = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            connection.execute("pragma journal_mode = wal")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_AGAIN_SECONDS)
        else:
            return


@contextmanager
def looked_into(path: Path, *, locking: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection to a file that must be there, and that it does not change.

    One that is `locking` can take the lock of whoever writes, and does not wait for it; it is ReadOnly where
    nobody could. Raises CutShort, Replaced, or sqlite3.OperationalError where there is no file; one that was
    emptied is taken for a database without tables, as only `is_missing` can tell.
    """
    look(path)
    refuse(path, to_write=locking)
    address = f"{path.absolute().as_uri()}?mode={'rw' if locking else 'ro'}"
    patience = 0 if locking else BUSY_TIMEOUT_MS / 1000
    connection = sqlite3.connect(address, uri=True, timeout=patience, factory=_Connection)
    try:
        yield connection
    finally:
        connection.close()


def opened(
    path: Path, name: str, steps: Mapping[str, Sequence[str]], *, expendable: bool = False
) -> sqlite3.Connection:
    """A connection to a file that has been taken through all the steps of its history, in their order.

    `steps` are SQL statements by the name of each step; the file keeps which it has taken of the history
    called `name`. Its owner alone can read it. Where it was there before and is not, only what is
    `expendable` is made anew; else it is Missing. Raises sqlite3.Error, as that one is, or OSError wherever
    it cannot be read or written.
    """
    # Made before SQLite does, so that never for a moment others can read it.
    if not is_missing(path):
        path.touch(mode=0o600)
    connection = connect(path)
    try:
        _bring_up_to_date(connection, _history(name, steps))
        if not expendable:
            begun(path).touch(mode=0o600)
    except BaseException:
        connection.close()
        raise
    return connection


def in_memory(steps: Mapping[str, Sequence[str]]) -> sqlite3.Connection:
    """An empty database that has been taken through all the steps, in no file."""
    connection = sqlite3.connect(":memory:")
    for statement in (one for statements in steps.values() for one in statements):
        connection.execute(statement)
    return connection


class SharedFile:
    """A file shared by all threads of the app, one at a time; opened when first needed, as by `opened`."""

    def __init__(
        self, path: Path, name: str, steps: Mapping[str, Sequence[str]], *, expendable: bool = False
    ) -> None:
        self._path = path
        self._name = name
        self._steps = steps
        self._expendable = expendable
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._standing: Standing | None = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for statements that change nothing. Raises sqlite3.Error or OSError."""
        with self._lock:
            yield self._open()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection in a transaction: all of it on disk at the end, or nothing. Raises as `reading`."""
        with self._lock, transaction(self._open()) as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = self._standing = None

    def _open(self) -> sqlite3.Connection:
        if self._standing is not None and self._standing.is_over():
            self.close()
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = opened(self._path, self._name, self._steps, expendable=self._expendable)
            self._standing = Standing(self._path, self._connection, expendable=self._expendable)
        return self._connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """A transaction that is to write: all of it on disk at the end, or nothing of it."""
    connection.execute("begin immediate")
    try:
        yield connection
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Everything as it was at one moment, for several questions, while others go on writing."""
    connection.execute("begin")
    try:
        yield connection
    finally:
        connection.rollback()


def is_of_the_file(error: Exception) -> bool:
    """Whether a file or its disk is at fault, not what was asked of it."""
    return isinstance(error, OSError) or getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_FILE


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as unreadable:
        damage = sqlite3.DatabaseError(f"the schema is malformed: {unreadable.reason}")
        damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damage from unreadable


def _bring_up_to_date(connection: sqlite3.Connection, history: Migrations) -> None:
    """Take the steps that are pending, all or none; of those who would at the same moment, one does."""
    database = Database(connection, execute_plugins=False)
    if history.pending(database):
        # What is pending is asked again within: meanwhile another may have taken the steps.
        with transaction(connection):
            history.apply(database)


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
