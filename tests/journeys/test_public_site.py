"""Somebody who does not know the company: how to reach it, what it promises, what it has done."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive
from tests.journeys.demonstration import Demonstration

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

SPECIMEN = "muestra"


def test_every_way_to_reach_the_company_is_one_click_away(arrive: Arrive, house: Demonstration) -> None:
    page = arrive()
    page.goto("/")
    page.get_by_role("link", name="Contacto", exact=True).first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Contacto")
    words = " ".join(page.get_by_role("main").inner_text().split())
    channels = [one.value for one in house.library.company.channels]
    assert [one for one in channels if one not in words] == []
    assert {one.kind for one in house.library.company.channels} >= {"mail", "phone", "fax", "post", "web"}
    for one in house.library.company.channels:
        if one.kind == "mail":
            expect(page.get_by_role("main").locator(f"a[href='mailto:{one.value}']").first).to_be_visible()


def test_the_specimen_plan_is_read_whole(arrive: Arrive, house: Demonstration) -> None:
    page = arrive()
    page.goto("/")
    page.get_by_role("link", name="Leer un plan de muestra").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(house.client(SPECIMEN).client.name)
    expect(page.get_by_text("Muestra: el cliente es inventado.").first).to_be_visible()
    page.get_by_role("link", name="Leer el plan").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(house.plan(SPECIMEN).title)
    assert page.locator(".luz-document .luz-contents li").count() == 5


def test_projects_are_shown_of_clients_who_agree(arrive: Arrive, house: Demonstration) -> None:
    agreed = [
        project.public_title.in_language("es") if project.public_title else folder.client.name
        for folder in house.library.clients
        for project in folder.projects
        if project.public
    ]
    page = arrive()
    page.goto("/")
    page.get_by_role("link", name="Proyectos", exact=True).first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Proyectos")
    assert sorted(page.locator(".luz-filed h2").all_inner_texts()) == sorted(agreed)


def test_the_questionnaire_about_this_site_opens_and_thanks(arrive: Arrive) -> None:
    page = arrive()
    page.goto("/")
    page.get_by_role("link", name="Responder al cuestionario").first.click()
    for question in page.get_by_role("group").all():
        if question.is_visible():
            question.get_by_role("radio").or_(question.get_by_role("checkbox")).first.check()
    page.get_by_role("button", name="Enviar mi respuesta").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Tenemos su respuesta")


@pytest.mark.parametrize("address", ["/nada/", "/proyectos/nada.pdf", "/survey/nada"])
def test_an_address_with_nothing_there_says_so_and_leads_home(
    arrive: Arrive, house: Demonstration, address: str
) -> None:
    page = arrive()
    answer = page.goto(address)

    assert answer is not None
    assert answer.status == 404
    page.get_by_role("main").get_by_role("link").first.click()
    expect(page).to_have_url(f"{house.url}/")
