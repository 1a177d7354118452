"""The page that asks: complete without a script, in the visitor's language, with nothing chosen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders import both
from tests.feedback_app.asked import (
    QUESTIONS,
    asking_library,
    every_kind,
    hidden_fields,
    rows,
    sent,
)
from tests.feedback_app.surveyed import PAGE, an_app, database, republish


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    return an_app(tmp_path).test_client()


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
    assert '<a href="tel:+34910000000">+34\u00a0910\u00a0000\u00a0000</a>' in page


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
    assert f'"{address}?v=' in client.get(PAGE).text
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
