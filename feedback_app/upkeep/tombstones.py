"""What was erased, noted beside the backups so that no restored copy brings it back; read by nobody else.

A line a receipt: the day and the SHA-256 of the receipt, `2026-11-21 9f86d0…`. From it nobody learns a
receipt that he does not have, and whoever takes the backups elsewhere takes it along.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

KEPT_DAYS = 30
"""Days after which no copy may exist any more in which something erased still stands."""

_FILE = "erased.txt"
_LINE = re.compile(r"(\d{4}-\d{2}-\d{2}) ([0-9a-f]{64})\n")


class Tombstones:
    """The receipts of what was erased. Raises OSError where the folder cannot be read or written."""

    def __init__(self, backups: Path) -> None:
        self.file = backups / _FILE

    def add(self, receipt: str, day: dt.date) -> None:
        """Note that what has this receipt is erased on this day; on disk when it returns."""
        folder = self.file.parent
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sync(folder.parent)
        descriptor = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            # A line that a power cut left without its end must not swallow this one.
            torn = b"" if file.read()[-1:] in (b"", b"\n") else b"\n"
            file.write(torn + f"{day} {_digest(receipt)}\n".encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
        _sync(folder)

    def day(self, receipt: str) -> dt.date | None:
        """The day on which what has this receipt was first erased, if it was."""
        return self._days().get(_digest(receipt))

    def since(self, day: dt.date) -> int:
        """How many were erased on that day or later."""
        return sum(erased >= day for erased in self._days().values())

    def among(self, receipts: Iterable[str]) -> list[str]:
        """Those of the receipts of which it is noted that they are erased."""
        days = self._days()
        return [one for one in receipts if days and _digest(one) in days]

    def _days(self) -> dict[str, dt.date]:
        """The day by the digest of the receipt. A line cut short was never promised to anybody."""
        written = self.file.read_text("ascii", "replace") if self.file.exists() else ""
        found = _LINE.findall(written)
        return {digest: dt.date.fromisoformat(day) for day, digest in reversed(found)}


def _digest(receipt: str) -> str:
    return hashlib.sha256(receipt.encode("utf-8")).hexdigest()


def _sync(folder: Path) -> None:
    """Have the names in a folder on disk before going on."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
