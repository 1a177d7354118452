"""What a program sends waits for the guardian, who reads it, counts one and discards another."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import Locator, Page, expect

from feedback_app.form_key import FIELD
from feedback_app.suspects.judge import TRAP
from tests.feedback_app.asked import aged
from tests.journeys.conftest import Arrive
from tests.journeys.demonstration import Demonstration
from tests.journeys.test_accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

SURVEY, PRODUCT = "/survey/vinoteca-duero-tienda", "Tienda en línea de Vinoteca Duero"
GUARDIAN, MANAGER = "employee:irene-salas", "employee:luis-prado"
UNBREAKABLE = "Z" + "\u0300\u0336\u0489" * 300
"""One letter to Unicode, some 2000 px wide in Chromium: nowhere may it be broken."""
SCROLLING = """[...new Set([...document.querySelectorAll("*")]
    .filter(one => one.scrollWidth > one.clientWidth && getComputedStyle(one).overflowX === "auto")
    .map(one => one.tagName))]"""
Counts = Counter[tuple[int, int]]


def send(arrive: Arrive, house: Demonstration, comment: str) -> None:
    """Answer as a program does, which fills in every field."""
    page = arrive(java_script_enabled=False)
    page.goto(SURVEY)
    page.get_by_label("Muy satisfactoria", exact=True).check()
    page.get_by_role("textbox", name="mejorar").fill(comment)
    fields = {FIELD: aged({}, house.settings)[FIELD], TRAP: "https://gana-dinero.example"}
    for name, value in fields.items():
        page.locator(f"input[name={name}]").evaluate("(field, value) => { field.value = value }", value)
    page.get_by_role("button", name="Enviar mi respuesta").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tenemos su respuesta")


def counts(page: Page, house: Demonstration) -> Counts:
    """How often each answer was given today, by question and option, as Datasette's sums say it."""
    query = f"_shape=array&_size=max&day={house.today}"
    found = page.request.get(f"{house.data_url}/feedback/count_day.json?{query}").json()
    return Counter({(row["question_id"], row["option_id"]): row["n"] for row in found})


def suspect(page: Page, comment: str) -> Locator:
    """The card of one answer on the guardian's page."""
    return page.get_by_role("article").filter(has_text=comment)


def test_of_two_suspects_one_is_counted_and_one_discarded(arrive: Arrive, house: Demonstration) -> None:
    for comment in ("Lo escribió una persona", "Gane dinero <b>hoy</b>"):
        send(arrive, house, comment)
    guardian = arrive(java_script_enabled=False)
    guardian.goto(house.printed_link("Irene Salas, vela por la experiencia"))
    guardian.get_by_role("button", name="Entrar").click()
    before = counts(guardian, house)
    guardian.goto("/intranet/protocolo-de-quejas/")
    guardian.get_by_role("link", name="Respuestas de visitantes que esperan una decisión").click()
    card = suspect(guardian, "Lo escribió una persona")
    expect(card.get_by_role("heading")).to_have_text(PRODUCT)
    expect(card.get_by_role("list")).to_contain_text("Rellenó un campo que las personas no ven")
    expect(suspect(guardian, "Gane dinero <b>hoy</b>")).to_have_count(1)

    card.get_by_role("button", name="Contarla").click()
    expect(guardian.get_by_role("status")).to_contain_text("Se ha contado una respuesta")
    released = counts(guardian, house)
    suspect(guardian, "Gane dinero").get_by_role("button", name="Descartarla").click()
    expect(guardian.get_by_role("status")).to_contain_text("Se ha descartado una respuesta")
    dropped = counts(guardian, house)

    assert list((released - before).values()) == [1]
    assert dropped == released
    expect(suspect(guardian, "Lo escribió una persona")).to_have_count(0)
    expect(suspect(guardian, "Gane dinero")).to_have_count(0)
    guardian.goto(f"{house.data_url}/feedback/comments?words=escribió")
    expect(guardian.get_by_role("table")).to_contain_text("Lo escribió una persona")


def test_all_with_one_reason_are_discarded_once_it_was_said_how_many(
    arrive: Arrive, house: Demonstration
) -> None:
    page = arrive(GUARDIAN)
    page.goto("/session")
    page.get_by_role("link", name="Respuestas sospechosas").click()
    page.get_by_role("link", name="Descartar las 3…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("¿Descartar 3 respuestas?")
    page.get_by_role("button", name="Sí, descartar 3").click()

    expect(page.get_by_role("status")).to_contain_text("Se han descartado 3 respuestas")
    assert violations(page) == []
    expect(page.locator("main")).not_to_contain_text("palabra por palabra: ")


def test_who_is_not_the_guardian_finds_nothing_there(arrive: Arrive) -> None:
    page = arrive(MANAGER)
    page.goto("/guardian")

    expect(page.get_by_role("heading", level=1)).to_have_text("En esta dirección no hay nada")


@pytest.mark.parametrize(("width", "colours"), [(1280, "light"), (360, "dark")])
def test_the_pages_keep_the_rules_whatever_was_written(
    arrive: Arrive, house: Demonstration, width: int, colours: str
) -> None:
    send(arrive, house, UNBREAKABLE)
    page = arrive(GUARDIAN, width=width, color_scheme=colours)
    broken = {}
    for address in ("/guardian", "/guardian/all/trap?decide=dropped", "/session"):
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth") > width
        broken[address] = [*violations(page), *(["too wide"] if wide else [])]
    page.goto("/guardian")

    assert not any(broken.values()), broken
    assert page.evaluate(SCROLLING) == ["BLOCKQUOTE"]
