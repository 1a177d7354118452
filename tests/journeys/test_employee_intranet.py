"""An employee begins the day: what waits, what was turned down and why, what only employees may know."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from luz.model.proposal import ProposalStatus
from luz.wording import load
from tests.builders.folders import REPOSITORY
from tests.journeys.conftest import Arrive
from tests.journeys.demonstration import ENDING, Demonstration

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

EMPLOYEE = "employee:raquel-nieto"
COMPLAINTS = "Atención de una queja"


def card(page: Page, heading: str) -> list[str]:
    """The lines of one card of the home page, each on one line."""
    holder = page.get_by_role("main").locator("li", has=page.get_by_role("heading", name=heading, exact=True))
    return [" ".join(line.split()) for line in holder.last.locator(".luz-reminders > li").all_inner_texts()]


def name(house: Demonstration, person: str) -> str:
    return next(one.name for one in house.library.company.people if one.id == person)


def test_the_first_page_says_what_is_overdue_and_what_ends(arrive: Arrive, house: Demonstration) -> None:
    words = load(REPOSITORY / "luz", "es")
    page = arrive(EMPLOYEE)
    page.goto("/intranet/")

    procedure = next(one for one in house.library.procedures if one.id == "leaver-checklist")
    late = words.date(procedure.review.review_by)
    assert procedure.review.review_by < house.today
    assert [line for line in card(page, "Revisiones") if procedure.name.in_language("es") in line] == [
        f"vencida desde el {late} {procedure.name.in_language('es')} {name(house, procedure.review.owner)}"
    ]

    plan = house.plan(ENDING)
    ends = words.date(plan.validity.ends)
    client = house.client(ENDING).client.name
    assert [line for line in card(page, "Planes que terminan") if client in line] == [
        f"{ends} {plan.title} {client} · {name(house, plan.owner)}"
    ]
    page.get_by_role("link", name=plan.title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(plan.title)


def test_rejected_proposals_stand_by_reason_with_the_words_of_the_client(
    arrive: Arrive, house: Demonstration
) -> None:
    proposals = [one for folder in house.library.clients for one in folder.proposals]
    rejected = [one for one in proposals if one.status is ProposalStatus.REJECTED]
    page = arrive(EMPLOYEE)
    page.goto("/intranet/")
    page.get_by_role("link", name="Archivo de proyectos").first.click()
    page.get_by_role("link", name="Propuestas desestimadas").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Propuestas desestimadas")
    filed = page.locator(".luz-filed")
    shown = {
        one.get_by_role("heading").inner_text(): " ".join(one.get_by_role("blockquote").inner_text().split())
        for one in filed.all()
    }
    assert shown == {one.title: " ".join((one.reason or "").split()) for one in rejected}
    groups = {one.get_attribute("id") for one in page.locator("h3[id^=reason-]").all()}
    assert groups == {f"reason-{one.reason_code}" for one in rejected}


def test_an_internal_note_is_on_the_intranet_and_not_on_the_portal(
    arrive: Arrive, house: Demonstration
) -> None:
    (note, *_) = house.plan(ENDING).internal_notes
    said = " ".join(note.text.split())[:60]
    employee, contact = arrive(EMPLOYEE), arrive(f"contact:{ENDING}:begona-arroyo")
    employee.goto(f"/intranet/clientes/{ENDING}/plan/")
    contact.goto(f"/clients/{ENDING}/plan/")

    expect(employee.get_by_role("complementary", name="Solo para empleados")).to_contain_text(said)
    assert contact.get_by_role("heading", level=1).inner_text() == house.plan(ENDING).title
    assert said not in contact.content()


@pytest.mark.parametrize(
    ("actor", "home"),
    [(EMPLOYEE, "/intranet/"), (f"contact:{ENDING}:begona-arroyo", f"/clients/{ENDING}/")],
    ids=["intranet", "portal"],
)
def test_a_word_is_found_without_its_accent(arrive: Arrive, actor: str, home: str) -> None:
    page = arrive(actor)
    found = {}
    for word in ("atencion", "atención"):
        page.goto(home)
        # The search listens to keys.
        page.get_by_role("textbox", name="Búsqueda").press_sequentially(word)
        results = page.locator(".md-search-result__item").filter(has_text=COMPLAINTS)
        # On a busy machine the index is longer on its way than what else a page waits for.
        expect(results).not_to_have_count(0, timeout=30_000)
        found[word] = page.locator(".md-search-result__meta").inner_text()

    assert found["atencion"] == found["atención"]


def test_an_employee_reads_every_portal_but_not_the_answers(arrive: Arrive, house: Demonstration) -> None:
    page = arrive(EMPLOYEE)

    portals = {
        folder.id: page.request.get(f"/clients/{folder.id}/").status for folder in house.library.clients
    }
    answers = page.request.get(f"{house.data_url}/feedback")

    assert portals == {"harbour-freight": 200, "muestra": 404, "taxi-ribera": 200, "vinoteca-duero": 200}
    assert answers.status == 404
