"""The portal of a client: every page of it, in the client's language, with links that lead somewhere."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from hooks.files import files_of
from hooks.page import Page
from hooks.portal import portal_pages
from hooks.rendering import wording
from luz.audience import Audience, Edition
from luz.editions import Shown, for_edition
from tests.builders import a_client, a_client_folder, a_library, a_plan
from tests.hooks.golden_pages import golden
from tests.hooks.reading_pages import dead_links, flaws, words

TODAY = dt.date(2026, 11, 21)
OLMO = Edition(Audience.CLIENT, "olmo", "es")
NORTH_PIER = Edition(Audience.CLIENT, "north-pier", "en")


def shown(edition: Edition, **changes: Any) -> Shown:
    return for_edition(a_library(**changes), edition)


def portal(edition: Edition, today: dt.date = TODAY, **changes: Any) -> dict[str, Page]:
    """The pages of a portal by their path."""
    pages = portal_pages(shown(edition, **changes), today, "https://oficio.example")
    return {page.path: page for page in pages}


def olmo_with_plan(**changes: Any) -> dict[str, Page]:
    return portal(OLMO, clients=(a_client_folder(plan=a_plan(**changes)),))


def test_a_portal_in_spanish_has_its_pages_under_spanish_addresses() -> None:
    assert list(portal(OLMO)) == [
        "",
        "plan/",
        "plan/servicio/",
        "plan/organizacion/",
        "plan/procedimientos/",
        "plan/compromisos/",
        "plan/escalado/",
        "lo-que-no-se-nota/",
        "servicios/",
        "contingencias/",
        "a-quien-me-dirijo/",
        "procedimientos/",
        "procedimientos/scope-extension/",
        "proyectos/",
        "proyectos/tienda-nueva/",
        "propuestas/",
        "opinion/",
        "opinion/olmo-tienda/",
        "quejas/",
        "contacto/",
    ]


def test_a_portal_in_english_has_english_addresses_and_only_what_its_plan_holds() -> None:
    assert list(portal(NORTH_PIER)) == [
        "",
        "plan/",
        "plan/service/",
        "plan/organisation/",
        "plan/procedures/",
        "plan/commitments/",
        "plan/escalation/",
        "services/",
        "contingencies/",
        "who-to-contact/",
        "procedures/",
        "procedures/scope-extension/",
        "projects/",
        "proposals/",
        "opinion/",
        "complaints/",
        "contact/",
    ]


def test_below_a_prefix_every_page_stands_below_it() -> None:
    pages = portal_pages(shown(OLMO), TODAY, "", prefix="plan-de-muestra/")

    assert [page.path for page in pages] == [f"plan-de-muestra/{path}" for path in portal(OLMO)]


@pytest.mark.parametrize("edition", [OLMO, NORTH_PIER], ids=lambda edition: edition.name)
def test_every_page_is_sound_html_without_style_or_script(edition: Edition) -> None:
    assert {path: flaws(page) for path, page in portal(edition).items() if flaws(page)} == {}


@pytest.mark.parametrize("edition", [OLMO, NORTH_PIER], ids=lambda edition: edition.name)
@pytest.mark.parametrize("prefix", ["", "plan-de-muestra/"])
def test_every_link_leads_to_a_place_the_portal_holds(edition: Edition, prefix: str) -> None:
    one = shown(edition)
    files = [copied.path for copied in files_of(one, wording(edition.language))]

    assert dead_links(portal_pages(one, TODAY, "", prefix), files) == []


@pytest.mark.parametrize("edition", [OLMO, NORTH_PIER], ids=lambda edition: edition.name)
def test_every_page_begins_with_one_main_heading(edition: Edition) -> None:
    headings = {path: page.html.count("<h1") for path, page in portal(edition).items()}

    assert {path: count for path, count in headings.items() if count != 1} == {}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("", "portal_es_home"),
        ("a-quien-me-dirijo/", "portal_es_who"),
        ("procedimientos/scope-extension/", "portal_es_procedure"),
        ("quejas/", "portal_es_complaints"),
        ("contacto/", "portal_es_contact"),
    ],
)
def test_pages_of_the_spanish_portal(path: str, name: str) -> None:
    page = portal(OLMO)[path]

    assert page.html == golden(page, name)


def test_home_of_the_english_portal() -> None:
    page = portal(NORTH_PIER)[""]

    assert page.html == golden(page, "portal_en_home")


@pytest.mark.parametrize(
    ("today", "said_of_it"),
    [
        (dt.date(2025, 12, 31), "en vigor desde el 1 de enero de 2026"),
        (dt.date(2026, 1, 1), "en vigor hasta el 31 de diciembre de 2026"),
        (dt.date(2026, 12, 31), "en vigor hasta el 31 de diciembre de 2026"),
        (dt.date(2027, 1, 1), "terminó el 31 de diciembre de 2026"),
    ],
)
def test_home_says_whether_the_plan_is_in_force(today: dt.date, said_of_it: str) -> None:
    said = words(portal(OLMO, today)[""])

    assert said.split("El plan ")[1].split(" versión")[0] == said_of_it


def test_home_tells_the_latest_work_that_nobody_noticed() -> None:
    log = [{"on": "2026-11-02", "done": "Lo último."}, {"on": "2026-10-02", "done": "Lo penúltimo."}]
    task = {"name": "Copias", "what": "Guardar.", "frequency": "A diario", "log": log}
    said = words(olmo_with_plan(silent_work={"tasks": [task]})[""])

    assert said.count("Lo último.") == 1
    assert said.count("Lo penúltimo.") == 0


def test_home_of_a_plan_without_silent_work_does_not_speak_of_it() -> None:
    assert words(olmo_with_plan(silent_work=None)[""]).count("no se not") == 0


def test_an_absent_optional_field_is_absent_from_the_page() -> None:
    bare = a_client(tax_id=None, website=None, logo=None)
    home = portal(OLMO, clients=(a_client_folder(client=bare),))[""]

    assert [word for word in ("NIF", "Sitio web", "<img", "None") if word in home.html] == []


def test_the_complaint_page_invites_promises_and_names_who_looks_after_it() -> None:
    said = words(portal(OLMO)["quejas/"])

    assert "Quéjese: nos hace mejores." in said
    assert "En 5 días laborables como máximo, tiene nuestra respuesta por escrito." in said
    assert "Quién vela por ello Ana Rivas, Guardián de la experiencia" in said


def test_closures_on_the_first_page_do_not_hide_that_escalation_goes_on() -> None:
    escalation = a_plan().escalation.model_dump()
    at_night = olmo_with_plan(escalation=escalation | {"calendar": "always"})
    said = "El escalado tiene su propio horario: Todos los días a todas horas"

    assert [said in words(pages[""]) for pages in (at_night, portal(OLMO))] == [True, False]


def test_contact_tells_the_closures_ahead() -> None:
    said = words(portal(OLMO)["contacto/"])

    assert said.count("martes, 8 de diciembre de 2026: cerrado · Inmaculada Concepción") == 1
    assert "jueves, 31 de diciembre de 2026: 9:00–14:00 · Fin de año" in said


def test_a_product_links_its_survey_and_lists_what_is_asked() -> None:
    page = portal(OLMO)["opinion/olmo-tienda/"]

    assert 'href="https://oficio.example/survey/olmo-tienda"' in page.html
    asked = words(page).split("Dos preguntas. ")[1].split(" Guardamos")[0]
    assert asked == "¿Está satisfecho? Escala Nada Poco Mucho ¿Algo más? Texto libre · opcional"


def test_every_page_of_a_portal_ends_with_a_change_to_propose() -> None:
    made = portal(OLMO)

    assert [path for path, page in made.items() if not words(page).endswith("Proponer un cambio")] == []


def test_no_page_of_a_portal_holds_an_internal_word() -> None:
    internal = [
        "Pide rebaja", "120 jornadas", "Probar antes", "Faltaba una prueba", "Volver a llamar", "99,9",
        "Cliente exigente", "plantilla P-1", "Avise a Ana", "Anota cada llamada",
    ]  # fmt: skip
    everything = "".join(page.html for page in portal(OLMO).values())

    assert [word for word in internal if word in everything] == []
