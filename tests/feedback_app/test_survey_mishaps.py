"""What goes wrong: told in words, with what was typed kept and a way on."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from tests.feedback_app.asked import (
    FILLED,
    asking_library,
    hidden_fields,
    sent,
)
from tests.feedback_app.damages import another_thing
from tests.feedback_app.surveyed import PAGE, an_app, assert_filled_in, count, database


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    return an_app(tmp_path).test_client()


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
    assert (
        '<a href="#comment">¿Qué mejoraría?</a> El texto es demasiado largo. Caracteres que sobran: 1.'
        in answer.text
    )
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
    answer = client.post(f"{PAGE}?lang=en", data={"comment": "x" * 100_000})

    assert answer.status_code == 413
    assert '<html lang="en">' in answer.text
    assert "<title>What was sent is too large · Tienda de Olmo</title>" in answer.text
    assert '<a class="onward" href="?lang=en">Open a new form</a>' in answer.text
    assert "If it fails again, call us: +34\u00a0910\u00a0000\u00a0000." in answer.text


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


def test_words_that_could_not_be_read_are_given_back_and_not_stored(
    tmp_path: Path, client: FlaskClient
) -> None:
    form = sent(client.get(PAGE).text) | {"comment": "El café, bien"}
    in_another_encoding = urlencode(form, doseq=True, encoding="latin-1")

    answer = client.post(PAGE, data=in_another_encoding, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 422
    assert "Parte de lo que escribió ha llegado ilegible" in answer.text
    assert ">\nEl caf�, bien</textarea>" in answer.text
    assert count(tmp_path) == 0
    assert client.post(PAGE, data=sent(answer.text)).status_code == 200


def test_when_nothing_can_be_stored_what_was_typed_stays_on_the_page(
    tmp_path: Path, client: FlaskClient
) -> None:
    another_thing(database(tmp_path))
    form = sent(client.get(PAGE).text)

    answer = client.post(PAGE, data=form)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "Si vuelve a fallar, llámenos: +34\u00a0910\u00a0000\u00a0000." in answer.text
    assert_filled_in(answer)
    assert hidden_fields(answer.text)["_key"] == form["_key"]


def test_the_form_that_came_back_can_be_sent_once_the_file_works_again(
    tmp_path: Path, client: FlaskClient
) -> None:
    another_thing(database(tmp_path))
    answer = client.post(PAGE, data=sent(client.get(PAGE).text))
    database(tmp_path).unlink()

    assert client.post(PAGE, data=sent(answer.text)).status_code == 200
    assert count(tmp_path) == 1
