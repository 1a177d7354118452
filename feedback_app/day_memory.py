"""What is remembered for a day at most, and nowhere but in memory; of what it is about, only a mark is kept.

The mark is made under a salt drawn anew each day (HMAC, RFC 2104). With the salt it goes: nobody can tell
from one day to the next that an address is the same, and without the salt of the day none can be tried out.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")

KEPT_SECONDS = 24 * 60 * 60 - 15 * 60
"""Less than a day by more than it may take until somebody has the old forgotten (`upkeep.soundness`)."""
MOST_REMEMBERED = 50_000
"""Some 15 MB. Beyond it the oldest is forgotten: whoever has more addresses than that is not held by them."""
_MARK_BYTES = 16

_all: weakref.WeakSet[DayMemory[Any]] = weakref.WeakSet()
_all_lock = threading.Lock()


def forget_old() -> None:
    """Have every memory whose day is over forget it; else one that nobody asks would keep it for good."""
    with _all_lock:
        memories = list(_all)
    for memory in memories:
        memory.forget_old()


class DayMemory(Generic[Value]):
    """Values by name. Any thread may use it, but between two calls everything may have been forgotten."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MOST_REMEMBERED) -> None:
        self._clock = clock
        self._most = most
        self._values: dict[bytes, Value] = {}
        self._salt = b""
        self._ends = clock()
        self._lock = threading.Lock()
        with _all_lock:
            _all.add(self)

    def __len__(self) -> int:
        """How much is remembered."""
        return len(self._values)

    def get(self, *name: str) -> Value | None:
        """What is remembered of this."""
        with self._lock:
            return self._values.get(self._mark(name))

    def put(self, value: Value, *name: str) -> None:
        """Remember this of it from now on, as the newest."""
        with self._lock:
            mark = self._mark(name)
            self._values.pop(mark, None)
            self._values[mark] = value
            if len(self._values) > self._most:
                del self._values[next(iter(self._values))]

    def drop(self, *name: str) -> None:
        """Remember nothing of it any more."""
        with self._lock:
            self._values.pop(self._mark(name), None)

    def forget_old(self) -> None:
        """Forget everything, the salt too, if its day is over."""
        with self._lock:
            self._end_day()

    def _end_day(self) -> None:
        if self._clock() >= self._ends:
            self._values, self._salt = {}, b""

    def _mark(self, name: tuple[str, ...]) -> bytes:
        self._end_day()
        if not self._salt:
            self._salt, self._ends = secrets.token_bytes(_MARK_BYTES), self._clock() + KEPT_SECONDS
        named = "\0".join(name).encode("utf-8", "surrogatepass")
        return hmac.digest(self._salt, named, hashlib.sha256)[:_MARK_BYTES]
