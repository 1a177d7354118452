"""One database copied while others write to it: a single moment of it, found sound, safe on disk."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from feedback_app.database import looked_into

_BLOCK = 1024 * 1024

_SUBJECT = {
    "feedback.db": "response",
    "guardian.db": "suspect",
    "acknowledgements.db": "acknowledgement",
}
"""The table of each database that holds what the file is about."""


class Unsound(Exception):
    """A database is damaged: `file` is which, `found` what SQLite says of it."""

    def __init__(self, file: Path, found: str) -> None:
        super().__init__(f"{file}: {found}")
        self.file, self.found = file, found


@dataclass(frozen=True)
class Copied:
    """A copy: the file's name, how many of what it is about are in it, its bytes, their SHA-256."""

    name: str
    rows: int
    size: int
    sha256: str


def sound_copy(source: Path, folder: Path) -> Copied:
    """Copy a database into a folder, as its owner's alone; nothing that was deleted from it comes along.

    Raises Unsound, having left the source as it was, where it or the copy is damaged; sqlite3.Error or
    OSError where they cannot be read or written, a full disk being one such.
    """
    copy = folder / source.name
    check(source)
    copy.touch(mode=0o600)
    with looked_into(source) as connection:
        connection.execute("vacuum into ?", (str(copy),))
    check(copy)
    sync(copy)
    try:
        rows = _rows(copy)
    except sqlite3.OperationalError as another_kind:
        raise Unsound(source, str(another_kind)) from None
    return Copied(source.name, rows, copy.stat().st_size, fingerprint(copy))


def check(file: Path) -> None:
    """Have SQLite look through every page of a database, and hold its indexes to its rows.

    Raises Unsound, or sqlite3.Error as `sound_copy`.
    """
    try:
        with looked_into(file) as connection:
            found = str(connection.execute("pragma integrity_check(1)").fetchone()[0])
    except sqlite3.OperationalError:
        # Held by another, or not to be read: that says nothing of what stands in it.
        raise
    except sqlite3.DatabaseError as damage:
        raise Unsound(file, str(damage)) from None
    if found != "ok":
        raise Unsound(file, found)


def fingerprint(file: Path) -> str:
    """The SHA-256 of a file's bytes, as `sha256sum` writes it."""
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while block := content.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on disk before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _rows(file: Path) -> int:
    with looked_into(file) as connection:
        count = f'select count(*) from "{_SUBJECT[file.name]}"'  # noqa: S608  a name of this module's own
        return int(connection.execute(count).fetchone()[0])
