"""The pages of a plan in each edition that shows it: numbered, complete, what is internal only inside."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import unquote

import pytest

from hooks.page import Page
from hooks.pages import pages_of
from hooks.plan_pages import Clauses, parts
from hooks.rendering import wording
from luz.audience import Audience, Edition
from luz.editions import for_edition
from tests.builders import (
    a_change,
    a_client_folder,
    a_commitment,
    a_library,
    a_plan,
    a_timed_commitment,
    an_english_client_folder,
)
from tests.hooks.golden_pages import golden
from tests.hooks.reading_pages import read, words

TODAY = dt.date(2026, 11, 21)
INTERNAL = Edition(Audience.INTERNAL)
OLMO = Edition(Audience.CLIENT, "olmo", "es")
NORTH_PIER = Edition(Audience.CLIENT, "north-pier", "en")


def pages(edition: Edition, **changes: Any) -> dict[str, Page]:
    shown = for_edition(a_library(**changes), edition)
    return {page.path: page for page in pages_of(shown, TODAY, "")}


def olmo(**changes: Any) -> dict[str, Page]:
    """The portal of a client whose plan has these fields."""
    return pages(OLMO, clients=(a_client_folder(plan=a_plan(**changes)),))


def corner(**changes: Any) -> dict[str, Page]:
    """The intranet, where the one client's plan has these fields."""
    return pages(INTERNAL, clients=(a_client_folder(plan=a_plan(**changes)),))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("plan/", "plan_es"),
        ("plan/compromisos/", "plan_es_commitments"),
        ("plan/escalado/", "plan_es_escalation"),
        ("lo-que-no-se-nota/", "plan_es_silent_work"),
    ],
)
def test_pages_of_a_plan_in_spanish(path: str, name: str) -> None:
    page = pages(OLMO)[path]

    assert page.html == golden(page, name)


def test_a_plan_in_english() -> None:
    page = pages(NORTH_PIER)["plan/"]

    assert page.html == golden(page, "plan_en")


def test_a_plan_as_employees_see_it() -> None:
    page = pages(INTERNAL)["clientes/olmo/plan/"]

    assert page.html == golden(page, "plan_internal")


def test_the_whole_plan_holds_every_part_as_its_own_page_does() -> None:
    site = olmo()
    whole = words(site["plan/"])
    paths = ["servicio", "organizacion", "procedimientos", "compromisos", "escalado"]

    missing = [path for path in paths if words(site[f"plan/{path}/"]).split("versión 2 ")[1] not in whole]

    assert missing == []


def test_the_parts_are_numbered_as_a_contract_is() -> None:
    headings = [heading.text for heading in olmo()["plan/"].headings if heading.level == 2]

    assert headings == [
        "1 Definición del servicio",
        "2 Estructura organizativa",
        "3 Procedimientos de gestión",
        "4 Compromisos",
        "5 Mecanismo de escalado",
        "Firmas",
        "Historial de cambios",
    ]


def test_clauses_are_counted_without_gaps_where_an_optional_one_is_absent() -> None:
    definition = {"purpose": "Vender.", "scope": [{"text": "La tienda."}]}
    headings = [heading.text for heading in olmo(definition=definition)["plan/servicio/"].headings]

    assert headings == ["1.1 Objeto", "1.2 Qué se incluye"]


def test_clauses_of_a_part_count_up() -> None:
    clauses = Clauses(4)

    assert [clauses.next(), clauses.next()] == ["4.1", "4.2"]


def test_the_five_parts_have_names_in_each_language() -> None:
    assert [part.title for part in parts(wording("en"))] == [
        "Service definition",
        "Organisation",
        "Management procedures",
        "Commitments",
        "Escalation",
    ]


def test_a_commitment_is_said_shown_and_worked_through() -> None:
    said = words(olmo()["plan/compromisos/"])

    assert said.split("99,5 % ", 1)[1].split(" Objetivo")[0] == (
        "Tiempo en que el sitio responde: cada mes, al menos el 99,5 %, "
        "según el calendario «Todos los días a todas horas»."
    )
    assert "Del 99 % a menos del 99,5 % 10 % Menos del 99 % 20 %" in said
    assert "Ejemplo. Si en marzo el resultado es del 99,2 %, se abona el 10 % de la cuota del mes." in said


def test_a_change_is_proposed_to_the_owner_with_plan_block_and_version() -> None:
    links = read(olmo()["plan/compromisos/"].html).links
    (mail,) = [unquote(link) for link in links if "subject" in link]

    assert mail == (
        "mailto:ana.rivas@oficio.example?subject=Propuesta de cambio: Plan de servicio, Compromisos"
        "&body=Plan: Plan de servicio\r\nCliente: Bodegas Olmo\r\nBloque: Compromisos\r\nVersión: 2\r\n\r\n"
        "Propongo este cambio:\r\n"
    )


def test_a_block_without_a_review_of_its_own_is_answered_for_by_the_owner_of_the_plan() -> None:
    escalation = a_plan().escalation.model_copy(update={"review": None})
    said = words(olmo(escalation=escalation, owner="elena-robles")["plan/escalado/"])

    assert said.split("Responsable: ")[1].split(" Proponer")[0] == (
        "Elena Robles En vigor desde el 1 de enero de 2026"
    )


def test_every_text_stands_as_it_was_typed() -> None:
    typed = "<script>alert(1)</script> & [aquí](javascript:alert(2)) # **no** | {{ 7 * 7 }}"
    page = olmo(summary=typed)["plan/"]

    assert "<script" not in page.html
    assert typed in words(page)


def test_lines_of_a_text_become_paragraphs_and_breaks() -> None:
    page = olmo(summary="Una línea\notra línea\n\nOtro párrafo")["plan/"]

    assert "<p>Una línea<br>\notra línea</p>\n<p>Otro párrafo</p>" in page.html


def test_a_plan_of_the_five_parts_only_is_a_whole_plan() -> None:
    site = olmo(summary=None, silent_work=None, signatures=())

    assert "lo-que-no-se-nota/" not in site
    assert "None" not in site["plan/"].html


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"draft": "sí"}, "Este plan es un borrador: su cliente aún no lo ve."),
        ({"specimen": "sí"}, "Este plan es una muestra: lo enseña la web pública."),
        ({"validity": {"starts": "2025-01-01", "ends": "2026-11-20"}}, "terminó el 20 de noviembre de 2026"),
        ({}, "Pide rebaja cada año."),
        (
            {"commitments": {"items": [a_commitment(), a_timed_commitment()]}},
            "Nuestro objetivo propio: 99,9 %",
        ),
        ({"internal_notes": []}, "No hay notas internas sobre este plan."),
    ],
)
def test_employees_read_what_the_client_does_not(changes: dict[str, Any], note: str) -> None:
    assert note in words(corner(**changes)["clientes/olmo/plan/"])


def test_an_overdue_review_is_shown_to_employees_alone() -> None:
    review = {"owner": "ana-rivas", "reviewed_on": "2026-01-01", "review_by": "2026-11-20"}
    commitments = {"review": review, "items": [a_commitment(), a_timed_commitment()]}

    inside = words(corner(commitments=commitments)["clientes/olmo/plan/compromisos/"])
    outside = words(olmo(commitments=commitments)["plan/compromisos/"])

    assert (inside.count("vencida"), outside.count("vencida")) == (1, 0)


def test_what_must_not_wait_is_asked_for_before_everything_else() -> None:
    said = words(olmo()["a-quien-me-dirijo/"])

    assert said.index("A quién llamar para lo que más importa") < said.index("El contrato")
    assert said.index("El contrato") < said.index("Para todo lo demás")
    assert said.index("Para todo lo demás") < said.index("El sitio no responde")


def test_a_duty_and_the_clock_it_stops_name_each_other() -> None:
    site = olmo()

    assert "Abrir la sala de servidores. Julia Vega 1 hora Averías" in words(site["plan/organizacion/"])
    assert (
        "El reloj se detiene mientras esperamos de Julia Vega: Abrir la sala de servidores."
        in words(site["plan/compromisos/"])
    )  # fmt: skip


def test_the_history_tells_the_latest_version_first_whatever_the_order_it_was_written_in() -> None:
    changes = [a_change(version="1", on="2025-01-01"), a_change()]
    headings = [heading.text for heading in olmo(changes=changes)["plan/"].headings]

    assert [text for text in headings if text.startswith("Versión")] == [
        "Versión 2, desde el 1 de enero de 2026",
        "Versión 1, desde el 1 de enero de 2025",
    ]


def test_why_a_plan_changed_is_for_employees() -> None:
    reason = "Lo pedían desde hacía un año."

    assert reason in words(corner()["clientes/olmo/plan/"])
    assert reason not in words(olmo()["plan/"])


def test_what_is_told_comes_in_the_order_in_which_it_happens() -> None:
    said = words(olmo()["plan/procedimientos/"])

    assert said.index("Qué vamos a tocar.") < said.index("Por qué falló.")


def test_a_target_says_up_to_how_much_work_it_holds() -> None:
    said = words(olmo()["plan/compromisos/"])

    assert "Hasta cuánto trabajo Visitas: hasta 9000 cada mes. Las demás esperan en cola." in said


def test_on_the_intranet_a_foreign_plan_is_marked_with_its_language() -> None:
    page = pages(INTERNAL, clients=(an_english_client_folder(),))["clientes/north-pier/plan/"]

    assert '<p lang="en">Vender vino sin interrupciones.</p>' in page.html
    assert '<h1><span lang="en">Service plan</span></h1>' in page.html
    assert '<span lang="en">At least' not in page.html
    assert '<span lang="en">at least 99.5%</span>' in page.html


def test_in_its_own_portal_nothing_is_marked_as_foreign() -> None:
    assert [path for path, page in pages(NORTH_PIER).items() if "lang=" in page.html] == []


def test_a_client_without_a_plan_has_no_plan_pages() -> None:
    site = pages(INTERNAL, clients=(a_client_folder(plan=None),))

    assert [path for path in site if path.startswith("clientes/olmo/plan")] == []
