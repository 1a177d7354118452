"""What is remembered for a day at most, and nowhere but in memory; of what it is about, only a mark is kept.

The mark is made under a salt drawn anew each day (HMAC, RFC 2104). With the salt it goes: nobody can tell
from one day to the next that an address is the same, and without the salt of the day none can be tried out.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")

DAY = 24 * 60 * 60
MOST_REMEMBERED = 50_000
"""Some 15 MB. Beyond it the oldest is forgotten: whoever has more addresses than that is not held by them."""
_MARK_BYTES = 16


class DayMemory(Generic[Value]):
    """Values by name. One thread at a time may use it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MOST_REMEMBERED) -> None:
        self._clock = clock
        self._most = most
        self._values: dict[bytes, Value] = {}
        self._salt = b""
        self._ends = clock()

    def __len__(self) -> int:
        """How much is remembered."""
        return len(self._values)

    def get(self, *name: str) -> Value | None:
        """What is remembered of this."""
        return self._values.get(self._mark(name))

    def put(self, value: Value, *name: str) -> None:
        """Remember this of it from now on, as the newest."""
        mark = self._mark(name)
        self._values.pop(mark, None)
        self._values[mark] = value
        if len(self._values) > self._most:
            del self._values[next(iter(self._values))]

    def drop(self, *name: str) -> None:
        """Remember nothing of it any more."""
        self._values.pop(self._mark(name), None)

    def _mark(self, name: tuple[str, ...]) -> bytes:
        if self._clock() >= self._ends:
            self._values, self._salt = {}, secrets.token_bytes(_MARK_BYTES)
            self._ends = self._clock() + DAY
        named = "\0".join(name).encode("utf-8", "surrogatepass")
        return hmac.digest(self._salt, named, hashlib.sha256)[:_MARK_BYTES]
