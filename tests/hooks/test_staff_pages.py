"""What every employee leans on: protocol, notices, register of documents, glossary, each client."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from hooks.files import files_of
from hooks.intranet import intranet_pages
from hooks.page import Page
from hooks.rendering import wording
from luz.audience import Audience, Edition
from luz.editions import for_edition
from luz.model.glossary import Glossary
from tests.builders import (
    a_client,
    a_client_folder,
    a_document,
    a_document_control,
    a_glossary,
    a_known_fact,
    a_library,
    a_plan,
    a_procedure,
    a_procedure_change,
    a_project,
    a_protocol,
    a_step,
    a_term,
    an_english_client_folder,
)
from tests.hooks.reading_pages import dead_links, flaws, words

TODAY = dt.date(2026, 11, 21)
PROTOCOL, NOTICES = "protocolo-de-quejas/", "cambios/"
DOCUMENTS, GLOSSARY = "documentos/", "glosario/"
OWN = (PROTOCOL, NOTICES, DOCUMENTS, GLOSSARY, "clientes/olmo/")


def pages(**changes: Any) -> dict[str, Page]:
    library = a_library(**({"document_control": a_document_control()} | changes))
    shown = for_edition(library, Edition(Audience.INTERNAL))
    return {page.path: page for page in intranet_pages(shown, TODAY, "")}


def headings(page: Page) -> list[str]:
    return re.findall(r"<h2 id=\"[^\"]*\">([^<]+)</h2>", page.html)


def full_protocol() -> Any:
    return a_protocol(
        principles=["Quien se queja quiere quedarse."],
        steps=[a_step("receipt", within="1 h", example="«Me encargo yo.»")],
        goodwill={
            "amount": "150 €",
            "per": "Por cliente y año.",
            "roles": ["account_manager"],
            "spent_on": ["Un detalle"],
            "never_for": ["Dinero"],
            "record": "Qué se hizo.",
        },
        controls=[
            {
                "what": "Quejas al azar",
                "how_often": "Cada mes",
                "by": "managing_director",
                "evidence": "El acta",
            }
        ],
        recognition="Se cuentan en la reunión.",
    )


def test_every_link_of_these_pages_leads_somewhere_and_every_tag_is_closed() -> None:
    facts = a_client(known=[a_known_fact()])
    projects = (a_project(documents=[a_document(owner="bruno-leal", supplied_by="client")]),)
    changes: dict[str, Any] = {
        "complaint_protocol": full_protocol(),
        "clients": (a_client_folder(client=facts, projects=projects), an_english_client_folder()),
    }
    files = files_of(for_edition(a_library(**changes), Edition(Audience.INTERNAL)), wording("es"))
    made = pages(**changes)

    assert dead_links(made.values(), [file.path for file in files]) == []
    assert {path: flaws(made[path]) for path in OWN} == dict.fromkeys(OWN, [])


class TestProtocol:
    def test_what_is_needed_with_a_client_on_the_line_comes_first(self) -> None:
        assert headings(pages(complaint_protocol=full_protocol())[PROTOCOL]) == [
            "Paso a paso",
            "Misma causa, mismo trato",
            "Bolsa económica",
            "Lo que prometemos a quien se queja",
            "Lo que nos guía",
            "Cómo nos aseguramos",
            "Los buenos arreglos se cuentan",
        ]

    def test_what_is_not_written_has_no_heading(self) -> None:
        assert headings(pages()[PROTOCOL]) == [
            "Paso a paso",
            "Misma causa, mismo trato",
            "Lo que prometemos a quien se queja",
        ]

    def test_a_step_says_who_by_when_and_what_to_write_down(self) -> None:
        text = words(pages(complaint_protocol=full_protocol())[PROTOCOL])

        assert "Recepción · Guardián de la experiencia Atiende la queja." in text
        assert "Plazo, desde la recepción 1 hora Se anota Lo que se hizo." in text
        assert "Por ejemplo: «Me encargo yo.»" in text

    def test_a_cause_is_one_row_with_what_everybody_receives(self) -> None:
        text = words(pages()[PROTOCOL])

        assert "Retraso Proceso Pasó la fecha. Un mes sin cuota. Planificar con holgura." in text

    def test_without_a_protocol_there_is_no_page_and_the_client_is_not_sent_to_it(self) -> None:
        made = pages(complaint_protocol=None)

        assert PROTOCOL not in made
        assert "Las quejas no se anotan aquí." in words(made["clientes/olmo/"])


class TestNotices:
    def test_a_change_is_told_with_its_day_and_version(self) -> None:
        changed = a_procedure(changes=[a_procedure_change()])

        text = words(pages(procedures=(changed,), clients=())[NOTICES])

        assert "1 de septiembre de 2026 Ampliar el alcance versión 1 El acta se firma en el momento." in text

    @pytest.mark.parametrize("path", ["", NOTICES, PROTOCOL])
    def test_a_change_to_come_is_marked_as_such(self, path: str) -> None:
        protocol = a_protocol(changes=[a_procedure_change(on="2026-12-01")])

        assert "Vale desde el 1 de diciembre de 2026" in words(pages(complaint_protocol=protocol)[path])

    def test_where_nothing_changed_the_page_says_so(self) -> None:
        assert "Todavía no se ha anotado ningún cambio." in words(
            pages(procedures=(a_procedure(),), clients=())[NOTICES]
        )

    @pytest.mark.parametrize(("day", "told"), [("2026-09-22", True), ("2026-09-21", False)])
    def test_the_home_page_tells_those_of_the_last_sixty_days(self, day: str, told: bool) -> None:
        changed = a_procedure(changes=[a_procedure_change(on=day)])

        assert ("El acta se firma en el momento." in words(pages(procedures=(changed,))[""])) == told

    def test_the_procedure_itself_tells_the_reason_that_clients_do_not_read(self) -> None:
        changed = a_procedure(changes=[a_procedure_change(internal_reason="Se perdían actas.")])

        page = pages(procedures=(changed,))["procedimientos/scope-extension/"]

        assert "El acta se firma en el momento. Se perdían actas." in words(page)


class TestDocuments:
    def test_a_shelf_without_a_rule_says_so_and_one_with_a_rule_says_how_long(self) -> None:
        text = words(pages()[DOCUMENTS])

        assert "Políticas Se guardan 6 años" in text
        assert "Procedimientos Nadie ha escrito cuánto se guardan." in text

    def test_a_clients_documents_are_folded_below_its_name(self) -> None:
        text = words(pages()[DOCUMENTS])

        assert "Bodegas Olmo 1 documento Documento Versión Responsable Fecha Acta de entrega" in text

    def test_a_document_supplied_by_the_client_says_so_in_its_project(self) -> None:
        projects = (a_project(documents=[a_document(owner="bruno-leal", supplied_by="client")]),)

        text = words(
            pages(clients=(a_client_folder(projects=projects),))["clientes/olmo/proyectos/tienda-nueva/"]
        )

        assert "Acta de entrega Lo aporta: Bodegas Olmo Responsable: Bruno Leal 20 de mayo de 2026" in text


class TestGlossary:
    def test_words_stand_as_in_a_dictionary_accents_and_capitals_apart(self) -> None:
        terms = [
            a_term(id=f"t{n}", term=word) for n, word in enumerate(("escalado", "Énfasis", "zona", "ánimo"))
        ]

        page = pages(glossary=a_glossary(*terms))[GLOSSARY]

        assert re.findall(r"<dt id=\"term-t\d\">(\w+)", page.html) == ["ánimo", "Énfasis", "escalado", "zona"]

    def test_a_word_has_its_meaning_its_other_names_and_an_example(self) -> None:
        assert words(pages()[GLOSSARY]).endswith(
            "alcance también: ámbito Lo que entra en el servicio. Por ejemplo: Hasta cien fichas al mes."
        )

    def test_without_words_there_is_no_glossary(self) -> None:
        assert GLOSSARY not in pages(glossary=Glossary())


class TestClient:
    def test_what_they_told_us_stands_with_its_day_and_who_heard_it(self) -> None:
        folder = a_client_folder(client=a_client(known=[a_known_fact()]))

        assert "Cuándo llamar De lunes a jueves, antes de la una. 10 de febrero de 2026 · Ana Rivas" in words(
            pages(clients=(folder,))["clientes/olmo/"]
        )

    def test_where_nothing_is_known_and_nothing_is_open_the_page_says_so(self) -> None:
        text = words(pages()["clientes/olmo/"])

        assert "Asuntos abiertos No hay nada abierto." in text
        assert "Lo que ya nos han dicho Todavía no hay nada anotado." in text

    @pytest.mark.parametrize(("draft", "linked"), [("no", True), ("sí", False)])
    def test_the_portal_of_a_draft_is_not_linked(self, draft: str, linked: bool) -> None:
        folder = a_client_folder(plan=a_plan(draft=draft))

        assert (
            "El portal, como lo ve el cliente" in words(pages(clients=(folder,))["clientes/olmo/"])
        ) == linked

    def test_a_client_without_a_plan_has_neither_people_nor_checklists(self) -> None:
        page = pages(clients=(a_client_folder(plan=None),))["clientes/olmo/"]

        assert headings(page)[:3] == ["Plan en vigor", "Asuntos abiertos", "Lo que ya nos han dicho"]
        assert "Lo que le falta al plan" not in words(page)
