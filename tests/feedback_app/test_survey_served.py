"""The questionnaire behind its real server: bodies in pieces, bodies without end, many visitors at once."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

from feedback_app import create_app
from feedback_app.settings import Settings
from feedback_app.suspects.judge import TRAP
from tests.feedback_app.asked import FILLED, asking_library, published_in, rows, sent
from tests.feedback_app.served import Served, served
from tests.feedback_app.stepped_clock import MinuteHand

PAGE = "/survey/olmo-tienda"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    published_in(tmp_path, asking_library())
    with served(create_app(Settings(tmp_path), collector_only=True, clock=MinuteHand())) as server:
        yield server


def in_chunks(port: int, body: bytes, size: int = 4096) -> tuple[int, str]:
    """Send a form in chunks, never saying how long it is; return the status and the page."""
    head = (
        f"POST {PAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(head.encode())
        for start in range(0, len(body), size):
            piece = body[start : start + size]
            connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
        connection.sendall(b"0\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    return int(answer.split(b" ", 2)[1]), answer.decode()


def filled_in(server: Served, **changes: object) -> bytes:
    return urlencode({**sent(server.get(PAGE).text), **changes}, doseq=True).encode()


def test_a_form_in_chunks_is_read_whole(tmp_path: Path, server: Served) -> None:
    status, page = in_chunks(server.port, filled_in(server), size=7)

    assert (status, "Gracias." in page) == (200, True)
    assert rows(tmp_path / "feedback.db", "select body from comment") == [(FILLED["comment"][0],)]


@pytest.mark.parametrize("size", [70_000, 900_000])
def test_chunks_beyond_the_limit_are_refused_with_a_page_and_never_cut(
    tmp_path: Path, server: Served, size: int
) -> None:
    status, page = in_chunks(server.port, filled_in(server, comment="x" * size), size=65536)

    assert status == 413
    assert '<html lang="es">' in page
    assert rows(tmp_path / "feedback.db", "select count(*) from response") == [(0,)]


def test_a_body_that_says_it_is_enormous_is_refused_with_a_page_before_it_is_sent(server: Served) -> None:
    head = (
        f"POST {PAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: en\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000000000\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(head.encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()

    assert answer.split(" ", 2)[1] == "413"
    assert '<html lang="en">' in answer


def test_the_same_form_from_many_connections_counts_once(tmp_path: Path, server: Served) -> None:
    body = filled_in(server).decode()

    with ThreadPoolExecutor(20) as visitors:
        answers = list(visitors.map(lambda _: server.ask("POST", PAGE, body), range(20)))

    assert {(answer.status, answer.text) for answer in answers} == {(200, answers[0].text)}
    assert rows(tmp_path / "feedback.db", "select count(*) from response") == [(1,)]


def test_of_forms_with_one_key_and_other_content_sent_at_once_one_counts_and_the_others_are_told(
    tmp_path: Path, server: Served
) -> None:
    form = sent(server.get(PAGE).text)
    bodies = [urlencode({**form, "comment": f"opinión {n}"}, doseq=True) for n in range(20)]

    with ThreadPoolExecutor(20) as visitors:
        answers = list(visitors.map(lambda body: server.ask("POST", PAGE, body), bodies))

    assert sorted(answer.status for answer in answers) == [200] + [409] * 19
    assert rows(tmp_path / "feedback.db", "select count(*) from response") == [(1,)]


def test_many_visitors_at_once_are_all_counted(tmp_path: Path, server: Served) -> None:
    def visit(_: int) -> int:
        return server.ask("POST", PAGE, filled_in(server).decode()).status

    with ThreadPoolExecutor(16) as visitors:
        assert list(visitors.map(visit, range(64))) == [200] * 64

    assert rows(tmp_path / "feedback.db", "select count(*) from response") == [(64,)]
    assert rows(tmp_path / "feedback.db", "select max(n) from rollup_month") == [(64,)]


def test_a_suspect_from_many_connections_is_held_once(tmp_path: Path, server: Served) -> None:
    body = filled_in(server, **{TRAP: "https://compre.example"}).decode()

    with ThreadPoolExecutor(20) as visitors:
        answers = list(visitors.map(lambda _: server.ask("POST", PAGE, body), range(20)))

    assert {(answer.status, answer.text) for answer in answers} == {(200, answers[0].text)}
    assert rows(tmp_path / "guardian.db", "select count(*) from suspect") == [(1,)]
    assert rows(tmp_path / "feedback.db", "select count(*) from response") == [(0,)]
