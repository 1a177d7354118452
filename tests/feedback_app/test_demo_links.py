"""The demonstration's links: whom they let one be, what they are signed with, and how long they last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from feedback_app import create_app
from feedback_app.demo_links import link, samples
from feedback_app.settings import Settings
from luz.published import PublishedState
from tests.builders import a_company, a_library, people
from tests.feedback_app.published_house import a_published_house, republish
from tests.feedback_app.served import DEMO_KEY, Served, served


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return a_published_house(tmp_path)


@pytest.fixture
def server(settings: Settings) -> Iterator[Served]:
    with served(create_app(settings)) as server:
        yield server


def test_one_can_be_an_employee_a_manager_the_guardian_and_a_clients_contact(settings: Settings) -> None:
    offered = samples(PublishedState(settings.published).current())

    assert [one.person for one in offered] == [
        "employee:bruno-leal",
        "employee:elena-robles",
        "employee:ana-rivas",
        "contact:olmo:jefa",
    ]


def test_a_link_shows_a_button_and_opens_as_often_as_one_likes(server: Served) -> None:
    path = link("contact:olmo:jefa", DEMO_KEY)

    looks = [server.get(path) for _ in range(2)]
    entered = [server.ask("POST", path) for _ in range(2)]

    assert [look.status for look in looks] == [200, 200]
    assert "Entrar como Julia Vega" in looks[0].text
    assert [(answer.status, answer.headers["Location"]) for answer in entered] == [
        (303, "/clients/olmo/")
    ] * 2


@pytest.mark.parametrize(
    "path",
    [
        link("contact:olmo:jefa", "another key"),
        link("contact:olmo:jefa", DEMO_KEY).replace("olmo", "north-pier"),
        link("contact:olmo:jefa", DEMO_KEY)[:-1],
        "/demo/contact:olmo:jefa/",
        "/demo/contact:olmo:jefa/ñ",
        link("employee:nobody", DEMO_KEY),
        link("x", DEMO_KEY),
    ],
    ids=["key", "person", "cut", "none", "odd", "nobody", "nonsense"],
)
def test_any_other_link_leads_nowhere(server: Served, path: str) -> None:
    answers = [server.get(path.replace("ñ", "%C3%B1")), server.ask("POST", path.replace("ñ", "%C3%B1"))]

    assert {answer.status for answer in answers} <= {404, 405}
    assert [answer.headers["Set-Cookie"] for answer in answers] == [None, None]


def test_a_link_of_another_process_leads_nowhere(settings: Settings, server: Served) -> None:
    with served(create_app(replace(settings, demo_key="new at every start"))) as restarted:
        answer = restarted.ask("POST", link("contact:olmo:jefa", DEMO_KEY))

    assert answer.status == 404


def test_whoever_has_left_is_nobody_to_be(settings: Settings, server: Served) -> None:
    yesterday = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=2)
    staff = [
        one | {"date_out": yesterday.isoformat()} if one["id"] == "bruno-leal" else one for one in people()
    ]
    bruno = server.being("employee:bruno-leal")
    republish(settings.data, a_library(company=a_company(people=staff)))

    assert server.ask("POST", link("employee:bruno-leal", DEMO_KEY)).status == 404
    assert bruno.get("/intranet/").status == 302
