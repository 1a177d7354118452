"""A contact's page of confirmations: what it shows, what its buttons keep, what nobody else can do there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feedback_app import create_app
from feedback_app.acknowledgements import Acknowledgement, Acknowledgements, Confirmed
from feedback_app.settings import Settings
from luz.model.library import Library
from luz.published import PublishedState
from tests.builders import a_client_folder, a_library, a_plan, an_english_client_folder
from tests.feedback_app.published_house import a_published_house, republish
from tests.feedback_app.served import Served, served

PAGE = "/agreement/olmo"
CONTACT = "contact:olmo:jefa"
BUTTON = re.compile(
    r'name="fingerprint" value="([0-9a-f]{64})">\s*<button name="confirm" value="(plan|organisation)"'
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return a_published_house(tmp_path)


@pytest.fixture
def server(settings: Settings) -> Iterator[Served]:
    with served(create_app(settings)) as server:
        yield server


@pytest.fixture
def contact(server: Served) -> Served:
    return server.being(CONTACT)


def buttons(text: str) -> dict[str, str]:
    """What the buttons of the page confirm, each with the fingerprint it carries."""
    return {confirm: fingerprint for fingerprint, confirm in BUTTON.findall(text)}


def kept(
    settings: Settings, kind: Confirmed = Confirmed.PLAN, client: str = "olmo"
) -> tuple[Acknowledgement, ...]:
    return Acknowledgements(settings.acknowledgements).about(kind, client)


def press(contact: Served, confirm: str, page: str = PAGE) -> int:
    fingerprint = buttons(contact.get(page).text)[confirm]
    return contact.ask("POST", page, f"confirm={confirm}&fingerprint={fingerprint}").status


def with_plan(**changes: Any) -> Library:
    return a_library(clients=(a_client_folder(plan=a_plan(**changes)), an_english_client_folder()))


def with_phone(phone: str) -> Library:
    plan = a_plan().model_dump(mode="json", exclude_none=True)
    plan["organisation"]["client"]["contacts"][0]["phone"] = phone
    return a_library(clients=(a_client_folder(plan=plan),))


def test_the_page_shows_what_is_about_to_be_confirmed(settings: Settings, contact: Served) -> None:
    answer = contact.get(PAGE)
    plan = PublishedState(settings.published).current().plan("olmo")

    assert plan is not None
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "private, no-store")
    assert buttons(answer.text) == {
        "plan": plan.fingerprint,
        "organisation": plan.organisation.fingerprint,
    }
    shown = (
        "Plan de servicio", "<dd>2</dd>", "1 de enero de 2026", "/clients/olmo/plan/", plan.fingerprint[:4],
        "Julia Vega", "Gerente", "julia@cliente.example", "Abrir la sala de servidores.",
        "mailto:ana.rivas%40oficio.example?subject=Bodegas%20Olmo%3A%20nuestra%20organizaci%C3%B3n",
    )  # fmt: skip
    assert [text for text in shown if text not in answer.text] == []


def test_looking_keeps_nothing(settings: Settings, contact: Served) -> None:
    for _ in range(3):
        contact.get(PAGE)

    assert [kept(settings, kind) for kind in (Confirmed.PLAN, Confirmed.ORGANISATION)] == [(), ()]


def test_a_button_keeps_who_what_and_which_text(settings: Settings, contact: Served) -> None:
    fingerprint = buttons(contact.get(PAGE).text)["plan"]

    answer = contact.ask("POST", PAGE, f"confirm=plan&fingerprint={fingerprint}")

    (found,) = kept(settings)
    assert (answer.status, answer.headers["Location"]) == (303, f"{PAGE}#plan")
    assert (found.person, found.name, found.mail) == (CONTACT, "Julia Vega", "julia@cliente.example")
    assert (found.what.version, found.what.fingerprint) == ("2", fingerprint)
    assert kept(settings, Confirmed.ORGANISATION) == ()


def test_what_is_confirmed_has_no_button_any_more(contact: Served) -> None:
    assert press(contact, "plan") == 303
    after = contact.get(PAGE).text

    assert set(buttons(after)) == {"organisation"}
    assert "Ha confirmado que lo ha leído y está de acuerdo:" in after


def test_pressed_twice_it_is_one_record(settings: Settings, contact: Served) -> None:
    form = f"confirm=plan&fingerprint={buttons(contact.get(PAGE).text)['plan']}"

    statuses = [contact.ask("POST", PAGE, form).status for _ in range(2)]

    assert (statuses, len(kept(settings))) == ([303, 303], 1)


def test_a_plan_that_changed_while_it_was_read_is_not_confirmed_but_shown_again(
    settings: Settings, contact: Served
) -> None:
    form = f"confirm=plan&fingerprint={buttons(contact.get(PAGE).text)['plan']}"
    republish(settings.data, with_plan(version=3))

    answer = contact.ask("POST", PAGE, form)

    assert (answer.status, kept(settings)) == (409, ())
    assert "Ha cambiado mientras lo leía." in answer.text
    assert "<dd>3</dd>" in answer.text
    assert press(contact, "plan") == 303


def test_a_new_version_is_asked_about_again_and_tells_what_was_agreed_before(
    settings: Settings, contact: Served
) -> None:
    press(contact, "plan")
    republish(settings.data, with_plan(version=3))

    page = contact.get(PAGE).text

    assert set(buttons(page)) == {"plan", "organisation"}
    assert "Estuvo de acuerdo con un texto anterior, que ha cambiado desde entonces:" in page
    assert "Confirmado antes" in page


def test_an_organisation_that_changed_is_asked_about_and_the_plan_is_not(
    settings: Settings, contact: Served
) -> None:
    press(contact, "plan")
    press(contact, "organisation")
    republish(settings.data, with_phone("+34 910 000 055"))

    assert set(buttons(contact.get(PAGE).text)) == {"organisation"}


def test_an_internal_note_asks_nobody_again(settings: Settings, contact: Served) -> None:
    press(contact, "plan")
    note = {"on": "2026-03-01", "by": "ana-rivas", "text": "Pagan tarde."}
    republish(settings.data, with_plan(internal_notes=[note]))

    page = contact.get(PAGE).text

    assert set(buttons(page)) == {"organisation"}
    assert "Pagan tarde" not in page


def test_a_contact_is_spoken_to_in_the_language_of_the_portal(server: Served) -> None:
    answer = server.being("contact:north-pier:jefa").get("/agreement/north-pier", Accept_Language="es")

    assert answer.headers["Content-Language"] == "en"
    assert "I have read the plan and agree" in answer.text


@pytest.mark.parametrize(
    ("who", "page"),
    [
        (CONTACT, "/agreement/north-pier"),
        (CONTACT, "/agreement/nobody"),
        ("employee:elena-robles", PAGE),
        ("employee:bruno-leal", PAGE),
    ],
)
def test_nobody_confirms_for_somebody_else(settings: Settings, server: Served, who: str, page: str) -> None:
    plan = PublishedState(settings.published).current().plan("north-pier" if "pier" in page else "olmo")
    assert plan is not None
    asking, form = server.being(who), f"confirm=plan&fingerprint={plan.fingerprint}"

    statuses = [asking.get(page).status, asking.ask("POST", page, form).status]

    assert statuses == [404, 404]
    assert [kept(settings, client=one) for one in ("olmo", "north-pier")] == [(), ()]


def test_somebody_unknown_is_sent_to_sign_in_and_keeps_nothing(settings: Settings, server: Served) -> None:
    form = f"confirm=plan&fingerprint={'0' * 64}"

    statuses = [server.get(PAGE).status, server.ask("POST", PAGE, form).status]

    assert (statuses, kept(settings)) == ([302, 302], ())


@pytest.mark.parametrize("form", ["", "confirm=procedure&fingerprint=x", "confirm=", "fingerprint=x"])
def test_a_form_that_says_nothing_to_confirm_is_not_understood(contact: Served, form: str) -> None:
    assert contact.ask("POST", PAGE, form).status == 400


@pytest.mark.parametrize("fingerprint", ["", "x", "0" * 64, "%00", "%F0%9F%98%80"])
def test_another_fingerprint_confirms_nothing(settings: Settings, contact: Served, fingerprint: str) -> None:
    answer = contact.ask("POST", PAGE, f"confirm=plan&fingerprint={fingerprint}")

    assert (answer.status, kept(settings)) == (409, ())


def test_a_client_without_a_plan_any_more_has_nothing_to_confirm(settings: Settings, contact: Served) -> None:
    republish(settings.data, with_plan(draft="sí"))

    assert contact.get(PAGE).status == 302


def test_the_page_says_what_is_kept(contact: Served) -> None:
    text = contact.get(PAGE).text

    assert "De lo que lee, cuándo y cuántas veces, no se guarda nada." in text
