"""How often an address or a network may ask for a link or try a code; kept in memory while it counts.

Measured by a clock that nobody sets, so that no change of the hour shuts anybody out or lets anybody off.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from feedback_app.access_file import Clock

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


class Allowances:
    """What has been used of each limit."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._used: dict[tuple[Limit, str], tuple[float, int]] = {}

    def wait(self, uses: Sequence[tuple[Limit, str]]) -> int:
        """Use each of these once and return 0; or the seconds one has to wait, and nothing has been used."""
        with self._lock:
            now = self._clock()
            self._forget(now)
            counted = {use: self._used.get(use, (now, 0)) for use in uses}
            waits = [
                began + limit.seconds - now
                for (limit, _), (began, used) in counted.items()
                if used >= limit.times
            ]
            if waits:
                return int(max(waits)) + 1
            self._used |= {use: (began, used + 1) for use, (began, used) in counted.items()}
            return 0

    def _forget(self, now: float) -> None:
        over = [use for use, (began, _) in self._used.items() if now - began >= use[0].seconds]
        for use in over:
            del self._used[use]


def network_of(address: str | None) -> str:
    """The network that an address stands for: itself, and of IPv6 the part that one customer has."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, IPV6_OF_ONE_CUSTOMER), strict=False))
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)
