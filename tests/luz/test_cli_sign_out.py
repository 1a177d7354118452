"""`luz sign-out` while the app goes on running: whose sessions end, and whose do not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedback_app import create_app
from feedback_app.settings import Settings
from luz.cli import main
from tests.feedback_app.published_house import a_published_house
from tests.feedback_app.served import Served, served

BRUNO, ELENA = "employee:bruno-leal", "employee:elena-robles"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return a_published_house(tmp_path)


@pytest.fixture
def server(settings: Settings) -> Iterator[Served]:
    with served(create_app(settings)) as server:
        yield server


def sign_out(settings: Settings, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["sign-out", *arguments, "--data", str(settings.data)])


def inside(*people: Served) -> list[bool]:
    return [one.get("/intranet/").status == 200 for one in people]


def test_the_sessions_of_a_mail_address_end_in_every_browser(settings: Settings, server: Served) -> None:
    here, there, elena = server.being(BRUNO), server.being(BRUNO), server.being(ELENA)

    result = sign_out(settings, "Bruno.Leal@oficio.example")

    assert (result.exit_code, result.output) == (0, "Se han cerrado 2 sesiones.\n")
    assert inside(here, there, elena) == [False, False, True]


def test_everybodys_sessions_end(settings: Settings, server: Served) -> None:
    people = [server.being(who) for who in (BRUNO, ELENA)]

    result = sign_out(settings, "--everybody")

    assert result.output == "Se han cerrado 2 sesiones.\n"
    assert inside(*people) == [False, False]


def test_an_address_nobody_has_ends_nothing(settings: Settings, server: Served) -> None:
    bruno = server.being(BRUNO)

    result = sign_out(settings, "%@oficio.example")

    assert result.output == "Se han cerrado 0 sesiones.\n"
    assert inside(bruno) == [True]


def test_before_anybody_has_signed_in_no_file_is_made(settings: Settings) -> None:
    result = sign_out(settings, "--everybody")

    assert result.output == "Se han cerrado 0 sesiones.\n"
    assert not settings.access.exists()


@pytest.mark.parametrize("arguments", [(), ("bruno.leal@oficio.example", "--everybody")])
def test_whom_it_is_about_is_never_guessed(settings: Settings, arguments: tuple[str, ...]) -> None:
    result = sign_out(settings, *arguments)

    assert (result.exit_code, result.output) == (1, "Error: Dé una dirección de correo, o --everybody.\n")
