"""How often somebody may ask for a link, try a code or send an answer; kept in memory alone, for a day.

Measured by a clock that nobody sets, so that no change of the hour shuts anybody out or lets anybody off.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from feedback_app.day_memory import MOST_REMEMBERED, DayMemory

IPV6_OF_ONE_CUSTOMER = 64
"""Bits of an IPv6 address that tell one customer from another."""


@dataclass(frozen=True)
class Limit:
    """So many times within so many seconds, counted from the first."""

    kind: str
    times: int
    seconds: int


MAILS_FOR_A_NETWORK = Limit("mails to an address, asked for by a network", 10, 24 * 60 * 60)
"""Fewer than an address gets in all, so that no stranger alone uses up what its owner may ask for."""
MAILS_A_DAY = Limit("mails to an address", 30, 24 * 60 * 60)
"""With three tries a mail, whoever guesses at one address has a chance in 11,000 each day."""
ASKED_BY_A_NETWORK = Limit("asked by a network", 100, 60 * 60)
"""A whole office comes from one address."""
CODES_OF_A_NETWORK = Limit("codes of a network", 60, 60 * 60)
ANSWERS_AN_HOUR = Limit("answers of a network in an hour", 300, 60 * 60)
"""Whoever is asked by the same mail in one office, or at the till of a hotel, comes from one address."""
ANSWERS_A_DAY = Limit("answers of a network in a day", 1_500, 24 * 60 * 60)
"""A screen at a door that is answered every twenty seconds of a working day."""
SUSPECTS_A_DAY = Limit("suspected answers of a network", 100, 24 * 60 * 60)
"""Fewer, so that no single address fills the room that there is for suspects."""


class Allowances:
    """What has been used of each limit. Whatever it was, a day later it is forgotten."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MOST_REMEMBERED) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._used: DayMemory[tuple[float, int]] = DayMemory(clock, most)

    def wait(self, uses: Sequence[tuple[Limit, str]]) -> int:
        """Use each of these once and return 0; or the seconds one has to wait, and nothing has been used."""
        with self._lock:
            now = self._clock()
            counted = {use: self._counted(use, now) for use in uses}
            waits = [
                began + limit.seconds - now
                for (limit, _), (began, used) in counted.items()
                if used >= limit.times
            ]
            if waits:
                return int(max(waits)) + 1
            for (limit, who), (began, used) in counted.items():
                self._used.put((began, used + 1), limit.kind, who)
            return 0

    def give_back(self, uses: Sequence[tuple[Limit, str]]) -> None:
        """Take back what was used for nothing."""
        with self._lock:
            for limit, who in uses:
                began, used = self._counted((limit, who), self._clock())
                self._used.put((began, max(used - 1, 0)), limit.kind, who)

    def _counted(self, use: tuple[Limit, str], now: float) -> tuple[float, int]:
        """When the count of this began, and how far it is."""
        limit, who = use
        began, used = self._used.get(limit.kind, who) or (now, 0)
        return (began, used) if now - began < limit.seconds else (now, 0)


def network_of(address: str | None) -> str:
    """The network that an address stands for: itself, and of IPv6 the part that one customer has."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, IPV6_OF_ONE_CUSTOMER), strict=False))
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)
