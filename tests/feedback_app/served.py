"""An app behind its real server on a free port, asked over real HTTP with paths sent exactly as written."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Flask

from feedback_app.demo_links import link
from feedback_app.serving import server_of

DEMO_KEY = "la-clave-de-las-pruebas"


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Served:
    """A server to ask, with the cookies sent along."""

    port: int
    cookie: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def ask(self, method: str, path: str, body: str | None = None, headers: Mapping[str, str] = {}) -> Answer:
        """Send one request; header names are written with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookie:
            sent["Cookie"] = self.cookie
        if body is not None:
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def being(self, person: str) -> Served:
        """The same server, asked by this person, who has come in by a link of the demonstration."""
        answer = self.ask("POST", link(person, DEMO_KEY))
        assert answer.status == 303, answer.text
        return replace(self, cookie=answer.headers["Set-Cookie"].partition(";")[0])


@contextmanager
def served(app: Flask, port: int = 0, **options: Any) -> Iterator[Served]:
    """Serve an app until the end of the block, on any free port or on that one; options are the server's."""
    server: Any = server_of(app, port, **options)
    over = threading.Event()
    thread = threading.Thread(target=_run, args=(server, over))
    thread.start()
    try:
        yield Served(server.effective_port)
    finally:
        over.set()
        thread.join()


def _run(server: Any, over: threading.Event) -> None:
    """The server's own loop, but one that can be ended from outside."""
    while not over.is_set():
        server.asyncore.loop(timeout=0.02, map=server._map, count=1)
    server.task_dispatcher.shutdown()
    server.asyncore.close_all(server._map)
