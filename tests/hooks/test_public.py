"""The public site: what anybody may know, and every way to reach the company."""

from __future__ import annotations

import datetime as dt

import pytest

from hooks.files import files_of
from hooks.page import Page
from hooks.public import public_pages
from hooks.rendering import wording
from luz.audience import Audience, Edition
from luz.editions import for_edition
from luz.model.library import Library
from tests.builders import (
    a_client_folder,
    a_company,
    a_document,
    a_library,
    a_project,
    a_specimen_folder,
    an_english_client_folder,
)
from tests.hooks.reading_pages import dead_links, flaws, words

TODAY = dt.date(2026, 11, 21)


def pages(library: Library | None = None) -> dict[str, Page]:
    shown = for_edition(library or a_library(), Edition(Audience.PUBLIC))
    return {page.path: page for page in public_pages(shown, TODAY, "https://luz.example")}


def test_each_thing_has_the_address_agreed_for_it() -> None:
    assert {"", "contacto/", "proyectos/", "plan-de-muestra/", "su-opinion/"} - set(pages()) == set()


def test_every_link_leads_somewhere_and_every_tag_is_closed() -> None:
    library = a_library()
    files = files_of(for_edition(library, Edition(Audience.PUBLIC)), wording("es"))
    made = pages(library)

    assert dead_links(made.values(), [file.path for file in files]) == []
    assert {path: flaws(page) for path, page in made.items() if flaws(page)} == {}


@pytest.mark.parametrize("path", ["", "contacto/"])
def test_every_channel_stands_on_the_home_page_and_on_the_contact_page(path: str) -> None:
    text = words(pages()[path])

    channels = a_company().channels
    assert [channel.value for channel in channels if channel.value not in text] == []


def test_a_foreign_clients_words_are_marked_with_their_language() -> None:
    english = an_english_client_folder().model_copy(update={"projects": (a_project(public=True),)})
    made = pages(a_library(clients=(english,)))

    marked = '<span lang="en">Freight</span>'
    assert [path for path in ("", "proyectos/") if made[path].html.count(marked) != 1] == []


def test_the_questionnaire_is_linked_at_the_public_address() -> None:
    assert 'href="https://luz.example/survey/oficio-web"' in pages()[""].html


def test_the_contact_page_promises_an_answer_to_complaints_and_tells_the_hours() -> None:
    text = words(pages()["contacto/"])

    assert "Respondemos en 5 días laborables" in text
    assert "lunes a viernes 9:00–14:00 y 16:00–19:00" in text


def test_a_public_project_names_its_client_and_hands_over_public_documents_only() -> None:
    project = a_project(
        documents=[
            a_document(title="Folleto", file="folleto.txt", audience="public"),
            a_document(title="Acta", file="acta.txt", audience="client"),
        ]
    )

    page = pages(a_library(clients=(a_client_folder(projects=(project,)),)))["proyectos/"]

    assert "Una tienda de vinos Bodegas Olmo · Vino" in words(page)
    assert ("folleto.txt" in page.html, "acta.txt" in page.html) == (True, False)


def test_a_client_without_a_public_project_is_not_named_anywhere() -> None:
    project = a_project(public="no")

    made = pages(a_library(clients=(a_client_folder(projects=(project,)),)))

    assert [path for path, page in made.items() if "Olmo" in words(page)] == []
    assert "Aquí no se muestra todavía ningún proyecto." in words(made["proyectos/"])


def test_the_specimen_plan_is_marked_as_invented_on_each_of_its_pages() -> None:
    specimen = {path: page for path, page in pages().items() if path.startswith("plan-de-muestra/")}

    assert len(specimen) > 8
    assert [path for path, page in specimen.items() if "el cliente es inventado" not in words(page)] == []


def test_several_specimens_stand_apart() -> None:
    other = a_specimen_folder().model_copy(update={"id": "otra"})

    made = pages(a_library(clients=(a_specimen_folder(), other)))

    assert {"plan-de-muestra/muestra/plan/", "plan-de-muestra/otra/plan/"} - set(made) == set()


def test_a_company_that_asks_nobody_links_no_questionnaire() -> None:
    made = pages(a_library(company=a_company(products=[]), clients=()))

    assert [path for path, page in made.items() if "/survey/" in page.html] == []
