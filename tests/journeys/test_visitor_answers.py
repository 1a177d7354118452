"""A visitor of a client's shop answers the questionnaire on a phone, without scripts; a manager reads it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from feedback_app.form_key import FIELD
from tests.feedback_app.asked import aged
from tests.journeys.conftest import Arrive
from tests.journeys.demonstration import Demonstration

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

SURVEY = "/survey/vinoteca-duero-tienda"
MANAGER, EMPLOYEE = "employee:luis-prado", "employee:raquel-nieto"


@dataclass(frozen=True)
class Tongue:
    """What a visitor of one language reads, says, and what a manager then looks for."""

    locale: str
    language: str
    title: str
    made_by: str
    looks_wrong: str
    refused: str
    good: str
    send: str
    comment: str
    thanks: str
    words: str


SPANISH = Tongue(
    locale="es-ES",
    language="es",
    title="Su opinión sobre esta web",
    made_by="Hecho y cuidado por experienciame.example",
    looks_wrong="Esta página se ve mal",
    refused="Falta revisar una respuesta",
    good="Muy satisfactoria",
    send="Enviar mi respuesta",
    comment="La atención del sumiller fue exquisita.\nVolveré por Navidad.",
    thanks="Tenemos su respuesta",
    words="atencion sumiller",
)
ENGLISH = Tongue(
    locale="en-GB",
    language="en",
    title="Your opinion of this website",
    made_by="Made and looked after by experienciame.example",
    looks_wrong="This page looks wrong",
    refused="There is one answer to look at",
    good="Very satisfactory",
    send="Send my answer",
    comment="The corkscrew in the Christmas hamper is a delight.",
    thanks="We have your answer",
    words="CORKSCREW hamper",
)
TONGUES = pytest.mark.parametrize("tongue", [SPANISH, ENGLISH], ids=["es", "en"])


def a_phone(arrive: Arrive, tongue: Tongue, **settings: object) -> Page:
    page = arrive(width=360, java_script_enabled=False, locale=tongue.locale, **settings)
    page.goto(SURVEY)
    return page


def answered(arrive: Arrive, house: Demonstration, tongue: Tongue, comment: str) -> Page:
    page = a_phone(arrive, tongue)
    # Whoever reads and types takes longer than this test does.
    key = aged({}, house.settings)[FIELD]
    page.locator(f"input[name={FIELD}]").evaluate("(field, key) => { field.value = key }", key)
    page.get_by_label(tongue.good, exact=True).check()
    page.get_by_role("textbox").fill(comment)
    page.get_by_role("button", name=tongue.send).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(tongue.thanks)
    return page


def found(page: Page, house: Demonstration, words: str) -> list[str]:
    """The comments that whoever this is finds in Datasette with these words."""
    page.goto(f"{house.data_url}/feedback/comments")
    page.locator("input[name=words]").fill(words)
    page.locator("input[name=words]").press("Enter")
    texts = page.get_by_role("table").locator("td:nth-child(2)").all_inner_texts()
    return [" ".join(text.split()) for text in texts]


@TONGUES
def test_the_page_says_about_what_it_asks_and_who_is_behind_it(arrive: Arrive, tongue: Tongue) -> None:
    page = a_phone(arrive, tongue)

    assert page.locator("html").get_attribute("lang") == tongue.language
    expect(page.get_by_role("heading", level=1)).to_have_text(tongue.title)
    expect(page.get_by_role("banner").get_by_role("link").first).to_have_text(
        "Tienda en línea de Vinoteca Duero"
    )
    expect(page.locator(".maker")).to_have_text(tongue.made_by)
    expect(page.get_by_role("link", name=tongue.looks_wrong)).to_be_visible()
    assert page.context.cookies() == []


@TONGUES
def test_a_forgotten_question_is_pointed_at_and_no_word_is_lost(arrive: Arrive, tongue: Tongue) -> None:
    page = a_phone(arrive, tongue)
    page.get_by_role("textbox").fill("Primera línea\n\n<b>& tercera</b>")
    page.get_by_role("button", name=tongue.send).click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("heading")).to_have_text(tongue.refused)
    expect(page.get_by_role("textbox")).to_have_value("Primera línea\n\n<b>& tercera</b>")
    summary.get_by_role("link").click()
    expect(page.get_by_label(tongue.good, exact=True)).to_be_focused()
    page.keyboard.press("Space")
    page.get_by_role("button", name=tongue.send).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(tongue.thanks)


@TONGUES
def test_an_answer_reaches_the_managers_once_and_nobody_else(
    arrive: Arrive, house: Demonstration, tongue: Tongue
) -> None:
    visitor = answered(arrive, house, tongue, tongue.comment)
    receipt = visitor.locator(".receipt strong").inner_text()
    visitor.reload()
    assert visitor.locator(".receipt strong").inner_text() == receipt

    assert found(arrive(MANAGER), house, tongue.words) == [" ".join(tongue.comment.split())]
    for nobody in (arrive(), arrive(EMPLOYEE)):
        nobody.goto(f"{house.data_url}/feedback/comments?words={tongue.words}")
        assert nobody.get_by_text(tongue.comment.splitlines()[0]).count() == 0
        assert nobody.request.get(f"{house.data_url}/feedback/comment.json").status in (401, 404)
    assert visitor.context.cookies() == []


def test_what_does_not_apply_stays_out_of_sight_where_scripts_run(arrive: Arrive) -> None:
    page = arrive(width=360)
    page.goto(SURVEY)
    why = page.get_by_role("group", name="¿Qué falló?")
    expect(why).to_be_hidden()

    page.get_by_label("En parte", exact=True).check()
    expect(why).to_be_visible()

    page.get_by_label("Sí", exact=True).check()
    expect(why).to_be_hidden()
