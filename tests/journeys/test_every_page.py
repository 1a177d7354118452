"""Every page of every edition, as it is served: whose it is, in which language, and where its links lead."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pytest

from tests.feedback_app.served import Served
from tests.journeys.demonstration import Demonstration
from tests.journeys.kinds import OF_THE_APP
from tests.journeys.page_reading import Mail, PageRead

pytestmark = pytest.mark.xdist_group("journeys")

MANAGER, GUARDIAN = "employee:luis-prado", "employee:irene-salas"
LOOKS_WRONG = {"es": "Esta página se ve mal", "en": "This page looks wrong"}
NOT_BUILT = (*OF_THE_APP, "/nada/", "/proyectos/nada/", "/intranet/nada/", "/clients/harbour-freight/nada/")
CHANGE = {"es": "Proponer un cambio", "en": "Propose a change"}

Pages = dict[str, PageRead]


@pytest.fixture(scope="module")
def asked(house: Demonstration) -> Served:
    """The app, asked by a manager, who may see every edition."""
    return Served(urlsplit(house.url).port or 0).being(MANAGER)


@pytest.fixture(scope="module")
def pages(house: Demonstration, asked: Served) -> Pages:
    """Every page that was built, as it is served."""
    answers = {address: asked.get(address) for address in house.addresses()}
    assert {address for address, answer in answers.items() if answer.status != 200} == set()
    return {address: PageRead(house.url + address, answer.text) for address, answer in answers.items()}


def language(house: Demonstration, address: str) -> str:
    """The language in which the readers of an edition read."""
    parts = PurePosixPath(address).parts
    if parts[1:2] == ("clients",):
        return str(house.client(parts[2]).client.language)
    return str(house.library.company.languages[0])


def test_there_are_pages_of_every_edition(pages: Pages) -> None:
    editions = {"/".join(address.split("/")[:3]) for address in pages if address.startswith("/clients/")}

    assert editions == {"/clients/harbour-freight", "/clients/taxi-ribera", "/clients/vinoteca-duero"}
    assert {"/", "/intranet/"} <= set(pages)


def test_every_page_says_its_language(house: Demonstration, pages: Pages) -> None:
    assert {a: page.language for a, page in pages.items() if page.language != language(house, a)} == {}


def test_every_page_has_one_heading_above_all(pages: Pages) -> None:
    assert {address: page.headings for address, page in pages.items() if page.headings != 1} == {}


def test_no_place_on_a_page_is_named_twice(pages: Pages) -> None:
    assert {a: twice for a, page in pages.items() if (twice := _twice(page.ids))} == {}


def test_every_page_bears_the_companys_logo_and_name(house: Demonstration, pages: Pages) -> None:
    name = f'<span class="luz-brand__name">{house.library.company.name}</span>'
    logo = '<img class="luz-brand__logo" src="'

    assert [a for a, page in pages.items() if (page.html.count(name), page.html.count(logo)) != (1, 1)] == []


def test_every_page_can_be_reported_with_its_address(house: Demonstration, pages: Pages) -> None:
    to = house.library.company.page_fault_mail
    wrong = {}
    for address, page in pages.items():
        mails = page.mails(LOOKS_WRONG[page.language])
        told = [mail for mail in mails if mail.to == to and mail.subject and page.address in mail.body]
        if len(mails) != 1 or told != mails:
            wrong[address] = mails

    assert wrong == {}


def test_every_proposal_of_a_change_says_to_what(house: Demonstration, pages: Pages) -> None:
    people = {one.mail for one in house.library.company.people}
    proposals = {a: page.mails(CHANGE[page.language]) for a, page in pages.items()}

    assert {a: m for a, mails in proposals.items() if (m := _blank(mails, people))} == {}


def test_every_page_of_a_portal_invites_to_propose_a_change(pages: Pages) -> None:
    portals = {a: page for a, page in pages.items() if a.startswith("/clients/")}
    uninviting = {a for a, page in portals.items() if not page.mails(CHANGE[page.language])}

    # What the law asks to be written is not the client's to change.
    assert uninviting == {a for a in portals if re.search(r"/(public|publico)/[^/]+/$", a)}


def test_no_link_leads_nowhere(house: Demonstration, asked: Served, pages: Pages) -> None:
    others = [PageRead(house.url + address, asked.get(address).text) for address in NOT_BUILT]
    starts = [*pages.values(), *others]
    there: dict[str, PageRead | None] = {page.address: page for page in starts}
    dead = []
    for page in starts:
        for target, places in page.targets(house.url).items():
            if target not in there:
                there[target] = _fetched(_who_may(house, asked, target), target)
            found = there[target]
            if found is None or not places <= found.places:
                dead.append((page.address, target, places))

    assert dead == []


def _who_may(house: Demonstration, manager: Served, target: str) -> Served:
    """The manager, who may see all but what is the guardian's or for a client's own contacts to confirm."""
    parts = PurePosixPath(urlsplit(target).path).parts
    if parts[1:2] == ("guardian",):
        return Served(manager.port).being(GUARDIAN)
    if parts[1:2] != ("agreement",):
        return manager
    contacts = house.plan(parts[2]).organisation.client.contacts
    contact = next(one for one in contacts if one.portal_access and one.mail)
    # In another browser: whoever comes in anew in the same one ends the session there was.
    return Served(manager.port).being(f"contact:{parts[2]}:{contact.id}")


def _fetched(asked: Served, target: str) -> PageRead | None:
    """What is there; a file is a page without places."""
    parts = urlsplit(target)
    answer = asked.get(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    if answer.status != 200:
        return None
    is_page = answer.headers.get_content_type() == "text/html"
    return PageRead(target, answer.text if is_page else "")


def _blank(mails: list[Mail], people: set[str]) -> list[Mail]:
    """The messages that go to nobody of ours or do not say what they are about."""
    return [mail for mail in mails if mail.to not in people or ": " not in mail.subject]


def _twice(ids: list[str]) -> list[str]:
    return sorted({one for one in ids if ids.count(one) > 1})
