"""Choosing whom to be: what the page offers, what the cookie holds, when it stops being worth anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from itsdangerous import URLSafeTimedSerializer

from feedback_app import create_app
from feedback_app.chooser import choices, local_address
from feedback_app.settings import Settings
from luz.model.library import Library
from luz.published import PublishedState
from tests.builders import a_client_folder, a_company, a_library, a_plan, people
from tests.feedback_app.published_house import a_published_house, republish
from tests.feedback_app.served import Served, served


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return a_published_house(tmp_path)


@pytest.fixture
def server(settings: Settings) -> Iterator[Served]:
    with served(create_app(settings)) as server:
        yield server


def test_an_employee_a_manager_and_a_contact_of_each_client_are_offered(settings: Settings) -> None:
    offered = choices(PublishedState(settings.published).current())

    assert [(choice.name, choice.home) for choice in offered] == [
        ("employee:bruno-leal", "/intranet/"),
        ("employee:elena-robles", "/intranet/"),
        ("contact:olmo:jefa", "/clients/olmo/"),
        ("contact:north-pier:jefa", "/clients/north-pier/"),
    ]


def test_the_page_names_everybody_and_marks_who_one_is(server: Served) -> None:
    before = server.get("/choose-actor").text
    after = server.being("contact:olmo:jefa").get("/choose-actor").text

    assert before.count('name="actor"') == 4
    assert 'aria-current="true"' not in before
    assert 'value="contact:olmo:jefa" aria-current="true"' in after
    assert "Contacto de Bodegas Olmo: solo el portal de ese cliente" in after


def test_the_page_speaks_the_readers_language(server: Served) -> None:
    answer = server.get("/choose-actor", Accept_Language="en-GB,es;q=0.5")

    assert "Who do you want to be?" in answer.text
    assert answer.headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("actor", "wanted", "destination"),
    [
        ("contact:olmo:jefa", "", "/clients/olmo/"),
        ("contact:olmo:jefa", "/clients/olmo/plan/?block=2", "/clients/olmo/plan/?block=2"),
        ("contact:olmo:jefa", "/intranet/", "/clients/olmo/"),
        ("contact:olmo:jefa", "/clients/north-pier/", "/clients/olmo/"),
        ("contact:olmo:jefa", "/projects/", "/projects/"),
        ("contact:olmo:jefa", "https://evil.example/", "/clients/olmo/"),
        ("contact:olmo:jefa", "//evil.example", "/clients/olmo/"),
        ("contact:olmo:jefa", "/%5Cevil.example", "/clients/olmo/"),
        ("contact:olmo:jefa", "http://127.0.0.1:8001/", "/clients/olmo/"),
        ("employee:bruno-leal", "http://127.0.0.1:8001/", "/intranet/"),
        ("employee:elena-robles", "http://127.0.0.1:8001/", "http://127.0.0.1:8001/"),
        ("employee:elena-robles", "http://127.0.0.1:8001.evil.example/", "/intranet/"),
        ("", "/intranet/", "/intranet/"),
        ("", "https://evil.example/", "/choose-actor"),
    ],
)
def test_one_goes_where_one_wanted_if_one_may_and_nowhere_else(
    server: Served, actor: str, wanted: str, destination: str
) -> None:
    answer = server.ask("POST", "/choose-actor", f"actor={actor}&next={wanted}")

    assert (answer.status, answer.headers["Location"]) == (303, destination)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("/intranet/", True),
        ("/clients/a/?x=1#y", True),
        ("", False),
        ("intranet", False),
        ("//evil.example/", False),
        ("///evil.example/", False),
        ("/\\evil.example/", False),
        ("\\/evil.example/", False),
        ("/\t/evil.example", False),
        ("/\n/evil.example", False),
        ("https://evil.example/", False),
        ("javascript:alert(1)", False),
        ("/ok\r\nSet-Cookie: a=b", False),
    ],
)
def test_only_an_address_of_this_site_is_gone_to(text: str, kept: bool) -> None:
    assert local_address(text) == (text if kept else "")


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(server: Served) -> None:
    answer = server.ask("POST", "/choose-actor", "actor=contact:olmo:jefa")

    attributes = {part.strip().partition("=")[0] for part in answer.headers["Set-Cookie"].split(";")[1:]}
    assert attributes == {"Expires", "HttpOnly", "Max-Age", "Path", "SameSite"}
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "forged",
    [
        "luz_demo_actor=employee:elena-robles",
        "luz_demo_actor="
        + str(URLSafeTimedSerializer(b"x" * 32, salt="demo-actor").dumps("employee:elena-robles")),
        "luz_demo_actor=",
        "luz_demo_actor=....",
    ],
    ids=["bare name", "another key", "empty", "only dots"],
)
def test_a_cookie_we_did_not_sign_names_nobody(server: Served, forged: str) -> None:
    assert Served(server.port, forged).get("/intranet/").status == 302


def test_a_cookie_changed_by_one_letter_names_nobody(server: Served) -> None:
    cookie = server.being("employee:elena-robles").cookie
    changed = cookie[:-1] + ("A" if cookie[-1] != "A" else "B")
    middle = cookie.replace(".", "x.", 1)

    assert [Served(server.port, forged).get("/intranet/").status for forged in (changed, middle)] == [
        302,
        302,
    ]


@pytest.mark.parametrize(
    "name", ["employee:ana-rivas", "employee:nobody", "contact:olmo:nobody", "x", "a:b:c:d"]
)
def test_only_those_offered_can_be_chosen(server: Served, name: str) -> None:
    answer = server.ask("POST", "/choose-actor", f"actor={name}")

    assert (answer.status, answer.headers["Set-Cookie"]) == (400, None)


def test_one_can_be_nobody_again(server: Served) -> None:
    answer = server.being("contact:olmo:jefa").ask("POST", "/choose-actor", "actor=")

    assert answer.status == 303
    assert answer.headers["Set-Cookie"].startswith("luz_demo_actor=; Expires=Thu, 01 Jan 1970")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec_Fetch_Site": "cross-site"}, 400),
        ({"Sec_Fetch_Site": "same-site"}, 400),
        ({"Origin": "https://evil.example"}, 400),
        ({"Origin": "null"}, 400),
        ({"Sec_Fetch_Site": "same-origin"}, 303),
    ],
)
def test_another_site_cannot_choose_for_us(server: Served, headers: dict[str, str], status: int) -> None:
    answer = server.ask("POST", "/choose-actor", "actor=contact:olmo:jefa", headers)

    assert answer.status == status


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example"])
def test_a_name_that_is_not_ours_is_not_answered(server: Served, host: str) -> None:
    answer = server.get("/choose-actor", Host=host)

    assert answer.status == 400
    assert b"employee:" not in answer.body


def test_somebody_removed_from_the_plan_is_refused_at_the_next_request(
    settings: Settings, server: Served
) -> None:
    contact = server.being("contact:olmo:jefa")
    before = contact.get("/clients/olmo/").status
    republish(settings.data, _without_portal_access())
    after = contact.get("/clients/olmo/").status

    assert (before, after) == (200, 302)


def _without_portal_access() -> Library:
    plan = a_plan().model_dump(mode="json", exclude_none=True)
    plan["organisation"]["client"]["contacts"][0]["portal_access"] = False
    return a_library(clients=(a_client_folder(plan=plan),))


def test_somebody_is_let_in_on_their_last_day_and_not_after(tmp_path: Path) -> None:
    today = dt.datetime.now(dt.UTC).date()
    statuses = []
    for last_day in (today + dt.timedelta(days=2), today - dt.timedelta(days=2)):
        settings = a_published_house(tmp_path, _leaving(None))
        with served(create_app(settings)) as server:
            employee = server.being("employee:bruno-leal")
            republish(settings.data, _leaving(last_day))
            statuses.append(employee.get("/intranet/").status)

    assert statuses == [200, 302]


def _leaving(last_day: dt.date | None) -> Library:
    staff = people()
    staff[2] |= {"date_out": last_day and last_day.isoformat()}
    return a_library(company=a_company(people=staff))


def test_a_manager_no_longer_one_keeps_what_employees_see(settings: Settings, server: Served) -> None:
    manager = server.being("employee:elena-robles")
    staff = people()
    staff[0] |= {"manager": "no"}
    republish(settings.data, a_library(company=a_company(people=staff)))

    checks = [manager.get(f"/access/check?resource={name}").body for name in ("data", "internal")]

    assert [b'"allowed":true' in check for check in checks] == [False, True]
