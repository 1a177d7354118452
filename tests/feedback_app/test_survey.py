"""The questionnaire as a visitor meets it: a page to read, a form to send, and an answer to every mishap."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedback_app import branding, create_app, current, survey
from feedback_app.settings import Settings
from feedback_app.writer import Writer
from luz.model.library import Library
from luz.published import publish
from tests.builders import both, write_plans
from tests.feedback_app.asked import (
    DAY,
    FILLED,
    QUESTIONS,
    asking_library,
    every_kind,
    hidden_fields,
    rows,
    sent,
)

PAGE = "/survey/olmo-tienda"


def an_app(folder: Path, library: Library | None = None, *, demo: bool = False) -> Flask:
    republish(folder, library or asking_library())
    return create_app(Settings(folder / "var", demo=demo), collector_only=True)


def republish(folder: Path, library: Library) -> None:
    publish(library, folder / "var" / "published", write_plans(library, folder / "plans"))


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    return an_app(tmp_path).test_client()


def database(folder: Path) -> Path:
    return folder / "var" / "feedback.db"


def count(folder: Path) -> int:
    return int(rows(database(folder), "select count(*) from response")[0][0])


def receipt(answer: TestResponse) -> str:
    found = re.search(r"([0-9A-Z]{4}-){2}[0-9A-Z]{4}", answer.text)
    assert found, answer.text
    return found[0]


# --- The page that asks ---


def test_the_page_asks_every_question_in_a_fieldset_named_by_it(client: FlaskClient) -> None:
    page = client.get(PAGE).text

    legends = re.findall(r"<legend>(.*?)(?: <span.*)?</legend>", page)
    assert legends == [
        "¿Cómo valora la web?",
        "¿Encontró lo que buscaba?",
        "¿Qué falló?",
        "¿Nos recomendaría?",
    ]
    assert page.count("<fieldset") == 4
    assert '<label class="legend" for="comment">¿Qué mejoraría?' in page


def test_nothing_is_chosen_beforehand(client: FlaskClient) -> None:
    page = client.get(PAGE).text

    assert len(re.findall(r'type="radio"', page)) == 3 + (3 + 1) + (11 + 1)
    assert len(re.findall(r'type="checkbox"', page)) == 3
    assert re.findall(r"<input[^>]*checked", page) == []


def test_only_a_question_that_may_be_skipped_offers_not_to_answer(client: FlaskClient) -> None:
    declined = re.findall(
        r'<input type="radio" id="([a-z-]+)-\d+" name="[a-z-]+" value="">', client.get(PAGE).text
    )

    assert declined == ["found-it", "recommend"]


def test_a_conditional_question_says_in_words_when_it_applies(client: FlaskClient) -> None:
    assert re.findall(r'id="reasons-only-if">(.*?)<', client.get(PAGE).text) == [
        "Solo si a la pregunta «¿Encontró lo que buscaba?» ha respondido «No» o «En parte»"
    ]


def test_every_text_beside_a_question_belongs_to_it(client: FlaskClient) -> None:
    page = client.get(PAGE).text

    described = " ".join(re.findall(r'aria-describedby="([^"]*)"', page)).split()
    assert described == ["reasons-only-if", "reasons-hint", "comment-limit"]
    assert all(f'id="{name}"' in page for name in described)


def test_the_page_names_product_and_maker(client: FlaskClient) -> None:
    page = client.get(PAGE).text

    assert '<a href="https://tienda.olmo.example">Tienda de Olmo</a>' in page
    assert '<a href="https://oficio.example">Oficio</a>' in page
    assert '<a href="tel:+34910000000">+34 910 000 000</a>' in page


def test_the_page_brings_no_style_and_no_script_within_it(client: FlaskClient) -> None:
    answer = client.get(PAGE)

    assert re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", answer.text) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//(?!tienda\.olmo|oficio)[^"]*"', answer.text) == []
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "address", ["/static/survey/survey.css", "/static/survey/survey.js", "/brand/colours.css"]
)
def test_what_the_page_links_is_there(client: FlaskClient, address: str) -> None:
    assert f'"{address}"' in client.get(PAGE).text
    with client.get(address) as answer:
        assert answer.status_code == 200


@pytest.mark.parametrize(
    ("address", "preferred", "language"),
    [
        (PAGE, "", "es"),
        (PAGE, "en-GB,es;q=0.5", "en"),
        (PAGE, "fr", "es"),
        (f"{PAGE}?lang=en", "es", "en"),
        (f"{PAGE}?lang=fr", "en", "en"),
        (PAGE, "en;q=0.1, es;q=0.2, de", "es"),
        (PAGE, "en;q=0, de", "es"),
        (f"{PAGE}?lang=<script>", "es", "es"),
    ],
)
def test_the_page_speaks_the_visitors_language(
    client: FlaskClient, address: str, preferred: str, language: str
) -> None:
    answer = client.get(address, headers={"Accept-Language": preferred} if preferred else {})

    assert f'<html lang="{language}">' in answer.text
    assert answer.headers["Content-Language"] == language
    assert ("How do you rate the site?" in answer.text) == (language == "en")


def test_a_questionnaire_in_one_language_offers_no_other(tmp_path: Path) -> None:
    client = an_app(tmp_path, asking_library(every_kind(languages=["es"]))).test_client()

    page = client.get(f"{PAGE}?lang=en").text
    assert '<html lang="es">' in page
    assert "<nav" not in page


def test_the_page_is_kept_nowhere_and_touches_no_cookie(client: FlaskClient) -> None:
    client.set_cookie("session", "whatever")
    for answer in (client.get(PAGE), client.post(PAGE, data=sent(client.get(PAGE).text))):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_every_page_has_a_key_of_its_own(client: FlaskClient) -> None:
    keys = {hidden_fields(client.get(PAGE).text)["_key"] for _ in range(20)}

    assert len(keys) == 20


def test_an_edited_question_is_asked_without_a_restart(tmp_path: Path, client: FlaskClient) -> None:
    assert "¿Cómo valora la web?" in client.get(PAGE).text

    edited = [{**QUESTIONS[0], "text": both("¿Qué tal?", "How so?")}]
    republish(tmp_path, asking_library(every_kind(questions=edited, version=2)))

    assert "¿Qué tal?" in client.get(PAGE).text
    assert rows(database(tmp_path), "select version from questionnaire order by 1") == [(1,), (2,)]


# --- The answer ---


def test_an_answer_is_stored_and_thanked_for(tmp_path: Path, client: FlaskClient) -> None:
    answer = client.post(PAGE, data=sent(client.get(PAGE).text))

    assert answer.status_code == 200
    assert "Gracias." in answer.text
    assert rows(database(tmp_path), "select * from v_opinion_1") == [
        (
            1, dt.datetime.now(ZoneInfo("Europe/Madrid")).date().isoformat(), "Tienda de Olmo", "es", "web",
            receipt(answer), 4, "Bien", "En parte", "La búsqueda; Otra cosa", 10, "10 · Muy probable",
            "La atención fue buena",
        )
    ]  # fmt: skip


def test_the_day_stored_is_that_of_the_clock(tmp_path: Path) -> None:
    republish(tmp_path, asking_library())
    app, writer = Flask("feedback_app"), Writer(database(tmp_path))
    current.provide(app, Settings(tmp_path / "var"))
    app.register_blueprint(branding.blueprint)
    app.register_blueprint(survey.blueprint(writer, clock=lambda published: DAY))
    client = app.test_client()

    client.post(PAGE, data=sent(client.get(PAGE).text))
    writer.close()

    assert rows(database(tmp_path), "select day from response") == [("2026-11-21",)]


def test_the_language_of_the_page_is_stored_with_the_answer(tmp_path: Path, client: FlaskClient) -> None:
    client.post(f"{PAGE}?lang=en", data=sent(client.get(f"{PAGE}?lang=en").text))

    assert rows(database(tmp_path), "select language from response") == [("en",)]


@pytest.mark.parametrize(
    ("named", "stored"), [("mail", "mail"), ("qr", "qr"), ("x' or 1", "web"), ("", "web")]
)
def test_the_way_by_which_the_visitor_came_is_stored(
    tmp_path: Path, client: FlaskClient, named: str, stored: str
) -> None:
    page = client.get(PAGE, query_string={"channel": named}).text
    client.post(PAGE, data=sent(page))

    assert rows(database(tmp_path), "select channel from response") == [(stored,)]


def test_in_the_demonstration_every_answer_is_a_sample(tmp_path: Path) -> None:
    client = an_app(tmp_path, demo=True).test_client()
    client.post(PAGE, data=sent(client.get(PAGE).text))

    assert rows(database(tmp_path), "select sample from response") == [(1,)]


def test_nothing_of_the_visitor_is_in_the_file(tmp_path: Path, client: FlaskClient) -> None:
    client.post(
        PAGE,
        data=sent(client.get(PAGE).text),
        headers={"User-Agent": "Visitante/7", "Referer": "https://visto.example/antes"},
        environ_base={"REMOTE_ADDR": "203.0.113.77"},
    )

    kept = b"".join(file.read_bytes() for file in database(tmp_path).parent.glob("feedback.db*"))
    assert b"atenci" in kept
    assert [word for word in (b"203.0.113.77", b"Visitante", b"visto.example") if word in kept] == []


def test_a_form_sent_twice_counts_once_and_shows_the_same_receipt(
    tmp_path: Path, client: FlaskClient
) -> None:
    form = sent(client.get(PAGE).text)

    first, second = client.post(PAGE, data=form), client.post(PAGE, data=form)

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.text == second.text
    assert count(tmp_path) == 1


def test_a_form_sent_again_in_another_language_counts_once(tmp_path: Path, client: FlaskClient) -> None:
    form = sent(client.get(PAGE).text)

    first, second = client.post(PAGE, data=form), client.post(f"{PAGE}?lang=en", data=form)

    assert receipt(first) == receipt(second)
    assert count(tmp_path) == 1


def test_other_content_under_the_same_key_is_told_so_with_a_way_on(
    tmp_path: Path, client: FlaskClient
) -> None:
    form = sent(client.get(PAGE).text)
    client.post(PAGE, data=form)

    answer = client.post(PAGE, data={**form, "satisfaction": "1"})

    assert answer.status_code == 409
    assert "<h1>Ya recibimos su respuesta</h1>" in answer.text
    assert '<a class="onward" href="?lang=es">Abrir un formulario nuevo</a>' in answer.text
    assert rows(database(tmp_path), "select satisfaction from v_opinion_1") == [(4,)]


def test_a_form_stored_before_the_questionnaire_changed_still_shows_its_receipt(
    tmp_path: Path, client: FlaskClient
) -> None:
    form = sent(client.get(PAGE).text)
    first = client.post(PAGE, data=form)
    republish(tmp_path, asking_library(every_kind(questions=QUESTIONS[3:], version=2)))

    again = client.post(PAGE, data=form)

    assert (again.status_code, receipt(again)) == (200, receipt(first))
    assert count(tmp_path) == 1


def test_a_questionnaire_that_changed_meanwhile_comes_back_filled_in(
    tmp_path: Path, client: FlaskClient
) -> None:
    form = sent(client.get(PAGE).text)
    edited = [{**QUESTIONS[0], "text": both("¿Qué tal?", "How so?")}, *QUESTIONS[1:]]
    republish(tmp_path, asking_library(every_kind(questions=edited, version=2)))

    answer = client.post(PAGE, data=form)
    assert answer.status_code == 422
    assert "El cuestionario ha cambiado mientras lo rellenaba" in answer.text
    assert_filled_in(answer)

    assert client.post(PAGE, data=sent(answer.text)).status_code == 200
    assert rows(database(tmp_path), "select satisfaction from v_opinion_2") == [(4,)]


# --- Mishaps ---


def assert_filled_in(answer: TestResponse) -> None:
    chosen = re.findall(r'name="([a-z-]+)" value="([^"]+)" checked', answer.text)
    assert chosen == [
        ("satisfaction", "4"), ("found-it", "2"), ("reasons", "reason:search"), ("reasons", "9"),
        ("recommend", "10"),
    ]  # fmt: skip
    assert ">\nLa atención fue buena</textarea>" in answer.text


def test_what_is_wrong_is_told_at_the_top_and_at_the_question(tmp_path: Path, client: FlaskClient) -> None:
    page = client.get(PAGE).text

    answer = client.post(PAGE, data={**hidden_fields(page), "comment": "x" * 41})

    assert answer.status_code == 422
    assert "<title>Falta enviarlo: Su opinión · Tienda de Olmo</title>" in answer.text
    assert '<section class="summary" role="alert" tabindex="-1" autofocus' in answer.text
    assert "Falta revisar 2 respuestas" in answer.text
    assert (
        '<a href="#satisfaction-1">¿Cómo valora la web?</a> Responda a esta pregunta, por favor.'
        in answer.text
    )
    assert '<a href="#comment">¿Qué mejoraría?</a> Al texto le sobran 1 caracteres.' in answer.text
    assert '<fieldset class="scale" aria-describedby="satisfaction-problem">' in answer.text
    assert hidden_fields(answer.text) == hidden_fields(page)
    assert count(tmp_path) == 0


def test_a_form_with_a_wrong_value_comes_back_filled_in(client: FlaskClient) -> None:
    form = sent(client.get(PAGE).text) | {"reasons": ["reason:search", "9", "reason:unheard-of"]}

    answer = client.post(PAGE, data=form)

    assert answer.status_code == 422
    assert_filled_in(answer)


def test_what_was_typed_comes_back_as_text_and_not_as_html(client: FlaskClient) -> None:
    payload = "</textarea><script>alert(1)</script>"
    answer = client.post(PAGE, data={**hidden_fields(client.get(PAGE).text), "comment": payload})

    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;</textarea>" in answer.text
    assert payload not in answer.text


@pytest.mark.parametrize("key", ["", "x", "a" * 31, "A" * 32, "é" * 32, None])
def test_a_form_without_a_proper_key_comes_back_with_one(client: FlaskClient, key: str | None) -> None:
    form = sent(client.get(PAGE).text)
    form = {name: value for name, value in form.items() if name != "_key"} | ({"_key": key} if key else {})

    answer = client.post(PAGE, data=form)

    assert answer.status_code == 422
    assert_filled_in(answer)
    assert client.post(PAGE, data=sent(answer.text)).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_product_is_not_found(client: FlaskClient, method: str) -> None:
    answer = getattr(client, method)("/survey/no-such-product", headers={"Accept-Language": "en"})

    assert answer.status_code == 404
    assert '<html lang="en">' in answer.text


@pytest.mark.parametrize(
    "period", [{"active_from": "2999-01-01"}, {"active_from": "2020-01-01", "active_until": "2021-01-01"}]
)
def test_a_product_that_is_not_asked_about_says_so(tmp_path: Path, period: dict[str, Any]) -> None:
    client = an_app(tmp_path, asking_library(**period)).test_client()

    for answer in (client.get(PAGE), client.post(PAGE, data=FILLED)):
        assert answer.status_code == 410
        assert "<h1>Este cuestionario no está abierto</h1>" in answer.text
        assert "Ahora mismo no preguntamos por Tienda de Olmo." in answer.text


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_another_method_is_refused_with_those_that_work(client: FlaskClient, method: str) -> None:
    answer = getattr(client, method)(PAGE)

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    assert '<html lang="es">' in answer.text


def test_a_body_that_is_too_large_is_refused_with_a_page(tmp_path: Path, client: FlaskClient) -> None:
    answer = client.post(PAGE, data={"comment": "x" * 100_000})

    assert answer.status_code == 413
    assert '<html lang="es">' in answer.text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"satisfaction=4&comment=%00%ff%fe", "application/x-www-form-urlencoded"),
        (b"&&&=&=&%zz=%", "application/x-www-form-urlencoded"),
        (b'{"satisfaction": 4}', "application/json"),
        (b"--x\r\nnothing", "multipart/form-data; boundary=x"),
        (b"satisfaction=4", "multipart/form-data"),
        (b"\xff\xfe\x00", "text/plain; charset=utf-16"),
    ],
)
def test_a_body_that_makes_no_sense_is_given_back(
    tmp_path: Path, client: FlaskClient, body: bytes, kind: str
) -> None:
    answer = client.post(PAGE, data=body, content_type=kind)

    assert answer.status_code == 422
    assert 'lang="es"' in answer.text


def test_when_nothing_can_be_stored_what_was_typed_stays_on_the_page(
    tmp_path: Path, client: FlaskClient
) -> None:
    database(tmp_path).write_bytes(b"this is no database " * 300)
    form = sent(client.get(PAGE).text)

    answer = client.post(PAGE, data=form)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "Si vuelve a fallar, llámenos: +34 910 000 000." in answer.text
    assert_filled_in(answer)
    assert hidden_fields(answer.text)["_key"] == form["_key"]


def test_the_form_that_came_back_can_be_sent_once_the_file_works_again(
    tmp_path: Path, client: FlaskClient
) -> None:
    database(tmp_path).write_bytes(b"this is no database " * 300)
    answer = client.post(PAGE, data=sent(client.get(PAGE).text))
    database(tmp_path).unlink()

    assert client.post(PAGE, data=sent(answer.text)).status_code == 200
    assert count(tmp_path) == 1
