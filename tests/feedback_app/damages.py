"""What may befall a database that nobody has open, so that SQLite finds it damaged."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

Damage = Callable[[Path], object]

ANOTHER_THING = b"this is no database " * 300


def overwritten(file: Path) -> None:
    """Every page but the first is another's."""
    size = file.stat().st_size
    with file.open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"another's" * ((size - 4096) // 9))


def cut_short(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def another_thing(file: Path) -> None:
    file.write_bytes(ANOTHER_THING)


def unreadable(file: Path) -> None:
    """One byte, in what the file says of its first table, that is no text."""
    content = file.read_bytes()
    with file.open("r+b") as stream:
        stream.seek(content.index(b"CREATE TABLE") + 9)
        stream.write(b"\xff")


DAMAGES = [overwritten, cut_short, another_thing, unreadable]
