"""The intranet: every client's corner with what is meant for employees, the archive, the company itself."""

from __future__ import annotations

import datetime as dt
import re

from hooks.files import files_of
from hooks.intranet import intranet_pages
from hooks.page import Page
from hooks.rendering import wording
from luz.audience import Audience, Edition
from luz.editions import for_edition
from luz.model.library import Library
from tests.builders import a_client, a_client_folder, a_company, a_library, a_proposal, people
from tests.hooks.reading_pages import dead_links, flaws, words

TODAY = dt.date(2026, 11, 21)


def pages(library: Library | None = None, today: dt.date = TODAY) -> dict[str, Page]:
    shown = for_edition(library or a_library(), Edition(Audience.INTERNAL))
    return {page.path: page for page in intranet_pages(shown, today, "https://luz.example")}


def test_each_thing_has_the_address_agreed_for_it() -> None:
    agreed = {
        "",
        "clientes/",
        "clientes/olmo/",
        "clientes/olmo/plan/",
        "clientes/olmo/proyectos/tienda-nueva/",
        "procedimientos/",
        "procedimientos/scope-extension/",
        "procedimientos/staff-complaint-guide/",
        "organizacion/",
        "organizacion/fases/",
        "organizacion/incidencias/",
        "personas/",
        "personas/asuntos/",
        "proyectos/",
        "propuestas/",
        "calendario/",
        "empresa/",
        "cuestionarios/opinion/",
    }

    assert agreed - set(pages()) == set()


def test_every_link_leads_somewhere_and_every_tag_is_closed() -> None:
    library = a_library()
    files = files_of(for_edition(library, Edition(Audience.INTERNAL)), wording("es"))
    made = pages(library)

    assert dead_links(made.values(), [file.path for file in files]) == []
    assert {path: flaws(page) for path, page in made.items() if flaws(page)} == {}


def test_the_home_page_says_what_is_overdue_and_whose_it_is() -> None:
    home = words(pages(today=dt.date(2027, 3, 2))[""])

    assert "vencida desde el 1 de marzo de 2027 Ampliar el alcance Ana Rivas" in home


def test_the_home_page_says_of_each_day_what_it_means() -> None:
    home = words(pages(today=dt.date(2028, 3, 2))[""])

    assert "Planes que terminan terminó el 31 de diciembre de 2026 Plan de servicio" in home
    assert "Propuestas que conviene volver a plantear desde el 1 de diciembre de 2026" in home
    assert "Personas que se van Último día: 31 de enero de 2027 Bruno Leal" in home


def test_the_home_page_of_a_quiet_day_says_so() -> None:
    staff = [person.model_dump(mode="json") | {"date_out": None} for person in a_company().people]
    library = a_library(company=a_company(people=staff), clients=())

    assert "Hoy no hay nada pendiente." in words(pages(library)[""])


def test_a_plan_carries_its_internal_notes() -> None:
    assert "Pide rebaja cada año." in words(pages()["clientes/olmo/plan/"])


def test_a_person_is_shown_with_deputy_and_last_day() -> None:
    people = words(pages()["personas/"])

    assert "En su ausencia: Bruno Leal" in people
    assert "Último día: 31 de enero de 2027" in people


def test_a_matter_says_for_each_client_who_answers_first() -> None:
    matters = words(pages()["personas/asuntos/"])

    assert "Bodegas Olmo Bruno Leal, Ana Rivas" in matters


def test_a_role_nobody_holds_is_said_to_be_vacant() -> None:
    staff = [person | {"roles": ["account_manager", "experience_guardian"]} for person in people()]
    library = a_library(company=a_company(people=staff))

    assert words(pages(library)["organizacion/"]).count("Nadie ocupa este rol.") == 2


def test_rejected_proposals_are_told_with_the_reason_in_the_clients_words() -> None:
    rejected = words(pages()["propuestas/"])

    assert "Presupuesto 1 propuesta Aplicación móvil Bodegas Olmo" in rejected
    assert "No cabía en el presupuesto del año." in rejected


def test_a_foreign_clients_words_are_marked_as_foreign_among_others() -> None:
    english = a_client_folder(
        id="pier",
        client=a_client(name="Pier", language="en", products=()),
        plan=None,
        projects=(),
        proposals=(a_proposal(title="A phone app"),),
    )

    html = pages(a_library(clients=(english,)))["propuestas/"].html

    assert re.search(r'<span lang="en">A phone app</span>', html)


def test_a_client_without_a_plan_has_a_corner_too() -> None:
    folder = a_client_folder(plan=None, projects=(), proposals=())

    assert "Este cliente todavía no tiene plan de servicio." in words(
        pages(a_library(clients=(folder,)))["clientes/olmo/"]
    )


def test_a_project_stands_in_the_archive_by_client_and_by_year() -> None:
    archive = words(pages()["proyectos/"])

    assert re.findall(r"Por cliente|Bodegas Olmo|Por año|2026(?= Tienda)|Tienda nueva", archive) == [
        "Por cliente",
        "Bodegas Olmo",
        "Tienda nueva",
        "Por año",
        "2026",
        "Tienda nueva",
        "Bodegas Olmo",
    ]
