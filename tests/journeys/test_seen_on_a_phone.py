"""Pages as a browser of 360 pixels meets them: they fit, they run without error, they ask nobody outside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request

from tests.journeys.conftest import Arrive
from tests.journeys.demonstration import Demonstration
from tests.journeys.kinds import KINDS, NOT_THERE, SURVEY

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

MANAGER = "employee:luis-prado"
WIDTH = 360
MISSING = "Failed to load resource: the server responded with a status of 404 (NOT FOUND)"
OVERFLOW = """width => document.documentElement.scrollWidth <= width ? [] :
    [...document.querySelectorAll('body *')]
        .filter(one => one.getBoundingClientRect().right > width)
        .slice(0, 3).map(one => one.outerHTML.slice(0, 120))"""


@dataclass
class Watch:
    """Notes what goes wrong in a window, page by page."""

    page: Page
    origin: str
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", self._request)

    def visit(self, addresses: Iterable[str]) -> dict[str, list[str]]:
        """What is wrong on each of the pages at these addresses; nothing about those in order."""
        found = {}
        for address in addresses:
            self.wrong = []
            self.page.goto(address)
            self.wrong += self.page.evaluate(OVERFLOW, WIDTH)
            if address in NOT_THERE:
                self.wrong.remove(MISSING)
            if self.wrong:
                found[address] = self.wrong
        return found

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.wrong.append(message.text)

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.wrong.append(request.url)


def test_one_page_of_every_kind_fits_and_runs(arrive: Arrive, house: Demonstration) -> None:
    watch = Watch(arrive(MANAGER, width=WIDTH), f"{house.url}/")

    assert watch.visit(KINDS) == {}


@pytest.mark.slow
def test_every_page_fits_and_runs(arrive: Arrive, house: Demonstration) -> None:
    watch = Watch(arrive(MANAGER, width=WIDTH), f"{house.url}/")

    assert watch.visit(house.addresses()) == {}


def test_the_watch_sees_what_is_wrong(arrive: Arrive, house: Demonstration) -> None:
    page = arrive(width=WIDTH)
    watch = Watch(page, f"{house.url}/")
    page.route(
        "**/wrong",
        lambda route: route.fulfill(
            content_type="text/html",
            body="<p style='width: 400px'>wide</p><script>console.error('a'); throw Error('b')</script>"
            "<script src='http://elsewhere.example/c.js'></script>",
        ),
    )
    page.route("http://elsewhere.example/**", lambda route: route.fulfill(body=""))

    (wrong,) = watch.visit(["/wrong"]).values()

    assert sorted(wrong) == ['<p style="width: 400px">wide</p>', "a", "b", "http://elsewhere.example/c.js"]


def test_who_only_reads_and_answers_is_given_no_cookie(arrive: Arrive) -> None:
    page = arrive(width=WIDTH)
    for address in ("/", "/contacto/", "/plan-de-muestra/plan/", SURVEY, f"{SURVEY}?lang=en", "/survey/nada"):
        page.goto(address)

    assert page.context.cookies() == []
