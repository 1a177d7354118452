"""Where somebody comes from who was brought by the proxy in front: the last address of `X-Forwarded-For`.

The proxy adds that one itself; whatever stands before it, and every other header of its kind, is somebody's
word about himself, and not read.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

NOWHERE = ""
"""Where all come from of whom the proxy says nothing that can be read."""


class Forwarded:
    """An app of which every request comes from where the proxy says."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Hand a request on with the address of whoever sent it; without one, the proxy itself asks."""
        said = environ.get("HTTP_X_FORWARDED_FOR")
        if said is not None:
            environ["REMOTE_ADDR"] = environ["REMOTE_HOST"] = last_address(said)
        return self._app(environ, start_response)


def last_address(said: str) -> str:
    """The last address of a list, without its port or brackets; NOWHERE if that is none."""
    hop = said.rpartition(",")[2].strip(' \t"')
    for written in (hop, hop.rpartition(":")[0]):
        with suppress(ValueError):
            return str(ipaddress.ip_address(written.removeprefix("[").removesuffix("]")))
    return NOWHERE
