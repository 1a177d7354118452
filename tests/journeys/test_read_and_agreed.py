"""A contact confirms what was agreed, an employee what changed, and an account manager sees who has."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Arrive
from tests.journeys.demonstration import Demonstration
from tests.journeys.test_accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

CLIENT = "taxi-ribera"
PORTAL = f"/clients/{CLIENT}/"
CONTACT, COLLEAGUE = f"contact:{CLIENT}:pilar-gascon", f"contact:{CLIENT}:jesus-olivan"
ACCOUNT_MANAGER, EMPLOYEE = "employee:luis-prado", "employee:pablo-arnau"
AGREE, CORRECT = "He leído el plan y estoy de acuerdo", "Nuestra organización es correcta"


def entry(page: Page, name: str) -> Locator:
    """What an account manager reads of one contact."""
    return page.locator(".records > li", has_text=name)


def test_a_contact_agrees_without_javascript_and_the_account_manager_sees_it(
    arrive: Arrive, house: Demonstration
) -> None:
    manager = arrive(ACCOUNT_MANAGER)
    manager.goto(f"/intranet/clientes/{CLIENT}/")
    manager.get_by_role("link", name="Quién del cliente lo ha leído y está de acuerdo").click()
    expect(entry(manager, "Pilar Gascón")).to_contain_text("Todavía no")

    contact = arrive(CONTACT, java_script_enabled=False)
    contact.goto(PORTAL)
    contact.get_by_role("link", name="Confirmar que lo hemos leído y estamos de acuerdo").click()
    expect(contact.locator("#plan")).to_contain_text(house.plan(CLIENT).title)
    contact.get_by_role("button", name=AGREE).click()
    expect(contact.locator("#plan .done")).to_contain_text("Ha confirmado que lo ha leído y está de acuerdo")
    contact.get_by_role("button", name=CORRECT).click()
    expect(contact.locator("main").get_by_role("button")).to_have_count(0)

    manager.reload()
    expect(entry(manager, "Pilar Gascón").locator(".done")).to_have_text(["Sí", "Sí"])
    expect(entry(manager, "Jesús Oliván").locator(".done")).to_have_count(0)
    colleague = arrive(COLLEAGUE)
    colleague.goto(f"/agreement/{CLIENT}")
    expect(colleague.locator("#plan li")).to_contain_text(["Pilar Gascón"])


def test_the_whole_organisation_stands_before_the_button(arrive: Arrive, house: Demonstration) -> None:
    page = arrive(COLLEAGUE)
    page.goto(f"{PORTAL}plan/organizacion/")
    page.get_by_role("link", name="Confirmar que nuestra organización es correcta").click()

    side = house.plan(CLIENT).organisation.client
    told = [part for one in side.contacts for part in (one.name, one.position, one.does, one.mail, one.phone)]
    told += [duty.what for duty in side.duties]
    words = " ".join(page.locator("#organisation").inner_text().split())
    assert [one for one in told if one and " ".join(one.split()) not in words] == []
    wrong = page.locator("#organisation").get_by_role("link", name="Algo no es correcto")
    expect(wrong).to_have_attribute("href", f"mailto:luis.prado%40experienciame.example?subject={SUBJECT}")


SUBJECT = "Radio%20Taxi%20Ribera%20del%20Ebro%3A%20nuestra%20organizaci%C3%B3n%20no%20es%20correcta"


def test_on_paper_the_annex_has_no_buttons(arrive: Arrive) -> None:
    page = arrive(CONTACT)
    page.goto(f"{PORTAL}plan/")
    links = page.get_by_role("link", name="Confirmar que")
    expect(links).to_have_count(2)

    page.emulate_media(media="print")

    expect(links).to_have_count(0)


def test_an_employee_confirms_a_procedure_that_changed(arrive: Arrive) -> None:
    page = arrive(EMPLOYEE)
    page.goto("/intranet/procedimientos/delivery/")
    page.get_by_role("link", name="Confirmar que he leído lo que ha cambiado").click()
    before = page.get_by_role("button").count()
    page.get_by_role("button", name="He leído «Entrega de un proyecto»").click()

    expect(page.get_by_role("button")).to_have_count(before - 1)
    expect(page.locator("#delivery")).to_contain_text("versión 3.4")


@pytest.mark.parametrize(("width", "colours"), [(1280, "light"), (360, "dark")])
def test_the_page_of_a_contact_keeps_the_rules(arrive: Arrive, width: int, colours: str) -> None:
    page = arrive("contact:harbour-freight:marcus-pell", width=width, color_scheme=colours)
    page.goto("/agreement/harbour-freight")

    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
