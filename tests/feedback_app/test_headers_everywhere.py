"""What every answer of the app has in common, whatever the route and whoever asks."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator

import pytest
from flask import Flask

from feedback_app import create_app
from tests.feedback_app.published_house import a_published_house
from tests.feedback_app.served import Answer, Served, served

ARGUMENTS = {
    "client": "olmo",
    "path": "",
    "product": "oficio-web",
    "filename": "page.css",
}
"""What stands in the addresses of the routes."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(a_published_house(tmp_path_factory.mktemp("house")))


@pytest.fixture(scope="module")
def server(app: Flask) -> Iterator[Served]:
    with served(app) as server:
        yield server


@pytest.fixture(scope="module")
def answers(app: Flask, server: Served) -> dict[str, Answer]:
    """What each route says to a page of another site, asked by somebody unknown and by a manager."""
    people = {"nobody": server, "a manager": server.being("employee:elena-robles")}
    return {
        f"{address} to {name}": person.get(address, Origin="https://evil.example")
        for address in addresses(app)
        for name, person in people.items()
    }


def addresses(app: Flask) -> list[str]:
    """An address of every route, and one where nothing is."""
    rules = {re.sub(r"<(?:\w+:)?(\w+)>", _argument, rule.rule) for rule in app.url_map.iter_rules()}
    return sorted({*rules, "/nothing", "/intranet/nothing.json"})


def _argument(found: re.Match[str]) -> str:
    return ARGUMENTS.get(found[1], "x")


def test_no_answer_lets_another_origin_read_it(answers: dict[str, Answer]) -> None:
    assert {
        asked: name
        for asked, answer in answers.items()
        for name in answer.headers
        if name.lower().startswith("access-control-")
    } == {}


def test_no_answer_may_be_framed(answers: dict[str, Answer]) -> None:
    policies = {asked: answer.headers["Content-Security-Policy"] for asked, answer in answers.items()}

    assert [asked for asked, policy in policies.items() if "frame-ancestors 'none'" not in policy] == []


def test_no_answer_may_run_what_it_did_not_bring_or_be_taken_for_something_else(
    answers: dict[str, Answer],
) -> None:
    for asked, answer in answers.items():
        policy = answer.headers["Content-Security-Policy"]
        scripts = re.findall(r"script-src ([^;]*)", policy)

        assert policy.startswith("default-src 'none'; "), asked
        assert "unsafe-inline" not in " ".join(scripts), asked
        assert answer.headers["X-Content-Type-Options"] == "nosniff", asked


def test_every_answer_with_text_says_what_it_is_and_how_it_is_written(answers: dict[str, Answer]) -> None:
    kinds = {asked: answer.headers["Content-Type"] for asked, answer in answers.items() if answer.body}

    assert None not in kinds.values()
    assert {
        asked: kind
        for asked, kind in kinds.items()
        if kind.startswith("text/") and not kind.endswith("; charset=utf-8")
    } == {}


def test_no_route_answers_trace(app: Flask, server: Served) -> None:
    manager = server.being("employee:elena-robles")

    said = {address: manager.ask("TRACE", address) for address in addresses(app)}

    assert {
        address: answer.status for address, answer in said.items() if answer.status not in {404, 405}
    } == {}
    assert [address for address, answer in said.items() if manager.cookie in answer.text] == []


CHUNK_OF_A_FORM = "GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
"""What a form holds, and what would be a request of its own to a server that believed the wrong length."""


@pytest.mark.parametrize("length_first", [True, False])
def test_where_a_request_ends_is_read_in_one_way_only(server: Served, length_first: bool) -> None:
    size = f"{len(CHUNK_OF_A_FORM):x}\r\n"
    lengths = [f"Content-Length: {len(size)}", "Transfer-Encoding: chunked"]
    ordered = lengths if length_first else lengths[::-1]
    form = "\r\n".join(["POST /survey/oficio-web HTTP/1.1", "Host: 127.0.0.1", *ordered, "", ""])
    next_one = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"

    said = raw(server.port, f"{form}{size}{CHUNK_OF_A_FORM}\r\n0\r\n\r\n{next_one}")

    assert re.findall(rb"HTTP/1.1 (\d+)", said) == [b"422", b"200"]


def raw(port: int, request: str) -> bytes:
    """All that the server says to what is sent exactly as written, until it closes the connection."""
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(request.encode())
        said = b""
        while part := connection.recv(65536):
            said += part
    return said
