"""A client's contact comes in, reads what was promised, finds a person, and sees nobody else's portal."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Arrive
from tests.journeys.demonstration import Demonstration

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

CLIENT, OTHER = "vinoteca-duero", "harbour-freight"
PORTAL = f"/clients/{CLIENT}/"
MAIL = "begona.arroyo@vinotecaduero.example"
CONTACT, OTHER_CONTACT = f"contact:{CLIENT}:begona-arroyo", f"contact:{OTHER}:fiona-aldridge"


def title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def test_a_contact_enters_by_a_printed_link_leaves_and_enters_again_by_mail(
    arrive: Arrive, house: Demonstration
) -> None:
    page = arrive()
    page.goto(house.printed_link("de Radio Taxi Ribera del Ebro"))
    page.get_by_role("button", name="Entrar").click()

    expect(page).to_have_url(f"{house.url}/clients/taxi-ribera/")
    expect(title(page)).to_have_text(house.client("taxi-ribera").client.name)

    page.get_by_role("button", name="Cerrar la sesión").click()
    page.goto(f"{PORTAL}plan/compromisos/")
    expect(page).to_have_url(f"{house.url}/sign-in?next={PORTAL}plan/compromisos/")

    page.get_by_label("Su dirección de correo").fill(MAIL)
    page.get_by_role("button", name="Enviarme el enlace").click()
    expect(title(page)).to_have_text("Mire su correo")
    page.goto(house.mailed_link(MAIL))
    page.get_by_role("button", name="Entrar").click()
    expect(page).to_have_url(f"{house.url}{PORTAL}plan/compromisos/")


def test_the_plan_reads_as_one_document_in_five_parts(arrive: Arrive, house: Demonstration) -> None:
    page = arrive(CONTACT)
    page.goto(PORTAL)
    page.get_by_role("link", name="Leer el plan").click()

    plan, article = house.plan(CLIENT), page.locator(".luz-document")
    expect(title(page)).to_have_text(plan.title)
    assert article.locator("section > h2").all_inner_texts() == [
        "1 Definición del servicio",
        "2 Estructura organizativa",
        "3 Procedimientos de gestión",
        "4 Compromisos",
        "5 Mecanismo de escalado",
        "Firmas",
        "Historial de cambios",
    ]
    words = " ".join(article.inner_text().split())
    scope, exclusions = plan.definition.scope, plan.definition.exclusions
    promised = [one.text for one in scope] + [one.text for one in exclusions]
    assert [text for text in promised if " ".join(text.split()) not in words] == []


def test_whom_to_call_is_found_from_the_first_page(arrive: Arrive, house: Demonstration) -> None:
    failure = next(one for one in house.plan(CLIENT).organisation.matters if one.matter == "system_failure")
    accountable = next(one.person for one in failure.contacts if one.accountable)
    person = next(one for one in house.library.company.people if one.id == accountable)
    page = arrive(CONTACT)
    page.goto(PORTAL)
    page.get_by_role("link", name="¿A quién me dirijo?").first.click()

    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Avería del sistema"))
    first = row.get_by_role("cell").first.get_by_role("listitem").first
    assert person.phone is not None
    expect(first.get_by_role("link").first).to_have_text(person.name)
    expect(first.locator("a[href^='tel:']").first).to_have_attribute(
        "href", f"tel:{person.phone.replace(' ', '')}"
    )


def test_a_change_is_proposed_by_a_mail_that_says_to_what(arrive: Arrive, house: Demonstration) -> None:
    plan = house.plan(CLIENT)
    review = plan.commitments.review
    assert review is not None
    owner = next(one for one in house.library.company.people if one.id == review.owner)
    page = arrive(CONTACT)
    page.goto(f"{PORTAL}plan/compromisos/")

    mail = urlsplit(page.get_by_role("link", name="Proponer un cambio").get_attribute("href") or "")
    fields = parse_qs(mail.query)

    assert (mail.scheme, mail.path) == ("mailto", owner.mail)
    assert fields["subject"] == [f"Propuesta de cambio: {plan.title}, Compromisos"]
    assert fields["body"][0].split("\r\n")[:4] == [
        f"Plan: {plan.title}",
        f"Cliente: {house.client(CLIENT).client.name}",
        "Bloque: Compromisos",
        f"Versión: {plan.version}",
    ]


def test_a_procedure_opens_with_its_steps(arrive: Arrive, house: Demonstration) -> None:
    procedure = next(one for one in house.library.procedures if one.id == "change-control")
    name = procedure.name.in_language("es")
    page = arrive(CONTACT)
    page.goto(f"{PORTAL}plan/")
    described = page.locator("section", has=page.get_by_role("heading", name=name, level=3)).last
    described.get_by_role("link", name="Este procedimiento en su propia página").click()

    expect(title(page)).to_have_text(name)
    assert page.locator(".luz-steps > li").count() == len(procedure.steps)


def test_a_document_arrives_as_it_was_filed(arrive: Arrive, house: Demonstration) -> None:
    files = house.project / "plans" / "clients" / CLIENT / "files"
    page = arrive(CONTACT)
    page.goto(f"{PORTAL}proyectos/club-siete-bodegas/")

    address = page.get_by_role("rowheader").get_by_role("link").first.evaluate("link => link.href")
    answer = page.request.get(address)

    assert answer.status == 200
    assert answer.body() == (files / urlsplit(address).path.rpartition("/")[2]).read_bytes()
    assert arrive(OTHER_CONTACT).request.get(address).status == 404
    assert arrive().request.get(address).status == 401


@pytest.mark.parametrize(
    "address", [f"/clients/{OTHER}/", f"/clients/{OTHER}/plan/", "/clients/nobody/", "/intranet/"]
)
def test_what_is_not_the_clients_own_is_not_there(arrive: Arrive, address: str) -> None:
    page = arrive(CONTACT)
    answer = page.goto(address)

    assert answer is not None
    assert answer.status == 404
    expect(title(page)).to_have_text("En esta dirección no hay nada")


def test_a_client_of_another_language_reads_theirs(arrive: Arrive, house: Demonstration) -> None:
    page = arrive(OTHER_CONTACT)
    page.goto(f"/clients/{OTHER}/")

    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("navigation", name="Tabs").get_by_role("link").all_inner_texts() == [
        "Home",
        "Service plan",
        "What goes unnoticed",
        "Services contracted",
        "Whom do I contact?",
        "Projects",
        "Opinion",
        "Complaints",
        "Contact",
    ]
    page.get_by_role("link", name="Read the plan").click()
    expect(title(page)).to_have_text(house.plan(OTHER).title)
    expect(page.get_by_role("link", name="Propose a change").first).to_be_visible()
