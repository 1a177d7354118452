"""Connections that dawdle: idle, a byte now and then, or never reading; nobody else waits for them."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from flask import Flask, Response

from feedback_app.connection import LARGEST_BACKLOG, Connection
from feedback_app.serving import MOST_CONNECTIONS, THREADS
from tests.feedback_app.served import Served, served

PATIENCE_SECONDS = 60
ARRIVAL_SECONDS = 1
BEGINNINGS = (
    b"",
    b"G",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ",
    b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nabc",
    b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc",
    b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n",
)


def an_app() -> Flask:
    """Answers at once, with a little or with a mebibyte."""
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: "here", methods=["GET", "POST"])
    app.add_url_rule("/much", endpoint="much", view_func=lambda: Response(b"x" * 1024 * 1024))
    return app


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served(an_app(), arrival_seconds=ARRIVAL_SECONDS) as server:
        yield server


def connected(server: Served) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), PATIENCE_SECONDS)


def dripped(server: Served, beginning: bytes, drop: bytes) -> bool:
    """Whether the other side ends a request that goes on by a drop at a time, well within its patience."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    with connected(server) as connection:
        connection.sendall(beginning)
        connection.settimeout(ARRIVAL_SECONDS / 10)
        while time.monotonic() < deadline:
            try:
                connection.sendall(drop)
                if not connection.recv(65536):
                    return True
            except TimeoutError:
                pass
            except ConnectionError:
                return True
    return False


def test_many_that_have_begun_and_go_no_further_keep_nobody_waiting() -> None:
    with served(an_app()) as server, ExitStack() as waiting:
        for number in range(4 * THREADS):
            connection = waiting.enter_context(connected(server))
            connection.sendall(BEGINNINGS[number % len(BEGINNINGS)])

        assert 4 * THREADS < MOST_CONNECTIONS
        assert [server.get("/").body for _ in range(3)] == [b"here"] * 3


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_whoever_goes_no_further_is_let_go(server: Served, beginning: bytes) -> None:
    with connected(server) as connection:
        connection.sendall(beginning)
        said = b"".join(iter(lambda: connection.recv(65536), b""))

    assert said in {b"", b"HTTP/1.1 100 Continue\r\n\r\n"}


@pytest.mark.parametrize(
    ("beginning", "drop"),
    [
        (BEGINNINGS[2], b"x"),
        (b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 400000\r\n\r\n", b"x"),
        (b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900000000\r\n\r\n", b"x"),
        (b"nonsense\r\n\r\n", b"x"),
    ],
    ids=["head", "body", "chunks", "too large", "refused"],
)
def test_a_byte_now_and_then_is_no_activity(server: Served, beginning: bytes, drop: bytes) -> None:
    assert dripped(server, beginning, drop)


def test_a_connection_that_asks_now_and_then_is_kept() -> None:
    with served(an_app(), arrival_seconds=4) as server, connected(server) as connection:
        for _ in range(6):
            connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            said = b""
            while not said.endswith(b"\r\n\r\nhere"):
                part = connection.recv(65536)
                assert part
                said += part
            time.sleep(1)


def test_whoever_asks_on_without_reading_is_answered_no_further() -> None:
    asked = 150
    with served(an_app(), arrival_seconds=ARRIVAL_SECONDS) as server, connected(server) as connection:
        connection.sendall(b"GET /much HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * asked)
        # Whoever asks meanwhile is answered.
        assert [server.get("/").body for _ in range(THREADS)] == [b"here"] * THREADS
        said = len(b"".join(iter(lambda: connection.recv(1 << 20), b"")))

    # What lies in the system's own buffers comes on top of the backlog.
    assert LARGEST_BACKLOG <= said < asked * 1024 * 1024 / 4


def test_while_a_thread_is_sending_the_loop_does_not_go_round_and_round(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rounds: list[Connection] = []
    send, handle_write = Connection.send, Connection.handle_write

    def sent_slowly(self: Connection, data: bytes, do_close: bool = True) -> int:
        sent = send(self, data, do_close)
        time.sleep(0.3)
        return sent

    def counted(self: Connection) -> None:
        rounds.append(self)
        handle_write(self)

    monkeypatch.setattr(Connection, "send", sent_slowly)
    monkeypatch.setattr(Connection, "handle_write", counted)
    with served(an_app()) as server:
        assert server.get("/").body == b"here"

    assert 0 < len(rounds) < 100
