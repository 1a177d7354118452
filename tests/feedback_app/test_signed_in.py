"""Signed in means: still in the published plans. Whoever leaves them is out, in every browser."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from feedback_app import create_app
from feedback_app.settings import Settings
from luz.model.library import Library
from tests.builders import a_client_folder, a_library, a_plan, an_english_client_folder
from tests.feedback_app.published_house import a_published_house, republish
from tests.feedback_app.served import Served, served

JEFA, ELENA = "contact:olmo:jefa", "employee:elena-robles"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return a_published_house(tmp_path)


@pytest.fixture
def server(settings: Settings) -> Iterator[Served]:
    with served(create_app(settings)) as server:
        yield server


def olmo_with(**contact: object) -> Library:
    plan = a_plan().model_dump(mode="json", exclude_none=True)
    plan["organisation"]["client"]["contacts"][0] |= contact
    return a_library(clients=(a_client_folder(plan=plan), an_english_client_folder()))


def persons(settings: Settings) -> list[str]:
    with closing(sqlite3.connect(settings.access)) as connection:
        return [row[0] for row in connection.execute("select person from session order by person")]


def test_somebody_removed_from_the_plan_is_refused_at_the_next_request(
    settings: Settings, server: Served
) -> None:
    contact = server.being(JEFA)
    before = contact.get("/clients/olmo/").status
    republish(settings.data, olmo_with(portal_access=False))

    assert (before, contact.get("/clients/olmo/").status) == (200, 302)


def test_every_session_of_whoever_is_removed_is_ended_for_good(settings: Settings, server: Served) -> None:
    here, there, elena = server.being(JEFA), server.being(JEFA), server.being(ELENA)
    republish(settings.data, olmo_with(portal_access=False))
    # Anybody's request is enough: those removed need not come by.
    elena.get("/intranet/")
    left = persons(settings)
    republish(settings.data, olmo_with())

    assert left == [ELENA]
    assert [one.get("/clients/olmo/").status for one in (here, there)] == [302, 302]


def test_a_session_belongs_to_the_person_and_not_to_whoever_has_the_name_next(
    settings: Settings, server: Served
) -> None:
    contact = server.being(JEFA)
    republish(settings.data, olmo_with(name="Luis Prieto", mail="luis@cliente.example"))

    assert contact.get("/clients/olmo/").status == 302


@pytest.mark.parametrize(
    "cookie",
    ["luz=", "luz=x", "luz=contact:olmo:jefa", "luz_asked=x", "__Host-luz=x", "luz=" + "A" * 43, "luz=ñ"],
)
def test_a_made_up_cookie_is_nobodys(server: Served, cookie: str) -> None:
    server.being(JEFA)

    assert Served(server.port, cookie.encode().decode("latin-1")).get("/clients/olmo/").status == 302


def test_a_cookie_with_one_other_letter_is_nobodys(server: Served) -> None:
    cookie = server.being(JEFA).cookie
    changed = [cookie[:-1], cookie + "A", cookie[:-1] + ("A" if cookie[-1] != "A" else "B"), cookie.lower()]

    assert [Served(server.port, one).get("/clients/olmo/").status for one in changed] == [302] * 4


def test_a_session_outlives_a_restart_of_the_app(settings: Settings) -> None:
    with served(create_app(settings)) as server:
        cookie = server.being(JEFA).cookie
    with served(create_app(settings)) as server:
        assert Served(server.port, cookie).get("/clients/olmo/").status == 200


def test_while_the_file_of_sessions_cannot_be_read_nobody_is_let_in(settings: Settings) -> None:
    with served(create_app(settings)) as server:
        cookie = server.being(JEFA).cookie
    for path in settings.data.glob("access.db*"):
        path.write_bytes(b"no database at all" * 1000)

    with served(create_app(settings)) as server:
        answers = [Served(server.port, cookie).get(path) for path in ("/clients/olmo/", "/plan/")]

    assert [answer.status for answer in answers] == [503, 200]
    assert "palabra-de-olmo" not in answers[0].text
