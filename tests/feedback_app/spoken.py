"""A request spoken byte by byte, as no well-mannered program would send it."""

from __future__ import annotations

import re
import socket

_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")
_PATIENCE_SECONDS = 10


def spoken(port: int, words: str) -> bytes:
    """All that the server of a port says to these bytes until it or they end; characters are Latin-1."""
    with socket.create_connection(("127.0.0.1", port), _PATIENCE_SECONDS) as connection:
        heard = b""
        try:
            connection.sendall(words.encode("latin-1"))
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65536):
                heard += part
        except ConnectionError:
            # It has said what it had to say, and does not listen on.
            pass
        return heard


def statuses(heard: bytes) -> list[int]:
    """The statuses of the answers, in their order."""
    return [int(status) for status in _STATUS.findall(heard)]
