"""What managers see in Datasette, and that nobody else sees any of it: the real process, the real app."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from feedback_app.storage import Storage, new_receipt
from luz.published import publish
from tests.builders import both, write_plans
from tests.feedback_app.asked import QUESTIONS, a_draft, a_response, asking_library, every_kind, published_in
from tests.feedback_app.browsed import Browsed, browsed
from tests.feedback_app.served import Served

pytestmark = pytest.mark.xdist_group("datasette")

PAGES = (
    "/feedback", "/feedback/response", "/feedback/comment", "/feedback/v_opinion_1", "/feedback/answer",
    "/feedback/answer_multi", "/feedback/count_month", "/feedback/count_day", "/feedback/count_response",
    "/feedback/product", "/feedback/questionnaire", "/feedback/question", "/feedback/option",
    "/feedback/response/1", "/feedback/comment/1", "/feedback/satisfaction_by_month",
    "/feedback/recommendation_by_month", "/feedback/distribution", "/feedback/reasons",
    "/feedback/coverage", "/feedback/comments", "/feedback?sql=select+1",
    "/feedback/comment?_search=atencion&_facet=product_id", "/feedback/v_opinion_1?satisfaction__gte=4",
)  # fmt: skip
"""Every kind of page a manager comes to."""

SECRETS = (
    *PAGES, "/", "/feedback.json", "/feedback.db", "/feedback/response.json", "/feedback/comment.csv",
    "/feedback/comment_fts_data", "/feedback/comment_fts_content", "/feedback/submission_key",
    "/feedback/comments.json?words=atencion", "/feedback.json?sql=select+*+from+comment", "/_internal",
    "/_internal/databases.json", "/-/metadata", "/-/settings.json", "/-/databases.json", "/-/threads.json",
    "/-/plugins.json", "/-/actor.json", "/-/allow-debug", "/-/permissions", "/-/messages", "/-/patterns",
    "/-/logout", "/-/config.json", "/feedback/nothing", "/nothing",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("browse")
    published = published_in(folder)
    hostile = {"satisfaction": ["1"], "comment": ["<img src=x onerror=alert(1)>"]}
    storage = Storage(folder / "feedback.db")
    with storage.transaction():
        storage.register(published, a_response(published).day)
        for response in (
            a_response(published, sample=True),
            a_response(published, language="en", sample=True),
            a_response(published, hostile, sample=True),
        ):
            storage.add_response(response, new_receipt())
    storage.close()
    return folder


@pytest.fixture(scope="module")
def house(folder: Path) -> Iterator[Browsed]:
    with browsed(folder, sign_in="http://127.0.0.1:9/sign-in") as house:
        yield house


@pytest.fixture(scope="module")
def manager(house: Browsed) -> Served:
    return house.manager


def objects(server: Served, path: str) -> list[dict[str, Any]]:
    answer = server.get(path)
    assert answer.status == 200, answer.text
    return list(json.loads(answer.body))


@pytest.mark.parametrize("person", ["nobody", "employee:bruno-leal", "contact:olmo:jefa"])
def test_whoever_is_no_manager_gets_nothing_of_it(house: Browsed, person: str) -> None:
    somebody = house.data if person == "nobody" else house.being(person)

    answers = {path: somebody.get(path) for path in SECRETS}

    refused = {302, 401} if person == "nobody" else {404}
    assert {path: answer.status for path, answer in answers.items() if answer.status not in refused} == {}
    assert [path for path, answer in answers.items() if "atenci" in answer.text] == []


def test_nobody_writes_through_it(manager: Served) -> None:
    statements = ("delete from response", "insert into comment_fts (comment_fts) values ('delete-all')")

    for path in [f"/feedback?sql={quote(statement)}" for statement in statements] + ["/feedback/-/insert"]:
        assert manager.get(path).status in {400, 404}
    assert manager.ask("POST", "/feedback/response", "day=2026-01-01").status in {403, 405}
    assert objects(manager, "/feedback/response.json?_shape=array&_col=day") != []


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_in_spanish_marked_as_a_sample_and_leads_out(manager: Served, path: str) -> None:
    answer = manager.get(path)

    assert answer.status == 200
    assert '<html lang="es">' in answer.text
    assert '<p class="sample">Datos de ejemplo</p>' in answer.text
    assert "Oficio" in answer.text
    assert '<a href="http://127.0.0.1:9/session">Mi sesión</a>' in answer.text
    english = r">\s*(Custom SQL|Run SQL|Apply|Next page|This data as|Advanced export|rows?)\b"
    assert re.findall(english, answer.text) == []


@pytest.mark.parametrize("path", ["/-/metadata", "/feedback?sql=selec", "/feedback/nothing"])
def test_a_page_that_fails_is_marked_too(manager: Served, path: str) -> None:
    answer = manager.get(path)

    assert answer.status in {400, 404}
    assert "Datos de ejemplo" in answer.text


def test_the_first_page_offers_queries_responses_and_tables_by_their_titles(manager: Served) -> None:
    page = manager.get("/feedback").text

    assert re.findall(r"<strong>(.*?)</strong>", page) == [
        "Satisfacción por mes y producto", "Recomendación (NPS) por mes y producto",
        "Distribución de las respuestas", "Qué falló", "Respuestas por mes y vía", "Comentarios",
        "Su opinión · v1",
        "Respuestas", "Comentarios", "Respuestas, pregunta a pregunta", "Respuestas con varias opciones",
        "Recuentos por mes", "Recuentos por día", "Cuestionarios rellenados por día", "Productos",
        "Cuestionarios", "Preguntas", "Opciones",
    ]  # fmt: skip


def test_codes_are_shown_as_words(manager: Served) -> None:
    page = manager.get("/feedback/response").text

    words = re.findall(r"<td[^>]*>(?:<a[^>]*>)?([^<]+)", page)
    assert words[1:7] == ["2026-11-21", "Tienda de Olmo", "Su opinión · v1", "Español", "La propia web", "sí"]


def test_the_page_of_one_row_shows_words_too(manager: Served) -> None:
    words = re.findall(r"<td[^>]*>([^<]+)", manager.get("/feedback/response/1").text)

    assert words[:7] == [
        "1", "2026-11-21", "Tienda de Olmo", "Su opinión · v1", "Español", "La propia web", "sí"
    ]  # fmt: skip


def test_kinds_and_scores_of_questions_are_shown_as_words(manager: Served) -> None:
    page = manager.get("/feedback/question").text

    cells = re.findall(r"<td[^>]*>(?:<a[^>]*>)?([^<]+)", page)
    assert [
        cell for cell in cells if cell in {"scale", "choice", "multiple_choice", "nps", "text", "csat"}
    ] == []
    assert [cell for cell in cells if cell in {"Escala", "Varias a la vez", "Satisfacción (CSAT)"}] == [
        "Escala", "Satisfacción (CSAT)", "Varias a la vez"
    ]  # fmt: skip


def test_decimals_are_written_with_a_comma(manager: Served) -> None:
    page = manager.get("/feedback/satisfaction_by_month?product=olmo-tienda&from=2026-01&until=").text

    assert re.findall(r"<td[^>]*>(66[^<]*)", page) == ["66,7"]


def test_a_query_that_takes_too_long_is_said_without_markup(manager: Served) -> None:
    endless = "with recursive r(x) as (select 1 union all select x + 1 from r) select count(*) from r"
    answer = manager.get(f"/feedback?sql={quote(endless)}")

    assert answer.status == 400
    assert "La consulta ha tardado demasiado" in answer.text
    assert "&lt;" not in answer.text


def test_no_two_columns_of_a_table_have_one_heading(manager: Served) -> None:
    for table in ("response", "comment", "question", "option", "questionnaire", "product", "answer"):
        headings = re.findall(r"<th[^>]*>(?:<a[^>]*>)?([^<▲▼]+)", manager.get(f"/feedback/{table}").text)
        assert len(headings) == len({heading.strip() for heading in headings}), table


def test_a_view_has_a_row_for_each_response_and_says_what_each_column_means(manager: Served) -> None:
    page = manager.get("/feedback/v_opinion_1").text

    assert "<h1>Su opinión · v1</h1>" in page
    assert "<dd>¿Cómo valora la web? (1 = Muy mal, 4 = Bien, 5 = Muy bien)</dd>" in page
    assert len(re.findall(r"<tr>", page)) == 1 + 3


@pytest.mark.parametrize("word", ["atencion", "atención", "ATENCION"])
def test_a_comment_is_found_whatever_its_accents(manager: Served, word: str) -> None:
    by_query = objects(manager, f"/feedback/comments.json?_shape=array&words={quote(word)}&product=")
    by_search = objects(manager, f"/feedback/comment.json?_shape=array&_search={quote(word)}")

    assert [row["Comentario"] for row in by_query] == ["La atención fue buena"] * 2
    assert [row["body"] for row in by_search] == ["La atención fue buena"] * 2


def test_a_visitors_words_are_shown_as_words(manager: Served) -> None:
    for path in ("/feedback/comment", "/feedback/v_opinion_1", "/feedback/comments", "/feedback/comment/3"):
        page = manager.get(path).text

        assert "&lt;img src=x onerror=alert(1)&gt;" in page
        assert "<img src=x" not in page


def test_satisfaction_by_month_tells_share_number_and_mean(manager: Served) -> None:
    path = "/feedback/satisfaction_by_month.json?_shape=array&product=olmo-tienda&from=2026-01&until="

    assert objects(manager, path) == [
        {
            "Mes": "2026-11", "Producto": "Tienda de Olmo", "Satisfechos (%)": 66.7, "Respuestas": 3,
            "Media": 3.0, "Pregunta": "¿Cómo valora la web?", "Cuestionario": "Su opinión · v1",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    "narrowed",
    ["product=oficio-web&from=&until=", "product=&from=2026-12&until=", "product=&from=&until=2026-10"],
)
def test_a_query_is_narrowed_by_product_and_month(manager: Served, narrowed: str) -> None:
    for query in ("satisfaction_by_month", "distribution", "reasons", "recommendation_by_month"):
        assert objects(manager, f"/feedback/{query}.json?_shape=array&{narrowed}") == []


def test_the_other_queries_count_what_was_answered(manager: Served) -> None:
    everything = "_shape=array&product=&from=&until="

    recommended = objects(manager, f"/feedback/recommendation_by_month.json?{everything}")
    assert [(row["NPS (de −100 a 100)"], row["Respuestas"]) for row in recommended] == [(100.0, 2)]
    reasons = objects(manager, f"/feedback/reasons.json?{everything}")
    assert [(row["Motivo"], row["Veces"]) for row in reasons] == [("La búsqueda", 2)]
    coverage = objects(manager, f"/feedback/coverage.json?{everything}")
    assert [(row["Idioma"], row["Respuestas"]) for row in coverage] == [("es", 2), ("en", 1)]
    distribution = objects(manager, f"/feedback/distribution.json?{everything}")
    assert [(row["Respuesta dada"], row["Respuestas"], row["Porcentaje"]) for row in distribution[:2]] == [
        ("Bien", 2, 66.7),
        ("Muy mal", 1, 33.3),
    ]


def test_every_link_of_every_page_leads_somewhere(manager: Served) -> None:
    links = {
        link.replace("&amp;", "&").replace(f"http://127.0.0.1:{manager.port}", "")
        for path in PAGES
        for link in re.findall(r'(?:href|src)="([^"]+)"', manager.get(path).text)
    }
    own = {link for link in links if link.startswith("/") and not link.startswith("//")}

    assert len(own) > 50
    assert {link: status for link in sorted(own) if (status := manager.get(link).status) != 200} == {}


def test_the_pages_carry_the_company_and_its_colours(manager: Served) -> None:
    assert "--luz-primary: #1b4d3e;" in manager.get("/brand/colours.css").text
    assert manager.get("/brand/logo").headers["Content-Type"] == "image/svg+xml"


def test_no_page_brings_script_or_style_within_it(manager: Served) -> None:
    for path in PAGES:
        assert re.findall(r"<script|<style|\sstyle=|\son[a-z]+=\"", manager.get(path).text) == []


def test_a_questionnaire_published_meanwhile_is_there_without_a_restart(folder: Path, house: Browsed) -> None:
    edited = [{**QUESTIONS[0], "text": both("¿Qué tal la web?", "How is the site?")}]
    library = asking_library(every_kind(questions=edited, version=2))
    publish(library, folder / "published", write_plans(library, folder / "plans"))
    assert house.app.get("/survey/olmo-tienda").status == 200

    deadline = time.monotonic() + 10
    while "<h1>Su opinión · v2</h1>" not in (page := house.manager.get("/feedback/v_opinion_2")).text:
        assert time.monotonic() < deadline, page.text

    assert "¿Qué tal la web? (valor)" in page.text


def test_a_draft_of_a_version_is_explained_by_its_own_words(folder: Path, house: Browsed) -> None:
    draft = every_kind(questions=[{**QUESTIONS[0], "text": both("¿Y la web?", "And the site?")}])
    library = a_draft(asking_library(draft))
    publish(library, folder / "published", write_plans(library, folder / "plans"))
    assert house.app.get("/survey/olmo-tienda").status == 200

    explained = "<dd>¿Y la web? (1 = Muy mal, 4 = Bien, 5 = Muy bien)</dd>"
    deadline, view = time.monotonic() + 10, f"/feedback/v_opinion_1__{draft.fingerprint()[:6]}"
    while explained not in (page := house.manager.get(view)).text:
        assert time.monotonic() < deadline, page.text

    shown = f"<h1>Su opinión · v1 · borrador {draft.fingerprint()[:6]}</h1>", "¿Cómo valora la web?"
    assert [text in page.text for text in shown] == [True, False]


def test_without_a_way_to_sign_in_the_answers_are_refused(tmp_path: Path) -> None:
    with browsed(tmp_path) as house:
        answer = house.data.get("/feedback")
        manager = house.manager.get("/feedback")

    assert answer.status == 403
    assert "Las respuestas son solo para responsables que se hayan identificado." in answer.text
    assert (manager.status, "Datos de ejemplo" in manager.text) == (200, False)
