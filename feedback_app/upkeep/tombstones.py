"""What was erased, noted beside the backups so that no restored copy brings it back; read by nobody else.

A line a receipt: the day and the SHA-256 of the receipt, `2026-11-21 9f86d0…`. From it nobody learns a
receipt that he does not have, and whoever takes the backups elsewhere takes it along. A third word says that
it is the receipt of a suspect that was dropped or ran out of time, `suspect`, or the key of a form, `form`.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

from feedback_app.upkeep.sound_copy import sync

KEPT_DAYS = 30
"""Days after which no copy may exist any more in which something erased still stands."""

_FILE = "erased.txt"
_SUSPECT, _FORM = " suspect", " form"
_LINE = re.compile(r"(\d{4}-\d{2}-\d{2}) ([0-9a-f]{64})( [a-z]+)?\n")


class Tombstones:
    """The receipts of what was erased. Raises OSError where the folder cannot be read or written."""

    def __init__(self, backups: Path) -> None:
        self.file = backups / _FILE

    def add(self, receipt: str, day: dt.date) -> None:
        """Note that what has this receipt is erased on this day; on disk when it returns."""
        self._write([f"{day} {_digest(receipt.encode())}\n"])

    def add_suspects(self, receipts: Iterable[str], day: dt.date) -> None:
        """Note that these suspects are deleted; released before, what has the same receipt still counts."""
        self._write(f"{day} {_digest(one.encode())}{_SUSPECT}\n" for one in receipts)

    def add_forms(self, keys: Iterable[bytes], day: dt.date) -> None:
        """Note that what these forms brought in is erased, so that sent again they bring nothing back."""
        self._write(f"{day} {_digest(key)}{_FORM}\n" for key in keys)

    def _write(self, lines: Iterable[str]) -> None:
        written = "".join(lines).encode("ascii")
        if not written:
            return
        folder = self.file.parent
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync(folder.parent)
        descriptor = os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            # A line that a power cut left without its end must not swallow this one.
            torn = b"" if file.read()[-1:] in (b"", b"\n") else b"\n"
            file.write(torn + written)
            file.flush()
            os.fsync(file.fileno())
        sync(folder)

    def day(self, receipt: str) -> dt.date | None:
        """The day on which what has this receipt was first erased, if it was."""
        return self._days().get(_digest(receipt.encode()))

    def since(self, day: dt.date) -> int:
        """How many were erased on that day or later."""
        return sum(erased >= day for erased in self._days().values())

    def among(self, receipts: Iterable[str]) -> list[str]:
        """Those of the receipts of which it is noted that they are erased."""
        return self._among(receipts)

    def suspects_among(self, receipts: Iterable[str]) -> list[str]:
        """Those of the receipts of which it is noted that they were those of suspects that are deleted."""
        return self._among(receipts, _SUSPECT)

    def forms(self) -> dict[bytes, dt.date]:
        """The SHA-256 of the key of each form that brought in what is erased, and the day it was."""
        return {bytes.fromhex(digest): day for digest, day in self._days(_FORM).items()}

    def _among(self, receipts: Iterable[str], kind: str = "") -> list[str]:
        days = self._days(kind)
        return [one for one in receipts if days and _digest(one.encode()) in days]

    def _days(self, kind: str = "") -> dict[str, dt.date]:
        """The day by the digest. A line cut short was never promised to anybody."""
        written = self.file.read_text("ascii", "replace") if self.file.exists() else ""
        found = _LINE.findall(written)
        return {digest: dt.date.fromisoformat(day) for day, digest, of in reversed(found) if of == kind}


def _digest(secret: bytes) -> str:
    return hashlib.sha256(secret).hexdigest()
