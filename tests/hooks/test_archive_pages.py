"""A client's archive: projects with their documents and incidents, proposals with their reasons."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hooks.page import Page
from hooks.pages import pages_of
from luz.audience import Audience, Edition
from luz.editions import for_edition
from tests.builders import a_client_folder, a_document, a_library, a_project, a_proposal
from tests.hooks.golden_pages import golden
from tests.hooks.reading_pages import read, words

TODAY = dt.date(2026, 11, 21)
INTERNAL = Edition(Audience.INTERNAL)
OLMO = Edition(Audience.CLIENT, "olmo", "es")


def pages(edition: Edition, **changes: Any) -> dict[str, Page]:
    shown = for_edition(a_library(clients=(a_client_folder(**changes),)), edition)
    return {page.path: page for page in pages_of(shown, TODAY, "")}


def test_a_project_in_the_portal() -> None:
    page = pages(OLMO)["proyectos/tienda-nueva/"]

    assert page.html == golden(page, "project_es")


def test_a_project_as_employees_see_it() -> None:
    page = pages(INTERNAL)["clientes/olmo/proyectos/tienda-nueva/"]

    assert page.html == golden(page, "project_internal")


def test_proposals_in_the_portal() -> None:
    page = pages(OLMO)["propuestas/"]

    assert page.html == golden(page, "proposals_es")


def test_projects_are_listed_with_the_latest_first() -> None:
    first = a_project(id="primero", title="El primero", started_on="2024-01-10", public="no")
    last = a_project(id="ultimo", title="El último", started_on="2026-09-10", public="no")
    links = read(pages(OLMO, projects=(first, last))["proyectos/"].html).links

    assert [link for link in links if not link.startswith(("mailto", ".."))] == ["ultimo/", "primero/"]


def test_a_document_for_employees_is_in_the_intranet_alone() -> None:
    secret = a_document(title="Márgenes", file="margenes.txt", audience="internal")
    project = a_project(documents=[a_document(), secret])

    portal = read(pages(OLMO, projects=(project,))["proyectos/tienda-nueva/"].html).links
    intranet = read(pages(INTERNAL, projects=(project,))["clientes/olmo/proyectos/tienda-nueva/"].html).links

    assert [link for link in portal if link.endswith(".txt")] == ["../../ficheros/olmo/acta-de-entrega.txt"]
    assert [link for link in intranet if link.endswith(".txt")] == [
        "../../../../ficheros/olmo/acta-de-entrega.txt",
        "../../../../ficheros/olmo/margenes.txt",
    ]


def test_an_open_incident_and_an_open_doubt_say_so() -> None:
    incident = {
        "id": "i-1", "incident_class": "provider_fault", "title": "Lentitud", "reported_on": "2026-11-20",
        "happened": "Va lento.",
    }  # fmt: skip
    doubt = {"asked_on": "2026-11-20", "question": "¿Cuándo?"}
    page = pages(OLMO, projects=(a_project(incidents=[incident], doubts=[doubt]),))["proyectos/tienda-nueva/"]

    assert "comunicada el 20 de noviembre de 2026 · sin resolver" in words(page)
    assert "planteada el 20 de noviembre de 2026 · sin respuesta todavía" in words(page)


def test_proposals_stand_under_what_became_of_them() -> None:
    undecided = {"reason": None, "reason_code": None, "revisit": None}
    proposals = (
        a_proposal(id="a", title="Con razón"),
        a_proposal(id="b", title="En marcha", status="accepted", **undecided),
        a_proposal(id="c", title="Sin decidir", status="pending", decided_on=None, **undecided),
    )
    headings = [heading.text for heading in pages(OLMO, proposals=proposals)["propuestas/"].headings]

    assert headings == [
        "Pendientes de decisión",
        "Sin decidir",
        "Aceptadas",
        "En marcha",
        "Desestimadas, y por qué",
        "Con razón",
    ]


def test_an_accepted_proposal_leads_to_its_project() -> None:
    accepted = a_proposal(
        status="accepted", project="tienda-nueva", reason=None, reason_code=None, revisit=None
    )
    links = read(pages(OLMO, proposals=(accepted,))["propuestas/"].html).links

    assert "../proyectos/tienda-nueva/" in links


def test_an_archive_that_is_empty_says_so() -> None:
    site = pages(OLMO, projects=(), proposals=())

    assert words(site["proyectos/"]).split(" Responsable")[0] == "Proyectos Aún no hay proyectos."
    assert words(site["propuestas/"]).split(" Responsable")[0] == "Propuestas Aún no hay propuestas."
