"""access.db: who is signed in, and which links are under way.

Only the app opens it. Nothing in it opens a door to whoever reads it: secrets are kept as their hashes. Times
are whole seconds since 1970, UTC; they are compared with the clock anew at each use, as clocks are set right.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from feedback_app.database import opened

Clock = Callable[[], float]
"""Seconds since 1970, UTC."""

_STEPS = {
    "0001_sign_in": (
        """
        create table session (
            secret_hash blob primary key,
            name text not null unique,
            person text not null,
            mail text not null,
            browser text not null,
            created_at integer not null,
            seen_at integer not null
        ) strict, without rowid
        """,
        "create index session_person on session (person)",
        """
        create table asked (
            browser_hash blob primary key,
            destination text not null,
            wrong_codes integer not null default 0,
            created_at integer not null
        ) strict, without rowid
        """,
        """
        create table link (
            token_hash blob primary key,
            browser_hash blob not null references asked on delete cascade,
            code_hash blob not null,
            person text not null,
            mail text not null
        ) strict, without rowid
        """,
        "create index link_browser on link (browser_hash)",
    )
}


class AccessFile:
    """The open file, shared by all threads of the app, one at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for statements that change nothing. Raises sqlite3.Error."""
        with self._lock:
            yield self._open()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection in a transaction: all of it on disk at the end, or nothing. Raises sqlite3.Error."""
        with self._lock:
            connection = self._open()
            connection.execute("begin immediate")
            try:
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = opened(self._path, "luz.access", _STEPS)
        return self._connection


def hashed(secret: str, purpose: str) -> bytes:
    """What is kept of a secret of ours. It has 128 bits or more, so a plain hash tells nothing of it."""
    return hashlib.sha256(f"{purpose}:{secret}".encode()).digest()
