"""No attack in any text of any noun runs, or adds a single element, on any page in a real Chromium.

Every page has a clean twin, made from the same library without the attacks: both consist of the same parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from feedback_app import create_app
from feedback_app.settings import Settings
from hooks.editions import Workshop, build_one
from luz.model.library import Library
from luz.published import publish
from tests.feedback_app.served import DEMO_KEY, Served, served
from tests.leaks.built import EDITIONS, OCCASION, Sites, plans_of
from tests.leaks.hostile import PAYLOADS, HostileGarden, hostile_library
from tests.leaks.library import write_files
from tests.leaks.opened import Window, window

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("leaks")]

QUICK = "client:brisa"
"""The edition that is opened whenever tests run; the others take minutes."""
ADDRESSES = {
    "internal": "/intranet/",
    "public": "/",
    "client:alba": "/clients/alba/",
    QUICK: "/clients/brisa/",
}
EVERY = [one if one == QUICK else pytest.param(one, marks=pytest.mark.slow) for one in EDITIONS]
READER = "employee:person-brisa"
"""Reads the editions. Whoever reads the pages of the app must have as many sessions here as in the twin."""
PEOPLE = ("employee:person-alba", "contact:brisa:contact-brisa")
NO_PAGES = {"portal", "static", "branding", "health", "mending"}

SEND = """(typed) => {
  for (const text of document.querySelectorAll("textarea")) { text.disabled = false; text.value = typed; }
  document.querySelector("form").submit();
}"""


@dataclass(frozen=True)
class House:
    """A library as an app serves it; its editions lie below the data folder."""

    library: Library
    workshop: Workshop
    app: Flask
    server: Served

    @property
    def survey(self) -> str:
        """The address of a questionnaire."""
        brisa = next(folder for folder in self.library.clients if folder.id == "brisa")
        return f"/survey/{brisa.client.products[0].id}"

    def site(self, edition: str) -> Path:
        """Where the pages of an edition lie."""
        client = edition.partition(":")[2]
        return (self.workshop.data / "site" / (f"clients/{client}" if client else edition)).resolve()


@dataclass(frozen=True)
class Attacked(House):
    """The library with an attack in every text."""

    garden: HostileGarden


@pytest.fixture(scope="module")
def clean(sites: Sites) -> Iterator[House]:
    workshop = sites.workshop
    app = opened_to_all(sites.library, workshop)
    with served(app) as server:
        yield House(sites.library, workshop, app, server)


@pytest.fixture(scope="module")
def attacked(sites: Sites, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    folder = tmp_path_factory.mktemp("attacked")
    library, garden = hostile_library()
    write_files(garden, library, folder / "plans")
    workshop = Workshop(sites.workshop.project, folder / "plans", folder / "data", OCCASION)
    app = opened_to_all(library, workshop)
    with served(app) as server:
        yield Attacked(library, workshop, app, server, garden)


def opened_to_all(library: Library, workshop: Workshop) -> Flask:
    """The app over what this library publishes; its editions may be built before or after."""
    publish(library, workshop.data / "published", workshop.plans)
    return create_app(Settings(workshop.data, demo=True, demo_key=DEMO_KEY))


@pytest.mark.parametrize("edition", EVERY)
def test_no_page_of_an_edition_runs_or_holds_what_a_text_says(
    edition: str, attacked: Attacked, clean: House, chromium: Browser
) -> None:
    build_one(edition, plans_of(attacked.library), attacked.workshop)
    site, twin = attacked.site(edition), clean.site(edition)
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    reader = window(chromium, attacked.server.being(READER))

    faults = {}
    for page in pages:
        address = ADDRESSES[edition] + page.removesuffix("index.html")
        found = reader.faults(address)
        differing = other_parts(reader, (site / page).read_text(), (twin / page).read_text())
        if found or differing:
            faults[address] = [*found, *differing]

    assert len(pages) > 20
    assert faults == {}


def test_no_page_of_the_app_runs_or_holds_what_a_text_says(
    attacked: Attacked, clean: House, chromium: Browser
) -> None:
    addresses = pages_of_the_app(attacked)
    faults = {}
    for person in PEOPLE:
        visitor, twin = attacked.server.being(person), clean.server.being(person)
        reader = window(chromium, visitor)
        for address in addresses:
            found = reader.faults(address)
            here, there = visitor.get(address), twin.get(address)
            assert (here.status, here.headers["Content-Type"]) == (
                there.status,
                there.headers["Content-Type"],
            )
            is_page = (here.headers["Content-Type"] or "").startswith("text/html")
            differing = other_parts(reader, here.text, there.text) if is_page else []
            if found or differing:
                faults[person, address] = [*found, *differing]

    assert {attacked.survey, "/agreement/brisa", "/who-agreed", "/survey/nothing"} <= set(addresses)
    assert faults == {}


def test_what_a_visitor_types_comes_back_as_text(attacked: Attacked, chromium: Browser) -> None:
    visitor = window(chromium, attacked.server)
    visitor.page.goto(f"{attacked.survey}?lang=en")
    typed = " ".join((*PAYLOADS, "</textarea>", PAYLOADS[0]))
    with visitor.page.expect_navigation():
        visitor.page.evaluate(SEND, typed)

    shown = [text.input_value() for text in visitor.page.locator("textarea").all()]
    assert visitor.page.locator("[role=alert]").count() == 1
    assert shown != []
    assert set(shown) == {typed}
    assert visitor.faults_here() == []


def test_an_attack_stands_in_every_text_there_is(attacked: Attacked, sites: Sites) -> None:
    words = [token for token in sites.garden.tokens if token.word.startswith("zq") and token.to_be_read]
    unarmed = {token.fields[-1] for token in words} - attacked.garden.armed

    # The name of a file holds letters, digits and hyphens.
    assert unarmed == {"Brand.logo", "Client.logo", "Document.file"}


def pages_of_the_app(house: House) -> list[str]:
    """The address of each page that is no edition's, what is not there included."""
    arguments = {"client": "brisa", "product": house.survey.rpartition("/")[2]}
    made = (
        rule.build({name: arguments.get(name, "nothing") for name in rule.arguments}, False)
        for rule in house.app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint.partition(".")[0] not in NO_PAGES
    )
    return sorted({"/survey/nothing", *(address for built in made if built for address in built[1:])})


def other_parts(reader: Window, html: str, twin: str) -> list[str]:
    """The kinds of element of which a page has more, or fewer, than its twin."""
    here, there = reader.parts(html), reader.parts(twin)
    return [
        f"{kind}: {here[kind]}, not {there[kind]}" for kind in {*here, *there} if here[kind] != there[kind]
    ]
