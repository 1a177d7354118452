"""What another site has a reader's browser send changes nothing, and no secret planted there is ever let in.

Each thing that can be done is done for real: first as another site would have it sent, then as its own page
sends it, and what is kept is looked at after both.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from feedback_app import create_app
from feedback_app.demo_links import link
from feedback_app.settings import Settings
from feedback_app.suspects.quarantine import Quarantine
from feedback_app.suspects.sample_suspects import hold_samples
from luz.published import PublishedState
from tests.builders import a_library, a_procedure, a_procedure_change
from tests.feedback_app.letters import JULIA, OLMO, House, browser_of
from tests.feedback_app.mail_server import Postman, mail_server
from tests.feedback_app.published_house import a_published_house
from tests.feedback_app.served import DEMO_KEY, Answer, Served, served

CONTACT, EMPLOYEE, GUARDIAN = "contact:olmo:jefa", "employee:bruno-leal", "employee:ana-rivas"
ELSEWHERE: tuple[dict[str, str], ...] = (
    {"Sec_Fetch_Site": "cross-site", "Origin": "https://evil.example"},
    {"Sec_Fetch_Site": "same-site", "Origin": "http://127.0.0.1:1"},
    {"Sec_Fetch_Site": "cross-site", "Origin": "null"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
)
"""What browsers say of a form on another site, on another port of this machine, or in a sandbox."""
FINGERPRINT = re.compile(r'name="fingerprint" value="(\w+)"')


@dataclass(frozen=True)
class Deed:
    """Something that is done by sending a form, as a reader's browser sends it."""

    browser: Served
    path: str
    form: str = ""

    def done(self, headers: dict[str, str]) -> Answer:
        return self.browser.ask("POST", self.path, self.form, headers)


def _asked(house: House) -> Deed:
    return Deed(house.server, "/sign-in", f"mail={JULIA}")


def _coded(house: House) -> Deed:
    browser = house.ask(JULIA)
    return Deed(browser, "/sign-in/code", f"code={house.letter().codes[0]}")


def _entered(house: House) -> Deed:
    browser = house.ask(JULIA)
    return Deed(browser, house.letter().paths[0])


def _tried_out(house: House) -> Deed:
    return Deed(house.server, link(CONTACT, DEMO_KEY))


def _agreed(house: House) -> Deed:
    return _confirmed(house.server.being(CONTACT), "/agreement/olmo", "/agreement/olmo", "plan")


def _read(house: House) -> Deed:
    browser = house.server.being(EMPLOYEE)
    return _confirmed(browser, "/procedures-read", "/procedures-read/scope-extension", "procedure")


def _decided(house: House) -> Deed:
    return _suspected(house, "/guardian", "suspect=1&decide=released")


def _all_decided(house: House) -> Deed:
    return _suspected(house, "/guardian/all/trap?decide=dropped", "decide=dropped&last=9&asked=9")


def _suspected(house: House, path: str, form: str) -> Deed:
    published = PublishedState(house.settings.published).current()
    quarantine = Quarantine(house.settings.guardian)
    assert hold_samples(published, quarantine, published.company.today())
    quarantine.close()
    return Deed(house.server.being(GUARDIAN), path, form)


def _confirmed(browser: Served, page: str, path: str, what: str) -> Deed:
    found = FINGERPRINT.search(browser.get(page).text)
    assert found
    return Deed(browser, path, f"confirm={what}&fingerprint={found[1]}")


DEEDS: dict[str, Callable[[House], Deed]] = {
    "/sign-in": _asked,
    "/sign-in/code": _coded,
    "/sign-in/<token>": _entered,
    "/demo/<person>/<signature>": _tried_out,
    "/session": lambda house: Deed(house.server.being(CONTACT), "/session", "end=all"),
    "/sign-out": lambda house: Deed(house.server.being(CONTACT), "/sign-out"),
    "/agreement/<client>": _agreed,
    "/procedures-read/<procedure>": _read,
    "/guardian": _decided,
    "/guardian/all/<reason>": _all_decided,
}
"""By route, how it is used. Only questionnaires are missing: they know nobody, and stand on other sites."""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    postman = Postman()
    procedures = (a_procedure(changes=[a_procedure_change(version="1", on="2026-09-01")]),)
    with mail_server(postman) as smtp:
        settings = replace(a_published_house(tmp_path, a_library(procedures=procedures)), smtp=smtp)
        with served(create_app(settings)) as server:
            yield House(server, postman, settings)


def kept(settings: Settings) -> list[str]:
    """All that the app keeps of readers, as SQL would write it anew."""
    lines: list[str] = []
    for path in (settings.access, settings.acknowledgements, settings.guardian):
        if path.exists():
            with closing(sqlite3.connect(path)) as database:
                lines += [line for line in database.iterdump() if line.startswith("INSERT")]
    return lines


def test_every_route_that_takes_a_form_is_here(tmp_path: Path) -> None:
    app = create_app(a_published_house(tmp_path))
    taking = {
        rule.rule for rule in app.url_map.iter_rules() if (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
    }

    assert taking - set(DEEDS) == {"/survey/<product>"}
    assert set(DEEDS) <= taking


@pytest.mark.parametrize("rule", DEEDS)
def test_another_site_changes_nothing_and_our_own_page_does(rule: str, house: House) -> None:
    deed = DEEDS[rule](house)
    before, letters = kept(house.settings), len(house.postman.envelopes)

    looked = deed.browser.get(deed.path)
    refused = [deed.done(headers) for headers in ELSEWHERE]
    meanwhile = kept(house.settings)
    done = deed.done({"Sec_Fetch_Site": "same-origin", "Origin": f"http://127.0.0.1:{house.server.port}"})

    assert looked.status in {200, 303, 404}
    assert [answer.status for answer in refused] == [403] * len(ELSEWHERE)
    assert [answer.headers["Set-Cookie"] for answer in refused] == [None] * len(ELSEWHERE)
    assert (meanwhile, len(house.postman.envelopes)) == (before, letters)
    assert done.status == 303
    assert kept(house.settings) != before
    if rule == "/sign-in":
        assert len(house.postman.awaited(letters + 1)) == letters + 1


WAYS_IN = ("/sign-in/<token>", "/sign-in/code", "/demo/<person>/<signature>")


@pytest.mark.parametrize("rule", WAYS_IN)
@pytest.mark.parametrize("planted", ["a value of their choice", "a session of their own"])
def test_what_was_planted_before_is_not_what_is_let_in(rule: str, planted: str, house: House) -> None:
    stranger = house.server.being(EMPLOYEE)
    cookie = stranger.cookie if "session" in planted else f"luz={'x' * 43}"
    deed = DEEDS[rule](house)
    deed = replace(
        deed, browser=replace(deed.browser, cookie=f"{cookie}; {deed.browser.cookie}".rstrip("; "))
    )

    inside = browser_of(house.server, deed.done({}))

    assert inside.cookie.startswith("luz=")
    assert inside.cookie != cookie
    assert inside.get(OLMO).status == 200
    assert replace(house.server, cookie=cookie).get(OLMO).status == 302


def test_whoever_plants_the_mark_of_a_browser_that_asked_comes_in_with_nobody(house: House) -> None:
    stranger = house.ask(JULIA)
    letter = house.letter()

    victim = browser_of(house.server, stranger.ask("POST", letter.paths[0]))
    after = [
        stranger.ask("POST", letter.paths[0]),
        stranger.ask("POST", "/sign-in/code", f"code={letter.codes[0]}"),
        stranger.get(OLMO),
    ]

    assert victim.get(OLMO).status == 200
    assert [answer.status for answer in after] == [410, 410, 302]
