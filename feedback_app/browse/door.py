"""The door before Datasette: asks the app who is asking, and lets nobody pass of whom it has no good word.

It stands before everything Datasette answers, its own inner pages and files included, and goes by the rules
for its routes. A word of the app is believed for a few seconds; when the app cannot be reached, nobody
enters.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from feedback_app.access import Anonymous, Resource, may
from feedback_app.headers import strict_headers

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

BELIEVED_SECONDS = 3.0
ASKING_SECONDS = 2.0
_MOST_REMEMBERED = 1000

ACTOR = "luz.actor"
"""Where the door leaves, for Datasette, whom it has let in."""

OWN_HOSTS = frozenset({"127.0.0.1", "localhost"})

READING = frozenset({"GET", "HEAD"})
"""The methods that are answered: nothing is ever written here."""


@dataclass(frozen=True)
class Word:
    """What the app says of somebody: who it is, and whether they may read the answers."""

    actor: Mapping[str, Any] | None
    allowed: bool


NOBODY = Word(None, allowed=False)


class AppAway(Exception):
    """The app did not answer, or not as agreed."""


class Doorkeeper:
    """Asks the app at `app_url`, and remembers its word for a few seconds."""

    def __init__(self, app_url: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._url = urlsplit(app_url)
        self._clock = clock
        self._words: dict[str, tuple[float, Word]] = {}

    async def word(self, cookie: str) -> Word:
        """The app's word on whoever sends these cookies. Raises AppAway."""
        if not cookie:
            return NOBODY
        at, word = self._words.get(cookie, (0.0, NOBODY))
        now = self._clock()
        if cookie not in self._words or now - at >= BELIEVED_SECONDS:
            word = await asyncio.to_thread(self._ask, cookie)
            if len(self._words) >= _MOST_REMEMBERED:
                self._words.clear()
            self._words[cookie] = now, word
        return word

    def _ask(self, cookie: str) -> Word:
        kind = http.client.HTTPSConnection if self._url.scheme == "https" else http.client.HTTPConnection
        connection = kind(self._url.netloc, timeout=ASKING_SECONDS)
        try:
            path = f"{self._url.path.rstrip('/')}/access/check?resource=data"
            connection.request("GET", path, headers={"Cookie": cookie, "Accept": "application/json"})
            response = connection.getresponse()
            if response.status not in {200, 401}:
                raise AppAway(f"the app answered {response.status}")
            said = json.loads(response.read())
            known = response.status == 200 and isinstance(said["actor"], dict)
            return Word(said["actor"], allowed=said["allowed"] is True) if known else NOBODY
        except (OSError, http.client.HTTPException, ValueError, LookupError, TypeError) as error:
            raise AppAway(str(error)) from error
        finally:
            connection.close()


Judge = Callable[[str], Resource | None]
"""What a path is about, as it was sent; None where it is nobody's to see."""

Refusal = Callable[[int, str], Awaitable[str]]
"""Makes the page of a refusal: its status, and the message that says why."""


@dataclass(frozen=True)
class Door:
    """The application behind its door.

    `address` is where readers find it, whatever a request says of it; `sign_in` is where somebody unknown is
    sent, if anywhere.
    """

    application: Application
    address: str
    about: Judge
    keeper: Doorkeeper
    home: str
    sign_in: str
    refusal: Refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let Datasette answer it."""
        scope.pop(ACTOR, None)
        if scope["type"] == "lifespan":
            await self.application(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, _closed(send, self.address))
        else:
            await send({"type": "websocket.close"})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = urlsplit(self.address)
        scope["scheme"] = address.scheme
        if _host(scope) not in {*OWN_HOSTS, address.hostname}:
            await self._refuse(scope, send, 400, "We could not understand the request")
            return
        path = _path(scope)
        resource = self.about(path)
        reading = scope["method"] in READING
        if resource is not None and may(Anonymous(), resource) and reading:
            await self.application(scope, receive, send)
            return
        try:
            word = await self.keeper.word(_cookie(scope))
        except AppAway:
            await self._refuse(
                scope, send, 503, "We cannot check who you are just now. Try again in a minute."
            )
            return
        if word.actor is None:
            await self._to_the_way_in(scope, send)
        elif not word.allowed or resource is None:
            await self._refuse(scope, send, 404, "There is nothing at this address.")
        elif not reading:
            await self._refuse(scope, send, 405, "The answers can only be read.", {"Allow": "GET, HEAD"})
        elif path == "/":
            await _answer(send, 302, b"", {"Location": self.home})
        else:
            scope[ACTOR] = dict(word.actor)
            await self.application(scope, receive, send)

    async def _to_the_way_in(self, scope: Scope, send: Send) -> None:
        if self.sign_in and not _wants_data(scope):
            await _answer(send, 302, b"", {"Location": self.sign_in})
        else:
            status = 401 if _wants_data(scope) else 403
            await self._refuse(scope, send, status, "The answers are only for managers who have signed in.")

    async def _refuse(
        self, scope: Scope, send: Send, status: int, message: str, headers: Mapping[str, str] = {}
    ) -> None:
        if _wants_data(scope):
            body, kind = json.dumps({"ok": False, "status": status}), "application/json"
        else:
            body, kind = await self.refusal(status, message), "text/html; charset=utf-8"
        await _answer(send, status, body.encode(), {"Content-Type": kind, **headers})


def _path(scope: Scope) -> str:
    """The path as Datasette reads it: not decoded, so that no spelling passes here for another."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.decode("latin-1").partition("?")[0]


def _wants_data(scope: Scope) -> bool:
    last = scope["path"].rpartition("/")[2]
    accepted = _header(scope, b"accept")
    return last.endswith((".json", ".csv", ".blob")) or accepted.startswith("application/json")


def _cookie(scope: Scope) -> str:
    return _header(scope, b"cookie")


def _host(scope: Scope) -> str | None:
    """The name of the host that is asked for, in lower case; None where none is named as it should be."""
    try:
        return urlsplit(f"//{_header(scope, b'host')}").hostname
    except ValueError:
        return None


def _header(scope: Scope, wanted: bytes) -> str:
    return "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name.lower() == wanted)


def _closed(send: Send, address: str) -> Send:
    """Send with the headers of a strict site at this address, kept by no cache."""
    added = {**strict_headers(address), "Cache-Control": "private, no-store"}
    strict = [(name.encode(), value.encode()) for name, value in added.items()]

    async def closed(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [pair for pair in message.get("headers", []) if pair[0].lower() != b"cache-control"]
            message["headers"] = kept + strict
        await send(message)

    return closed


async def _answer(send: Send, status: int, body: bytes, headers: Mapping[str, str]) -> None:
    said = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    length = [(b"Content-Length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": said + length})
    await send({"type": "http.response.body", "body": body})
