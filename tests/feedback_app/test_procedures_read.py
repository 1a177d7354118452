"""An employee's page of procedures that changed: which are asked about, what is told, what a button keeps."""

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
from tests.builders import a_library, a_procedure, a_procedure_change, an_internal_procedure, both
from tests.feedback_app.published_house import a_published_house, republish
from tests.feedback_app.served import Answer, Served, served

PAGE = "/procedures-read"
EMPLOYEE = "employee:bruno-leal"
BUTTON = re.compile(
    r'action="/procedures-read/([\w-]+)">\s*<input type="hidden" name="fingerprint" value="(\w+)"'
)
FIRST = a_procedure_change(version="1", on="2026-09-01")
SECOND = a_procedure_change(version="2", on="2026-10-01", what=both("Se firma en papel.", "Signed on paper."))


def changed(**changes: Any) -> Library:
    """A library in which one of two procedures has changed."""
    procedure = a_procedure(**{"changes": [FIRST], **changes})
    return a_library(procedures=(procedure, an_internal_procedure()))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return a_published_house(tmp_path, changed())


@pytest.fixture
def employee(settings: Settings) -> Iterator[Served]:
    with served(create_app(settings)) as server:
        yield server.being(EMPLOYEE)


def buttons(text: str) -> dict[str, str]:
    """The procedures with a button, each with the fingerprint it carries."""
    return dict(BUTTON.findall(text))


def press(employee: Served, procedure: str = "scope-extension") -> Answer:
    fingerprint = buttons(employee.get(PAGE).text)[procedure]
    return employee.ask("POST", f"{PAGE}/{procedure}", f"confirm=procedure&fingerprint={fingerprint}")


def kept(settings: Settings) -> tuple[Acknowledgement, ...]:
    return Acknowledgements(settings.acknowledgements).about(Confirmed.PROCEDURE, "scope-extension")


def test_a_procedure_that_changed_is_asked_about_with_what_changed(employee: Served) -> None:
    page = employee.get(PAGE)

    assert (page.status, list(buttons(page.text))) == (200, ["scope-extension"])
    assert "Versión 1, desde el 1 de septiembre de 2026" in page.text
    assert "El acta se firma en el momento." in page.text
    assert 'href="/intranet/procedimientos/scope-extension/"' in page.text


def test_the_latest_change_is_asked_about_first(settings: Settings, employee: Served) -> None:
    later = a_procedure(id="delivery", changes=[a_procedure_change(on="2026-10-01")])
    republish(
        settings.data, a_library(procedures=(a_procedure(changes=[FIRST]), later, an_internal_procedure()))
    )

    assert list(buttons(employee.get(PAGE).text)) == ["delivery", "scope-extension"]


def test_a_button_keeps_who_has_read_which_text(settings: Settings, employee: Served) -> None:
    answer = press(employee)
    after = employee.get(PAGE).text

    (found,) = kept(settings)
    assert (answer.status, answer.headers["Location"]) == (303, f"{PAGE}#scope-extension")
    assert (found.person, found.mail) == (EMPLOYEE, "bruno.leal@oficio.example")
    assert (found.what.version, buttons(after)) == ("1", {})
    assert "Confirmados por usted" in after


def test_looking_keeps_nothing(settings: Settings, employee: Served) -> None:
    employee.get(PAGE)

    assert kept(settings) == ()


def test_the_next_version_is_asked_about_and_only_it_is_told(settings: Settings, employee: Served) -> None:
    press(employee)
    republish(settings.data, changed(version="2", changes=[FIRST, SECOND]))

    page = employee.get(PAGE).text

    assert list(buttons(page)) == ["scope-extension"]
    assert "Se firma en papel." in page
    assert "El acta se firma en el momento." not in page


def test_another_text_under_the_same_version_is_asked_about_and_says_so(
    settings: Settings, employee: Served
) -> None:
    press(employee)
    republish(settings.data, changed(outcome=both("Nada.", "Nothing.")))

    assert "Su texto ha cambiado desde que lo confirmó, con la misma versión." in employee.get(PAGE).text


def test_a_procedure_that_changed_while_it_was_read_is_not_confirmed(
    settings: Settings, employee: Served
) -> None:
    fingerprint = buttons(employee.get(PAGE).text)["scope-extension"]
    republish(settings.data, changed(version="2", changes=[FIRST, SECOND]))

    form = f"confirm=procedure&fingerprint={fingerprint}"
    answer = employee.ask("POST", f"{PAGE}/scope-extension", form)

    assert (answer.status, kept(settings)) == (409, ())
    assert "Ha cambiado mientras lo leía." in answer.text


def test_a_procedure_nobody_has_is_not_confirmed(employee: Served) -> None:
    assert employee.ask("POST", f"{PAGE}/nothing", "confirm=procedure&fingerprint=x").status == 404


@pytest.mark.parametrize("who", ["contact:olmo:jefa", None])
def test_only_employees_are_asked(settings: Settings, who: str | None) -> None:
    with served(create_app(settings)) as server:
        asking = server.being(who) if who else server
        statuses = {
            asking.get(PAGE).status,
            asking.ask("POST", f"{PAGE}/scope-extension", "confirm=procedure&fingerprint=x").status,
        }

    assert statuses == ({404} if who else {302})
    assert kept(settings) == ()
