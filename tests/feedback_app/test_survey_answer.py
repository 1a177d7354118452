"""The answer: stored once, with its receipt, its day, its language and nothing of the visitor."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback_app import branding, current, survey
from feedback_app.intake import Intake
from feedback_app.settings import Settings
from tests.builders import both
from tests.feedback_app.asked import (
    DAY,
    QUESTIONS,
    asking_library,
    every_kind,
    rows,
    sent,
)
from tests.feedback_app.stepped_clock import MinuteHand
from tests.feedback_app.surveyed import PAGE, an_app, assert_filled_in, count, database, receipt, republish


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    return an_app(tmp_path).test_client()


def test_an_answer_is_stored_and_thanked_for(tmp_path: Path, client: FlaskClient) -> None:
    answer = client.post(PAGE, data=sent(client.get(PAGE).text))

    assert answer.status_code == 200
    assert "Gracias." in answer.text
    assert rows(database(tmp_path), "select * from v_opinion_1") == [
        (
            1, dt.datetime.now(ZoneInfo("Europe/Madrid")).date().isoformat(), "Tienda de Olmo", "es", "web",
            4, "Bien", "En parte", "La búsqueda; Otra cosa", 10, "10 · Muy probable",
            "La atención fue buena", receipt(answer),
        )
    ]  # fmt: skip


def test_the_day_stored_is_that_of_the_clock(tmp_path: Path) -> None:
    republish(tmp_path, asking_library())
    app, settings = Flask("feedback_app"), Settings(tmp_path / "var")
    intake = Intake.of(settings, clock=MinuteHand())
    current.provide(app, settings)
    app.register_blueprint(branding.blueprint)
    app.register_blueprint(survey.blueprint(intake, clock=lambda published: DAY))
    client = app.test_client()

    client.post(PAGE, data=sent(client.get(PAGE).text))
    intake.writer.close()

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
