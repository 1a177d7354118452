"""Visitors by the hundred: under which key each answers, and what each is told."""

from __future__ import annotations

import http.client
import itertools
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from feedback_app.form_key import FormKeys
from feedback_app.settings import Settings
from feedback_app.suspects.judge import TRAP
from tests.feedback_app.asked import FILLED, hidden_fields, receipts_held, rows

PAGE = "/survey/olmo-tienda"
_RECEIPT = re.compile(r"<strong>((?:[0-9A-Z]{4}-){2}[0-9A-Z]{4})</strong>")
_numbers = itertools.count()


def a_key(data: Path) -> str:
    """The key of a form as the app of this data folder makes it, born a while ago."""
    return _keys(data).new(age=60)


@cache
def _keys(data: Path) -> FormKeys:
    return FormKeys(Settings(data).form_secret)


@dataclass
class Visitor:
    """A filled form, and the receipt shown for it; the same form can be sent as often as one likes."""

    data: Path
    key: str = ""
    comment: str = ""
    receipt: str | None = None
    statuses: list[int] = field(default_factory=list)
    is_program: bool = False
    """Whether it fills in the field that no person sees, and so is kept apart."""

    def __post_init__(self) -> None:
        self.key = self.key or a_key(self.data)
        self.comment = self.comment or f"Opinión número {next(_numbers)}"
        # Nobody shares an address: what one address may send is limited.
        self.address = f"10.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(1, 255)}"

    def send(self, connection: http.client.HTTPConnection, language: str = "es") -> str:
        """Send the form and return the page; the receipt is noted. Raises as the connection does."""
        form = {"_key": self.key, "_channel": "web", **FILLED, "comment": self.comment}
        if self.is_program:
            form[TRAP] = "https://programa.example"
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": self.address,
            "Accept-Language": language,
        }
        connection.request("POST", PAGE, urlencode(form, doseq=True), headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        self.headers = answer.headers
        self.statuses.append(answer.status)
        if answer.status == 200:
            shown = _RECEIPT.search(page)
            assert shown, page
            assert self.receipt in (None, shown[1]), "the same form got another receipt"
            self.receipt = shown[1]
        elif answer.status == 422:
            # What comes back, with another key where the clock made this one too old, is sent next.
            self.key = hidden_fields(page)["_key"]
        return page


class Crowd:
    """Visitors on several connections, one after another, until told to stop or nobody answers.

    Between two on one connection `pause` seconds pass. With `programs`, every tenth is no person.
    """

    def __init__(
        self, port: int, data: Path, connections: int = 8, *, pause: float = 0, programs: bool = False
    ) -> None:
        self._pause = pause
        self._programs = programs
        self.visitors: list[Visitor] = []
        self._port = port
        self._data = data
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._come) for _ in range(connections)]

    def __enter__(self) -> Crowd:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    @property
    def acknowledged(self) -> list[Visitor]:
        """Those who were shown a receipt."""
        return [one for one in self.visitors if one.receipt]

    @property
    def statuses(self) -> Counter[int]:
        """How often each status was answered."""
        return Counter(status for one in self.visitors for status in one.statuses)

    def wait_for(self, receipts: int, seconds: float = 30) -> None:
        """Until so many have been shown one."""
        deadline = time.monotonic() + seconds
        while len(self.acknowledged) < receipts:
            assert time.monotonic() < deadline, self.statuses
            time.sleep(0.01)

    def _come(self) -> None:
        while not self._over.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
            with closing(connection), suppress(ConnectionError, http.client.HTTPException):
                try:
                    connection.connect()
                except ConnectionRefusedError:
                    return
                while not self._over.is_set():
                    number = next(_numbers)
                    visitor = Visitor(self._data, is_program=self._programs and number % 10 == 0)
                    self.visitors.append(visitor)
                    visitor.send(connection)
                    self._over.wait(self._pause)


def send(port: int, visitors: Iterable[Visitor]) -> list[str]:
    """Have each send what is in the form, one after another; return the pages."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        return [visitor.send(connection) for visitor in visitors]


def send_again(port: int, visitors: Iterable[Visitor]) -> None:
    """Have each send the same form once more; all get a receipt, whoever had one the same."""
    visitors = list(visitors)
    for visitor, page in zip(visitors, send(port, visitors), strict=True):
        assert visitor.statuses[-1] == 200, page


def receipts_apart(file: Path) -> list[str]:
    """The receipts of all that wait for the guardian; none where the end came while their file was begun."""
    there = file.exists() and rows(file, "select 1 from sqlite_schema where name = 'suspect'")
    return receipts_held(file) if there else []
