"""What we offer, what it takes and what we are ready for, in each edition as far as its readers may know."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hooks.page import Page
from hooks.pages import pages_of
from luz.audience import Audience, Edition
from luz.editions import for_edition
from luz.model.library import Library
from tests.builders import (
    a_catalogue,
    a_client_folder,
    a_company,
    a_contingency,
    a_library,
    a_plan,
    a_service,
    a_supplier,
)
from tests.hooks.reading_pages import flaws, words

TODAY = dt.date(2026, 11, 21)
INTRANET = Edition(Audience.INTERNAL)
PORTAL = Edition(Audience.CLIENT, "olmo", "es")
PUBLIC = Edition(Audience.PUBLIC)


def pages(edition: Edition, library: Library | None = None) -> dict[str, Page]:
    shown = for_edition(library or a_library(), edition)
    return {page.path: page for page in pages_of(shown, TODAY, "https://luz.example")}


def page(edition: Edition, path: str, **catalogue: Any) -> str:
    return words(pages(edition, a_library(catalogue=a_catalogue(**catalogue)))[path])


def test_the_intranet_tells_services_for_clients_from_those_for_our_own_people() -> None:
    said = page(INTRANET, "servicios/")

    clients, own_people = said.split("Para clientes")[1].split("Para las personas de la casa")
    assert "Mantenimiento de sitios Cuidamos de su sitio. Bruno Leal Bodegas Olmo" in clients
    assert "Equipos y accesos Un equipo listo el primer día. Bruno Leal" in own_people


def test_a_service_says_on_the_intranet_all_that_it_takes() -> None:
    said = page(INTRANET, "servicios/maintenance/")

    assert [
        told
        for told in (
            "Nunca menos de esto Una persona contesta el mismo día.",
            "Disponibilidad 99,5 % al mes Una sonda cada minuto",
            "Administración de sistemas Mira cada aviso. 30 minutos",
            "Servidores dos Nube Clara, S. A.",
            "Personas de guardia una propio",
            "Discos de repuesto 4 2 discos 2 de noviembre de 2026",
            "Visitas 300 900 por minuto",
            "Nube Clara: Los servidores",
            "mes y cliente 320 € Servidores y guardia",
            "Ampliar el alcance",
        )
        if told not in said
    ] == []


def test_what_runs_short_is_marked_on_the_service_and_in_the_list() -> None:
    low = {"item": "Discos", "held": "1", "minimum": "2", "unit": "discos", "counted_on": "2026-11-02"}
    short = {"what": "Visitas", "needed": "300", "available": "299", "unit": "por minuto"}
    services = [a_service(stock=[low], capacity=[short])]

    service, listed = (
        page(INTRANET, path, services=services) for path in ("servicios/maintenance/", "servicios/")
    )

    assert (
        "Discos 1 por debajo del mínimo 2 discos" in service,
        "Visitas 300 299 no alcanza por minuto" in service,
    ) == (True, True)
    assert "Mantenimiento de sitios existencias bajas falta capacidad" in listed


def test_what_is_just_enough_is_not_marked() -> None:
    enough = {"item": "Discos", "held": "2", "minimum": "2", "unit": "discos", "counted_on": "2026-11-02"}

    assert "existencias bajas" not in page(INTRANET, "servicios/", services=[a_service(stock=[enough])])


def test_a_service_nobody_has_contracted_says_so() -> None:
    said = page(INTRANET, "servicios/spare/", services=[a_service(), a_service(id="spare")])

    assert "Clientes que lo tienen contratado ningún plan lo nombra todavía" in said


def test_suppliers_say_for_which_services_and_until_when() -> None:
    ended = a_supplier(id="otra", name="Otra, S. L.", ends_on="2026-11-20", contact=None)
    endless = a_supplier(id="vieja", name="Vieja, S. A.", ends_on=None)

    said = page(INTRANET, "proveedores/", suppliers=[a_supplier(), ended, endless])

    assert "31 de diciembre de 2027 Mantenimiento de sitios Bruno Leal" in said
    assert ("terminó el 20 de noviembre de 2026" in said, "sin fecha de fin" in said) == (True, True)


def test_every_edition_compares_the_maintenance_tiers_and_a_portal_marks_the_one_chosen() -> None:
    said = {
        edition.name: page(edition, path)
        for edition, path in (
            (INTRANET, "mantenimiento/"),
            (PUBLIC, "mantenimiento/"),
            (PORTAL, "servicios/"),
        )
    }

    compared = {
        name: text.partition("Esencial ")[2].partition(" Actualizaciones")[0] for name, text in said.items()
    }
    assert compared == {"internal": "Continua", "public": "Continua", "client:olmo": "la suya Continua"}


def test_a_client_reads_of_contracted_services_what_is_offered_and_nothing_of_what_it_takes() -> None:
    said = page(
        PORTAL,
        "servicios/",
        services=[a_service(), a_service(id="other", name={"es": "Otro", "en": "Other"})],
    )

    assert "Niveles habituales: Mantenimiento de sitios" in said
    assert "Responsable Bruno Leal" in said
    assert [word for word in ("Otro", "320", "Discos", "Mira cada aviso") if word in said] == []


def test_visitors_read_the_offer_without_names_or_levels() -> None:
    said = page(PUBLIC, "servicios/")

    assert "Mantenimiento de sitios Cuidamos de su sitio. Qué incluye Corrección de fallos" in said
    assert [word for word in ("Bruno", "Una sonda", "Equipos", "Nube Clara") if word in said] == []


def test_the_public_home_page_offers_the_services() -> None:
    assert "Lo que ofrecemos Mantenimiento de sitios Cuidamos de su sitio." in page(PUBLIC, "")


def test_the_intranet_tells_contingencies_with_steps_trials_and_whom_they_concern() -> None:
    said = words(pages(INTRANET)["contingencias/"])

    assert "Abra el armario del sótano." in said
    assert "Resultado: Nadie lo notó. Por corregir: Etiquetar los cables." in said
    assert "Figura en los planes de: Bodegas Olmo" in said


def test_a_client_reads_the_contingencies_of_the_plan_without_what_is_for_employees() -> None:
    said = words(pages(PORTAL)["contingencias/"])

    assert "Para que afecte a menos Hay dos líneas. Para quien lo sufra Llamamos a cada cliente." in said
    assert [word for word in ("sótano", "Etiquetar") if word in said] == []


def test_a_contingency_that_was_never_tried_says_so() -> None:
    library = a_library(contingencies=(a_contingency(tests=[]),))

    assert "Cómo lo hemos probado sin probar todavía" in words(pages(INTRANET, library)["contingencias/"])


def test_objectives_say_to_employees_how_they_are_lived_and_to_others_what_they_are() -> None:
    at = {INTRANET: "objetivos/", PORTAL: "contacto/", PUBLIC: "quienes-somos/"}
    said = {edition.name: words(pages(edition)[path]) for edition, path in at.items()}

    assert [name for name, text in said.items() if "Quien pregunta sabe a qué atenerse." not in text] == []
    assert [name for name, text in said.items() if "Decimos cuándo" in text] == ["internal"]


def test_a_company_without_catalogue_has_sound_pages_and_none_of_it() -> None:
    definition = a_plan().definition.model_dump(mode="json", exclude_defaults=True)
    plan = a_plan(definition=definition | {"services": [], "contingencies": [], "maintenance": None})
    bare = a_library(
        catalogue={},
        contingencies=(),
        company=a_company(objectives=[]),
        clients=(a_client_folder(plan=plan),),
    )
    made = {edition: pages(edition, bare) for edition in (INTRANET, PORTAL, PUBLIC)}

    paths = {"servicios/", "proveedores/", "mantenimiento/", "contingencias/", "objetivos/"}
    assert [path for found in made.values() for path in found if path in paths] == []
    assert [flaw for found in made.values() for one in found.values() for flaw in flaws(one)] == []
