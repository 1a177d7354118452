"""What the real server hears: bodies enormous, endless, cut off or in crumbs, and what is not HTTP at all."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.feedback_app.served import Served, served
from tests.feedback_app.surveyed import PAGE
from tests.hostile.house import HONEST, Kept, attacked_app, body_of, count, kept, own_fields_of, receipt
from tests.hostile.wire import (
    FORM_TYPE,
    HOST,
    MEBIBYTE,
    announced,
    chunked,
    connected,
    heard,
    in_crumbs,
    post,
    spoken,
)

TOO_LARGE = "<h1>Lo enviado es demasiado grande</h1>"
GET = f"GET {PAGE} HTTP/1.1\r\n{HOST}".encode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("wire")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Served]:
    with served(attacked_app(folder)) as server:
        yield server


@pytest.fixture(autouse=True)
def still_takes_an_honest_answer(folder: Path, server: Served) -> Iterator[None]:
    yield
    before = count(folder)
    answer = server.ask("POST", PAGE, body_of([*own_fields_of(server.get(PAGE).text), *HONEST]).decode())
    assert kept(folder, str(receipt(answer.text))) == Kept(dict(HONEST))
    assert count(folder) == before + 1


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(chunked(128 * 1024), id="chunks over the limit of a form"),
        pytest.param(chunked(640 * 1024), id="chunks over the limit of a request"),
        pytest.param(chunked(100 * MEBIBYTE), id="a hundred mebibytes in chunks"),
        pytest.param(chunked(MEBIBYTE, 1), id="a mebibyte in chunks of one byte"),
        pytest.param(announced(70_000), id="announced, over the limit of a form"),
        pytest.param(announced(100 * MEBIBYTE), id="a hundred mebibytes, announced"),
        pytest.param(announced(MEBIBYTE, "Expect: 100-continue\r\n"), id="announced, not waiting to be told"),
        pytest.param([post("Content-Length: 9" + "0" * 4000 + "\r\n")], id="more than there is"),
        pytest.param([post(f"Content-Length: {10**15}\r\nExpect: 100-continue\r\n")], id="asking before"),
    ],
)
def test_whoever_sends_too_much_reads_why(server: Served, body: Iterable[bytes]) -> None:
    answer = spoken(server.port, body)

    assert (answer.statuses, TOO_LARGE in answer.page, answer.closed) == ([413], True, True)


def test_a_client_that_sends_without_end_is_let_go(server: Served) -> None:
    sent = 0
    with connected(server.port) as connection, pytest.raises(ConnectionError):
        for piece in chunked(1024 * MEBIBYTE, MEBIBYTE):
            connection.sendall(piece)
            sent += len(piece)

    assert 100 * MEBIBYTE < sent < 200 * MEBIBYTE


NO_REQUESTS = {
    "a size without end": [post("Transfer-Encoding: chunked\r\n"), b"0" * 100_000],
    "a remark without end": [post("Transfer-Encoding: chunked\r\n"), b"1;" + b"x" * 100_000],
    "what follows the chunks, without end": [
        post("Transfer-Encoding: chunked\r\n"), b"0\r\n" + b"x: y\r\n" * 20_000,
    ],
    "a size that is none": [post("Transfer-Encoding: chunked\r\n"), b"-1\r\nx\r\n0\r\n\r\n"],
    "a chunk longer than it says": [post("Transfer-Encoding: chunked\r\n"), b"1\r\nxyz\r\n0\r\n\r\n"],
    "a size with an underscore": [
        post("Transfer-Encoding: chunked\r\n"), b"1_0\r\n" + b"x" * 16 + b"\r\n0\r\n\r\n",
    ],
    "line ends of another kind": [post("Transfer-Encoding: chunked\r\n"), b"1\nx\n0\n\n" + b"x" * 5_000],
    "a header in two lines, without a first": [f"GET {PAGE} HTTP/1.1\r\n x: y\r\n{HOST}\r\n".encode()],
    "a NUL in a header": [GET + b"X: a\0b\r\n\r\n"],
    "a length that is beyond numbers": [post("Content-Length: 9" + "0" * 5000 + "\r\n")],
    "a path that is no text": [f"GET /survey/\xff HTTP/1.1\r\n{HOST}\r\n".encode("latin-1")],
    "a query that is no text": [f"GET {PAGE}?lang=\xe9 HTTP/1.1\r\n{HOST}\r\n".encode("latin-1")],
    "a blank in the path": [f"GET {PAGE} x HTTP/1.1\r\n{HOST}\r\n".encode()],
    "a header without a name": [GET + b": x\r\n\r\n"],
    "another language": [b"EHLO evil.example\r\n\r\n"],
    "TLS": [b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\r\n\r\n"],
}  # fmt: skip


@pytest.mark.parametrize("name", NO_REQUESTS)
def test_what_is_no_request_is_refused_once(server: Served, name: str) -> None:
    answer = spoken(server.port, NO_REQUESTS[name])

    assert (answer.statuses, answer.closed) == ([400], True)


HEADS = {
    "a cookie of 30 KB": (GET + b"Cookie: " + b"a=b; " * 6_000 + b"\r\n", 200),
    "a cookie of 40 KB": (GET + b"Cookie: " + b"a=b; " * 8_000 + b"\r\n", 431),
    "six thousand headers": (GET + b"X:\r\n" * 6_000, 200),
    "a mebibyte of headers": (GET + b"X: y\r\n" * 175_000, 431),
    "broken words everywhere": (
        f"GET {PAGE}?lang=%ff&%ff=%C3 HTTP/1.1\r\n{HOST}".encode()
        + b"Cookie: \xff=\xfe\r\nAccept-Language: \xe9,\x80\r\n",
        200,
    ),
    "a NUL in the path": (f"GET {PAGE}\0 HTTP/1.1\r\n{HOST}".encode(), 404),
    "an escaped path that is no text": (f"GET /survey/%ff%00%C0%AF HTTP/1.1\r\n{HOST}".encode(), 404),
    "a path escaped again and again": (f"GET /survey/%{'25' * 9_000}41 HTTP/1.1\r\n{HOST}".encode(), 404),
    "a path as long as can be": (f"GET /survey/{'a/' * 15_000} HTTP/1.1\r\n{HOST}".encode(), 404),
    "a query as long as can be": (f"GET {PAGE}?{'a=b&' * 7_500} HTTP/1.1\r\n{HOST}".encode(), 200),
    "ten thousand languages": (GET + b"Accept-Language: " + b"es," * 10_000 + b"\r\n", 200),
    "dates in no calendar": (
        f"GET /static/page.css HTTP/1.1\r\n{HOST}"
        f"If-Modified-Since: Mon, 01 Jan 99999999999999999999 00:00:00 GMT\r\n".encode(),
        200,
    ),
    "told to go on, without anything to send": (GET + b"Expect: 100-continue\r\n", 200),
    "told to do what nobody can": (GET + b"Expect: the-impossible\r\n", 200),
    "another protocol": (GET + b"Connection: Upgrade\r\nUpgrade: websocket\r\n", 405),
    "healthz with a body": (b"POST /healthz HTTP/1.1\r\n" + HOST.encode() + b"Content-Length: 0\r\n", 405),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADS)
def test_a_head_is_answered_or_refused_whatever_it_holds(server: Served, name: str) -> None:
    head, status = HEADS[name]
    closing = b"" if b"Connection:" in head else b"Connection: close\r\n"

    with connected(server.port) as connection:
        connection.sendall(head + closing + b"\r\n")
        if not closing:
            connection.shutdown(socket.SHUT_WR)
        assert heard(connection).statuses == [status]


def test_a_form_byte_by_byte_is_kept_whole(folder: Path, server: Served) -> None:
    body = body_of([*own_fields_of(server.get(PAGE).text), *HONEST, ("comment", "poco a poco, ñ, 😀")])
    message = post(f"Content-Length: {len(body)}\r\n") + body

    answer = spoken(server.port, in_crumbs(message))

    assert answer.statuses == [200]
    assert kept(folder, str(receipt(answer.page))) == Kept(dict(HONEST), comment="poco a poco, ñ, 😀")
    server_count = count(folder)
    chunks = post("Transfer-Encoding: chunked\r\n") + b"".join(
        b"1;x=y\r\n%s\r\n" % one for one in in_crumbs(body)
    )
    again = spoken(server.port, in_crumbs(chunks + b"0\r\nX: y\r\n\r\n"))
    assert (again.statuses, receipt(again.page)) == ([200], receipt(answer.page))
    assert count(folder) == server_count


@pytest.mark.parametrize("reset", [True, False])
@pytest.mark.parametrize("in_chunks", [True, False])
def test_a_form_that_is_cut_off_is_not_kept(
    folder: Path, server: Served, in_chunks: bool, reset: bool
) -> None:
    before = count(folder)
    body = body_of([*own_fields_of(server.get(PAGE).text), *HONEST, ("comment", "y por último")])
    # All that a reader could take for a whole form, but for its last byte or its end.
    message = (
        post("Transfer-Encoding: chunked\r\n") + b"%x\r\n%s\r\n" % (len(body), body)
        if in_chunks
        else post(f"Content-Length: {len(body) + 1}\r\n") + body
    )

    with connected(server.port) as connection:
        connection.sendall(message)
        if reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            connection.shutdown(socket.SHUT_WR)
            assert heard(connection).statuses == []

    assert count(folder) == before


def test_what_follows_a_form_on_its_connection_is_no_part_of_it(folder: Path, server: Served) -> None:
    body = body_of([*own_fields_of(server.get(PAGE).text), *HONEST])
    one = post(f"Content-Length: {len(body)}\r\n").replace(b"Connection: close\r\n", b"") + body
    last = f"GET /healthz HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n".encode()

    answer = spoken(server.port, [one + one + b"\r\n" + last])

    assert answer.statuses == [200, 200, 200]
    assert len({receipt(page) for page in answer.said.decode().split("HTTP/1.1")[1:3]}) == 1


def test_the_content_type_is_the_one_that_was_sent(server: Served) -> None:
    headers = (
        f"POST {PAGE} HTTP/1.1\r\n{HOST}{FORM_TYPE}{FORM_TYPE}Content-Length: 0\r\nConnection: close\r\n\r\n"
    )

    assert spoken(server.port, [headers.encode()]).statuses == [422]
