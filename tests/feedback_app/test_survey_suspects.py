"""Whoever is suspected sees what everybody sees; who cannot be trusted gets the form back with every word."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedback_app import create_app
from feedback_app.allowance import SUSPECTS_A_DAY
from feedback_app.database import connect
from feedback_app.form_key import FIELD
from feedback_app.settings import Settings
from feedback_app.suspects.judge import SHORTEST_SECONDS, TRAP
from feedback_app.suspects.quarantine import Quarantine, Reason
from tests.feedback_app.asked import asking_library, hidden_fields, sent
from tests.feedback_app.damages import another_thing
from tests.feedback_app.stepped_clock import DAY, SteppedClock
from tests.feedback_app.surveyed import PAGE, assert_filled_in, count, database, receipt, republish

TRAPPED: dict[str, Any] = {TRAP: "https://compre.example"}


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def client(tmp_path: Path, clock: SteppedClock) -> FlaskClient:
    republish(tmp_path, asking_library())
    return create_app(Settings(tmp_path / "var"), collector_only=True, clock=clock).test_client()


def filled_in(
    client: FlaskClient, clock: SteppedClock, seconds: float = 60, **changes: Any
) -> dict[str, Any]:
    form = sent(client.get(PAGE).text)
    clock.step(seconds)
    return {**form, **changes}


def held(folder: Path) -> list[tuple[str, tuple[Reason, ...]]]:
    return [(one.receipt, one.reasons) for one in Quarantine(folder / "var" / "guardian.db").held()]


def without_receipt(answer: TestResponse) -> str:
    return answer.text.replace(receipt(answer), "")


@pytest.mark.parametrize(
    ("seconds", "changes", "reasons"),
    [
        (60, TRAPPED, (Reason.TRAP,)),
        (SHORTEST_SECONDS - 1, {}, (Reason.HASTE,)),
        (0, TRAPPED, (Reason.HASTE, Reason.TRAP)),
    ],
)
def test_a_suspect_is_thanked_as_everybody_is_and_not_counted(
    tmp_path: Path,
    client: FlaskClient,
    clock: SteppedClock,
    seconds: float,
    changes: dict[str, Any],
    reasons: tuple[Reason, ...],
) -> None:
    honest = client.post(PAGE, data=filled_in(client, clock, SHORTEST_SECONDS))

    suspect = client.post(PAGE, data=filled_in(client, clock, seconds, **changes))

    assert suspect.status_code == 200
    assert without_receipt(suspect) == without_receipt(honest)
    assert dict(suspect.headers) == dict(honest.headers)
    assert held(tmp_path) == [(receipt(suspect), reasons)]
    assert count(tmp_path) == 1


def test_a_suspect_sent_twice_is_held_once_and_keeps_its_receipt(
    tmp_path: Path, client: FlaskClient, clock: SteppedClock
) -> None:
    form = filled_in(client, clock, 0)
    first = client.post(PAGE, data=form)
    clock.step(60)

    assert client.post(PAGE, data=form).text == first.text
    assert client.post(PAGE, data={**form, "satisfaction": "1"}).status_code == 409
    assert (len(held(tmp_path)), count(tmp_path)) == (1, 0)


@pytest.mark.parametrize("seconds", [0, 60], ids=["at once", "a minute later"])
def test_a_suspect_that_could_not_be_noted_is_given_back_with_every_word_and_comes_in_once(
    tmp_path: Path, client: FlaskClient, clock: SteppedClock, seconds: float
) -> None:
    form = filled_in(client, clock, 0)
    with closing(connect(database(tmp_path))) as other:
        other.execute(
            "create trigger full before insert on submission_key begin select raise(abort, 'full'); end"
        )
        given_back = client.post(PAGE, data=form)
        other.execute("drop trigger full")
    clock.step(seconds)

    thanked = [client.post(PAGE, data=sent(given_back.text)) for _ in range(2)]

    assert given_back.status_code == 503
    assert_filled_in(given_back)
    assert hidden_fields(given_back.text)[FIELD] == form[FIELD]
    assert [answer.status_code for answer in thanked] == [200, 200]
    assert receipt(thanked[0]) == receipt(thanked[1])
    assert count(tmp_path) == (1 if seconds else 0)
    assert (receipt(thanked[0]) in dict(held(tmp_path))) == (not seconds)


def test_a_suspect_keeps_its_receipt_when_the_file_it_is_held_in_is_damaged(
    tmp_path: Path, client: FlaskClient, clock: SteppedClock
) -> None:
    form = filled_in(client, clock, 0)
    first = client.post(PAGE, data=form)
    for path in (tmp_path / "var").glob("guardian.db*"):
        another_thing(path)
    clock.step(60)

    assert client.post(PAGE, data=form).text == first.text
    assert count(tmp_path) == 0


def test_the_field_that_nobody_fills_in_is_hidden_from_everybody(client: FlaskClient) -> None:
    page = client.get(PAGE).text

    block = re.search(
        rf'<div hidden aria-hidden="true">\s*<label for="{TRAP}">([^<]+)</label>\s*(.*?)\s*</div>', page
    )
    assert block
    assert block[1] == "Deje vacío este campo: no lo rellene, por favor."
    assert block[2] == (
        f'<input type="text" id="{TRAP}" name="{TRAP}" value="" tabindex="-1" autocomplete="off">'
    )


NOT_OURS = [{FIELD: "0" * 32}, {FIELD: f"{'0' * 32}.aaaaaa.{'a' * 43}"}, {FIELD: []}]


@pytest.mark.parametrize("without_key", NOT_OURS)
@pytest.mark.parametrize(("seconds", "counted"), [(0, 0), (SHORTEST_SECONDS - 1, 0), (SHORTEST_SECONDS, 1)])
def test_a_form_without_a_key_of_ours_comes_back_as_young_as_any(
    tmp_path: Path,
    client: FlaskClient,
    clock: SteppedClock,
    without_key: dict[str, Any],
    seconds: float,
    counted: int,
) -> None:
    given_back = client.post(PAGE, data={**filled_in(client, clock, **TRAPPED), **without_key})
    clock.step(seconds)

    assert given_back.status_code == 422
    assert "El formulario ha llegado incompleto" in given_back.text
    assert_filled_in(given_back)
    assert client.post(PAGE, data=sent(given_back.text)).status_code == 200
    assert [reasons for _, reasons in held(tmp_path)] == [(Reason.HASTE,)] * (1 - counted)
    assert count(tmp_path) == counted


def test_who_was_too_quick_gains_nothing_by_having_the_form_given_back(
    tmp_path: Path, client: FlaskClient, clock: SteppedClock
) -> None:
    form = filled_in(client, clock, SHORTEST_SECONDS - 1)
    given_back = client.post(PAGE, data=form, headers={"Sec-Fetch-Site": "cross-site"})

    assert given_back.status_code == 403
    assert client.post(PAGE, data=sent(given_back.text)).status_code == 200
    assert ([reasons for _, reasons in held(tmp_path)], count(tmp_path)) == ([(Reason.HASTE,)], 0)


def test_a_form_that_stood_open_for_a_week_comes_back_with_a_new_key(
    tmp_path: Path, client: FlaskClient, clock: SteppedClock
) -> None:
    form = filled_in(client, clock, 7 * DAY)

    given_back = client.post(PAGE, data=form)

    assert given_back.status_code == 422
    assert "Este formulario llevaba varios días abierto" in given_back.text
    assert_filled_in(given_back)
    assert hidden_fields(given_back.text)[FIELD][:32] != form[FIELD][:32]
    assert client.post(PAGE, data=sent(given_back.text)).status_code == 200
    assert count(tmp_path) == 1


@pytest.mark.parametrize("changes", [{}, TRAPPED])
def test_a_form_that_was_stored_and_is_sent_again_after_a_week_shows_its_receipt(
    tmp_path: Path, client: FlaskClient, clock: SteppedClock, changes: dict[str, Any]
) -> None:
    form = filled_in(client, clock, **changes)
    first = client.post(PAGE, data=form)
    clock.step(7 * DAY)

    assert receipt(client.post(PAGE, data=form)) == receipt(first)
    assert count(tmp_path) + len(held(tmp_path)) == 1


def test_whoever_sends_too_much_is_told_when_to_send_it_again_and_loses_nothing(
    tmp_path: Path, client: FlaskClient, clock: SteppedClock
) -> None:
    for _ in range(SUSPECTS_A_DAY.times):
        client.post(PAGE, data=filled_in(client, clock, 0))
    form = filled_in(client, clock, 0)

    refused = client.post(PAGE, data=form)

    assert refused.status_code == 429
    whole_day = SUSPECTS_A_DAY.seconds
    assert whole_day - 60 < int(refused.headers["Retry-After"]) <= whole_day + 1
    assert "Han llegado muchísimas respuestas desde su conexión" in refused.text
    assert "Envíelo otra vez dentro de 24 horas: contará una sola vez." in refused.text
    assert "Si no puede esperar, llámenos: +34\u00a0910\u00a0000\u00a0000." in refused.text
    assert_filled_in(refused)
    assert hidden_fields(refused.text)[FIELD] == form[FIELD]
    assert len(held(tmp_path)) == SUSPECTS_A_DAY.times


def test_a_mistake_in_a_form_costs_nothing(tmp_path: Path, client: FlaskClient, clock: SteppedClock) -> None:
    mistaken = filled_in(client, clock, 0, satisfaction="7")
    answers = {client.post(PAGE, data=mistaken).status_code for _ in range(2 * SUSPECTS_A_DAY.times)}

    assert answers == {422}
    assert client.post(PAGE, data={**mistaken, "satisfaction": "4"}).status_code == 200
