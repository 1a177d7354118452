"""Asking many addresses over one connection, and reading what was heard."""

from __future__ import annotations

import http.client
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from tests.doors.people import SIGN_IN
from tests.feedback_app.served import Served

Refusal = tuple[int, frozenset[tuple[str, str]], str]
UNLIKE_EACH_TIME = {"Date", "Content-Length"}


@dataclass(frozen=True)
class Heard:
    """What was answered to one address."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def refusal(self) -> Refusal:
        """All of a refusal but for the address asked, which the way back and the foot repeat."""
        headers = {
            (name, self._without_address(value))
            for name, value in self.headers.items()
            if name not in UNLIKE_EACH_TIME
        }
        return self.status, frozenset(headers), self._without_address(self.body.decode())

    def _without_address(self, text: str) -> str:
        return text.replace(f"{SIGN_IN}?next={quote(self.address)}", "THERE").replace(self.address, "HERE")


def knock(asking: Served, addresses: Iterable[str], *, by: str = "GET") -> Iterator[Heard]:
    """Ask for each address, over one connection that is kept."""
    connection = http.client.HTTPConnection("127.0.0.1", asking.port, timeout=30)
    headers = {"Cookie": asking.cookie} if asking.cookie else {}
    try:
        for address in addresses:
            connection.request(by, address, headers=headers)
            answer = connection.getresponse()
            yield Heard(address, answer.status, dict(answer.getheaders()), answer.read())
    finally:
        connection.close()
