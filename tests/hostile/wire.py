"""Bytes on a connection as no browser sends them: without end, in crumbs, and read or not read at will."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.feedback_app.surveyed import PAGE

PATIENCE_SECONDS = 60
"""After which a connection that is not answered counts as hanging."""
MEBIBYTE = 1024 * 1024
HOST = "Host: 127.0.0.1\r\n"
FORM_TYPE = "Content-Type: application/x-www-form-urlencoded\r\n"

_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) [^\r]*\r\n")


@dataclass(frozen=True)
class Heard:
    """All that was said until the other side closed, and whether it closed as one should."""

    said: bytes
    closed: bool

    @property
    def statuses(self) -> list[int]:
        """The status of each answer, those in between included."""
        return [int(status) for status in _STATUS.findall(self.said)]

    @property
    def page(self) -> str:
        """The last page."""
        return self.said.rpartition(b"\r\n\r\n")[2].decode()


def connected(port: int) -> socket.socket:
    """A connection to a server of this machine."""
    connection = socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def heard(connection: socket.socket) -> Heard:
    """What is said on a connection until it is closed."""
    said = b""
    try:
        while part := connection.recv(65536):
            said += part
    except ConnectionError:
        return Heard(said, closed=False)
    return Heard(said, closed=True)


def spoken(port: int, pieces: Iterable[bytes]) -> Heard:
    """Send everything, listen only then: who does not read while writing loses what a reset takes along."""
    with connected(port) as connection:
        try:
            for piece in pieces:
                connection.sendall(piece)
        except ConnectionError:
            pass
        return heard(connection)


def post(headers: str, path: str = PAGE) -> bytes:
    """The head of a form that is sent."""
    return f"POST {path} HTTP/1.1\r\n{HOST}{FORM_TYPE}Connection: close\r\n{headers}\r\n".encode()


def chunked(size: int, at_once: int = 65536) -> Iterator[bytes]:
    """A form in chunks, `size` bytes of words, and its end."""
    yield post("Transfer-Encoding: chunked\r\n")
    yield b"8\r\ncomment=\r\n"
    chunk = b"%x\r\n%s\r\n" % (at_once, b"x" * at_once)
    together = max(1, 65536 // at_once)
    yield from [chunk * together] * (size // at_once // together)
    yield b"0\r\n\r\n"


def announced(size: int, headers: str = "") -> Iterator[bytes]:
    """A form whose length is told before it comes."""
    yield post(f"Content-Length: {size}\r\n{headers}")
    whole, rest = divmod(size, MEBIBYTE)
    yield from [b"x" * MEBIBYTE] * whole
    yield b"x" * rest


def in_crumbs(message: bytes) -> list[bytes]:
    """Byte by byte."""
    return [message[place : place + 1] for place in range(len(message))]
