"""A rule for every route, and what somebody hears who stands before the gate."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask

from feedback_app import create_app
from feedback_app.access import Anonymous, Kind, Resource, may
from feedback_app.demo_links import link
from feedback_app.gate import ROUTES, resource_of
from tests.feedback_app.published_house import a_published_house
from tests.feedback_app.served import DEMO_KEY, Served, served

ARGUMENTS = {"client": "olmo", "path": "", "filename": "page.css", "product": "oficio-web"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """One app for all who ask; whoever changes anything does it in a session of their own."""
    return create_app(replace(a_published_house(tmp_path_factory.mktemp("house")), edited=True))


@pytest.fixture(scope="module")
def server(app: Flask) -> Iterator[Served]:
    with served(app) as server:
        yield server


def test_every_route_says_what_it_is_about(app: Flask) -> None:
    unsaid = {rule.rule for rule in app.url_map.iter_rules() if resource_of(rule.endpoint, ARGUMENTS) is None}

    assert unsaid == set()


def test_the_table_speaks_of_no_route_that_is_gone(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    named = endpoints | {endpoint.partition(".")[0] for endpoint in endpoints}

    assert set(ROUTES) - named == set()


def test_the_routes_open_to_everybody_are_these(app: Flask) -> None:
    open_routes = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if may(Anonymous(), resource_of(rule.endpoint, ARGUMENTS) or Resource(Kind.GUARDIAN))
    }

    assert open_routes == {
        "/<rest:path>",
        "/access/check",
        "/brand/colours.css",
        "/brand/logo",
        "/demo/<person>/<signature>",
        "/healthz",
        "/mending/<path:filename>",
        "/mending/state",
        "/sign-in",
        "/sign-in/<token>",
        "/sign-in/code",
        "/sign-out",
        "/static/<path:filename>",
        "/survey/<product>",
    }


def test_a_route_nobody_wrote_a_rule_for_lets_nobody_in(tmp_path: Path) -> None:
    app = create_app(a_published_house(tmp_path))
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")

    with served(app) as server:
        answers = [server.get("/forgotten"), server.being("employee:elena-robles").get("/forgotten")]

    assert [answer.status for answer in answers] == [404, 404]
    assert [b"secret" in answer.body for answer in answers] == [False, False]


@pytest.mark.parametrize(
    ("actor", "resource", "status", "described", "allowed"),
    [
        (None, "data", 401, None, False),
        (None, "public", 401, None, True),
        ("employee:bruno-leal", "data", 200, "bruno-leal", False),
        ("employee:elena-robles", "data", 200, "elena-robles", True),
        ("employee:elena-robles", "guardian", 200, "elena-robles", False),
        ("employee:elena-robles", "", 200, "elena-robles", False),
        ("employee:elena-robles", "no-such-thing", 200, "elena-robles", False),
        ("contact:olmo:jefa", "data", 200, "olmo/jefa", False),
        ("contact:olmo:jefa", "internal", 200, "olmo/jefa", False),
        ("contact:olmo:jefa", "client:olmo", 200, "olmo/jefa", True),
        ("contact:olmo:jefa", "client:north-pier", 200, "olmo/jefa", False),
    ],
)
def test_whoever_asks_is_told_who_it_is_and_whether_they_may(
    server: Served, actor: str | None, resource: str, status: int, described: str | None, allowed: bool
) -> None:
    asking = server.being(actor) if actor else server

    answer = asking.get(f"/access/check?resource={resource}")

    said = json.loads(answer.body)
    assert (answer.status, answer.headers["Cache-Control"]) == (status, "no-store")
    assert (said["actor"] and said["actor"]["id"], said["allowed"]) == (described, allowed)


def test_who_it_is_comes_with_name_and_roles(server: Served) -> None:
    people = ["employee:elena-robles", "employee:bruno-leal", "contact:olmo:jefa"]

    said = [json.loads(server.being(who).get("/access/check?resource=data").body)["actor"] for who in people]

    assert said == [
        {
            "id": "elena-robles",
            "name": "Elena Robles",
            "roles": ["employee", "manager", "managing_director"],
        },
        {"id": "bruno-leal", "name": "Bruno Leal", "roles": ["employee", "systems_administrator"]},
        {"id": "olmo/jefa", "name": "Julia Vega", "roles": ["contact"]},
    ]


def test_somebody_unknown_is_sent_to_the_door_and_back(server: Served) -> None:
    answer = server.get("/clients/olmo/plan/?block=2&x=a%26b")

    assert answer.status == 302
    assert answer.headers["Location"] == "/sign-in?next=/clients/olmo/plan/%3Fblock%3D2%26x%3Da%2526b"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/intranet/search/search_index.json", "*/*"),
        ("/intranet/assets/main.css", "text/css"),
        ("/intranet/nothing.json", "text/html"),
        ("/intranet/plan/", "application/json"),
    ],
)
def test_somebody_unknown_is_refused_a_part_of_a_page(server: Served, path: str, accept: str) -> None:
    answer = server.get(path, Accept=accept)

    assert (answer.status, json.loads(answer.body)) == (401, {"error": "sign-in required"})


def test_whoever_follows_a_link_to_a_document_is_sent_to_the_door(server: Served) -> None:
    paths = (
        "/clients/olmo/files/informe-año.txt",
        "/clients/olmo/nothing.pdf",
        "/intranet/search/index.json",
    )

    answers = [server.get(quote(path), Sec_Fetch_Dest="document") for path in paths]

    assert [answer.status for answer in answers] == [302, 302, 401]
    assert answers[1].headers["Location"] == "/sign-in?next=/clients/olmo/nothing.pdf"


def test_outside_the_demonstration_no_link_of_it_opens(tmp_path: Path) -> None:
    settings = a_published_house(tmp_path)
    plain = replace(settings, demo=False)
    opened = []
    for kind in (settings, plain, replace(settings, demo_key="")):
        with served(create_app(kind)) as server:
            opened.append(server.ask("POST", link("employee:elena-robles", DEMO_KEY)).status)

    assert opened == [303, 405, 405]


CHANGING = (
    *("/sign-in", "/sign-in/code", "/sign-in/x", "/sign-out", "/session", "/demo/x/y"),
    *("/agreement/olmo", "/procedures-read/scope-extension", "/guardian", "/guardian/all/trap"),
)


@pytest.mark.parametrize("path", CHANGING)
@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ({"Sec_Fetch_Site": "cross-site"}, True),
        ({"Sec_Fetch_Site": "same-site"}, True),
        ({"Sec_Fetch_Site": "cross-site", "Origin": "http://127.0.0.1"}, True),
        ({"Origin": "https://evil.example"}, True),
        ({"Origin": "null"}, True),
        ({"Sec_Fetch_Site": "same-origin"}, False),
        ({}, False),
    ],
)
def test_another_site_changes_nothing_here(
    server: Served, path: str, headers: dict[str, str], refused: bool
) -> None:
    answer = server.being("contact:olmo:jefa").ask("POST", path, "mail=&code=&end=", headers)

    assert (answer.status == 403) == refused


def test_whatever_can_be_changed_is_tried_from_another_site(app: Flask) -> None:
    posted = {rule.rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or set())}

    tried = {app.url_map.bind("127.0.0.1").match(path, "POST", return_rule=True)[0].rule for path in CHANGING}
    assert posted - tried == {"/survey/<product>"}


def test_an_address_used_the_wrong_way_is_refused_alike_whether_it_exists_or_not(server: Served) -> None:
    answers = [
        server.ask("POST", path, "x=1") for path in ("/intranet/plan/", "/intranet/nothing/", "/clients/no/")
    ]

    assert [answer.status for answer in answers] == [405, 405, 405]
