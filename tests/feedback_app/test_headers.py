"""The headers of a strict site, on every route, for every method and everybody, and on every refusal."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Never

import pytest
from flask import Flask
from werkzeug.routing import Rule

from feedback_app import create_app
from feedback_app.settings import Settings
from tests.feedback_app.published_house import a_published_house
from tests.feedback_app.served import Answer, Served, served

EVERYBODY = (None, "contact:olmo:jefa", "employee:bruno-leal", "employee:elena-robles")
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE", "BREW")
ARGUMENTS = {"client": "olmo", "product": "oficio-web", "filename": "page.css", "path": "plan/"}
"""What stands in for each part of an address that varies; other parts get a word that leads nowhere."""
EXACTLY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return replace(a_published_house(tmp_path_factory.mktemp("house")), edited=True)


@pytest.fixture(scope="module")
def app(settings: Settings) -> Flask:
    return create_app(settings)


@pytest.fixture(scope="module")
def server(app: Flask) -> Iterator[Served]:
    with served(app) as server:
        yield server


def address(rule: Rule) -> str:
    built = rule.build({name: ARGUMENTS.get(name, "nothing") for name in rule.arguments}, False)
    assert built is not None
    return built[1]


def lacking(headers: http.client.HTTPMessage) -> dict[str, str | None]:
    """The headers that are missing, or not strict."""
    wrong = {name: headers[name] for name, value in EXACTLY.items() if headers.get_all(name) != [value]}
    policy = headers["Content-Security-Policy"] or ""
    forbids = all(
        one in policy for one in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
    )
    if not forbids or "unsafe" in policy or "*" in policy or "form-action" not in policy:
        wrong["Content-Security-Policy"] = policy
    if headers["Referrer-Policy"] not in {"same-origin", "no-referrer"}:
        wrong["Referrer-Policy"] = headers["Referrer-Policy"]
    if headers["Cross-Origin-Resource-Policy"] not in {"same-origin", "same-site"}:
        wrong["Cross-Origin-Resource-Policy"] = headers["Cross-Origin-Resource-Policy"]
    if "camera=()" not in (headers["Permissions-Policy"] or ""):
        wrong["Permissions-Policy"] = headers["Permissions-Policy"]
    if not headers["Cache-Control"]:
        wrong["Cache-Control"] = None
    kind = headers["Content-Type"] or ""
    if kind.startswith("text/") and not kind.endswith("; charset=utf-8"):
        wrong["Content-Type"] = kind
    if headers["Server"] is not None:
        wrong["Server"] = headers["Server"]
    return wrong


@pytest.mark.parametrize("method", METHODS)
def test_every_route_answers_everybody_strictly(app: Flask, server: Served, method: str) -> None:
    people = [server.being(one) if one else server for one in EVERYBODY]
    answers = {
        (rule.rule, number): somebody.ask(method, address(rule), "" if method == "POST" else None)
        for rule in app.url_map.iter_rules()
        for number, somebody in enumerate(people)
    }

    assert len(answers) > 40
    assert {where: wrong for where, answer in answers.items() if (wrong := lacking(answer.headers))} == {}


def test_no_other_origin_may_read_an_answer(app: Flask, server: Served) -> None:
    manager = server.being("employee:elena-robles")
    answers = [
        manager.ask(
            method, address(rule), headers={"Origin": origin, "Access_Control_Request_Method": "POST"}
        )
        for rule in app.url_map.iter_rules()
        for method in ("GET", "OPTIONS")
        for origin in ("https://evil.example", "null")
    ]

    sent = {name.lower() for answer in answers for name in answer.headers}
    assert {name for name in sent if name.startswith("access-control-")} == set()


ASKED: Mapping[str, tuple[int, str, str, Mapping[str, str]]] = {
    "a page there is not": (404, "GET", "/nothing/", {}),
    "an address of nothing": (404, "GET", "/%00", {}),
    "a redirect to a folder": (302, "GET", "/plan", {}),
    "a redirect to the way in": (302, "GET", "/intranet/", {}),
    "a part of a protected page": (401, "GET", "/intranet/x.json", {}),
    "a style": (200, "GET", "/static/page.css", {}),
    "a part of a style": (206, "GET", "/static/page.css", {"Range": "bytes=0-3"}),
    "a part that is not there": (416, "GET", "/static/page.css", {"Range": "bytes=9999-"}),
    "what the browser has": (304, "GET", "/assets/stylesheets/main.css", {"If_None_Match": "*"}),
    "another method": (405, "DELETE", "/survey/oficio-web", {}),
    "a host that is not ours": (400, "GET", "/", {"Host": "evil.example"}),
    "a host that is none": (400, "GET", "/", {"Host": "///"}),
    "an empty form": (422, "POST", "/survey/oficio-web", {}),
    "a sort of form we do not read": (422, "POST", "/survey/oficio-web", {"Content_Type": "text/xml"}),
}


@pytest.mark.parametrize("what", ASKED)
def test_every_kind_of_answer_is_strict(server: Served, what: str) -> None:
    status, method, path, headers = ASKED[what]

    answer = server.ask(method, path, "" if method == "POST" else None, headers)

    assert (answer.status, lacking(answer.headers)) == (status, {})


FORM = b"POST /survey/oficio-web HTTP/1.1\r\nHost: localhost\r\n"
RAW = {
    "no request at all": (400, b"\x16\x03\x01\x02\x00\r\n\r\n"),
    "a length that is no number": (400, b"GET / HTTP/1.1\r\nContent-Length: one\r\n\r\n"),
    "two lengths": (400, b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"),
    "a header without a name": (400, b"GET / HTTP/1.1\r\n: x\r\n\r\n"),
    "an encoding nobody knows": (501, b"POST / HTTP/1.1\r\nTransfer-Encoding: x\r\n\r\n"),
    "headers without end": (431, b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 60_000 + b"\r\n"),
    "a form too large": (413, FORM + b"Content-Length: 70000\r\n\r\n" + b"x" * 70_000),
    "a form never read to its end": (413, FORM + b"Content-Length: 5000000\r\n\r\n"),
}


@pytest.mark.parametrize("what", RAW)
def test_what_the_server_itself_refuses_is_answered_strictly_too(server: Served, what: str) -> None:
    status, sent = RAW[what]

    with socket.create_connection(("127.0.0.1", server.port), 10) as connection:
        connection.sendall(sent)
        with http.client.HTTPResponse(connection) as answer:
            answer.begin()

        assert (answer.status, lacking(answer.headers)) == (status, {})


def test_a_fault_of_ours_is_answered_strictly(settings: Settings) -> None:
    app = create_app(settings)

    def fails(**arguments: Any) -> Never:
        raise LookupError

    app.view_functions["portal.public_site"] = fails
    with served(app) as server:
        answer = server.get("/")

    assert (answer.status, lacking(answer.headers)) == (500, {})


def test_tls_is_asked_for_exactly_where_readers_use_it(tmp_path: Path) -> None:
    settings = a_published_house(tmp_path)
    behind_tls = replace(settings, public_url="https://luz.example")

    said = []
    for one in (settings, behind_tls):
        with served(create_app(one)) as server:
            answers: list[Answer] = [
                server.get("/"),
                server.get("/intranet/"),
                server.get("/static/page.css"),
            ]
            said.append({answer.headers["Strict-Transport-Security"] for answer in answers})

    assert said == [{None}, {"max-age=31536000"}]
