"""The door before Datasette: the app's good word opens it, nothing else does, and not for long."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from feedback_app.access import Resource
from feedback_app.browse.door import ACTOR, AppAway, Door, Doorkeeper, Word
from feedback_app.browse.rules import ANSWERS, OPEN
from tests.feedback_app.asked import published_in
from tests.feedback_app.browsed import app_of
from tests.feedback_app.served import Served, served

T = TypeVar("T")


def run(answer: Coroutine[Any, Any, T]) -> T:
    """Await in a thread of its own: a browser of other tests may keep a loop running in this one."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, answer).result()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("house")
    published_in(folder)
    with served(app_of(folder)) as app:
        yield app


@pytest.fixture
def manager(app: Served) -> str:
    return app.being("employee:elena-robles").cookie


def word(keeper: Doorkeeper, cookie: str) -> Word:
    return run(keeper.word(cookie))


def at(app: Served) -> str:
    return f"http://127.0.0.1:{app.port}"


def test_a_manager_may_enter(app: Served, manager: str) -> None:
    said = word(Doorkeeper(at(app)), manager)

    assert said.allowed
    assert said.actor is not None
    assert (said.actor["id"], said.actor["name"]) == ("elena-robles", "Elena Robles")


def test_an_employee_and_a_contact_are_known_and_may_not(app: Served) -> None:
    for person in ("employee:bruno-leal", "contact:olmo:jefa"):
        said = word(Doorkeeper(at(app)), app.being(person).cookie)

        assert (said.actor is not None, said.allowed) == (True, False)


@pytest.mark.parametrize("cookie", ["", "luz=forged", "other=1", "luz=é"])
def test_whoever_is_unknown_is_nobody(app: Served, cookie: str) -> None:
    assert word(Doorkeeper(at(app)), cookie) == Word(None, allowed=False)


def test_the_apps_word_is_believed_for_three_seconds_and_no_longer(tmp_path: Path) -> None:
    now = 0.0
    published_in(tmp_path)
    with served(app_of(tmp_path)) as app:
        cookie = app.being("employee:elena-robles").cookie
        keeper = Doorkeeper(at(app), clock=lambda: now)
        assert word(keeper, cookie).allowed

    now = 2.9
    assert word(keeper, cookie).allowed
    now = 3.0
    with pytest.raises(AppAway):
        word(keeper, cookie)


def test_an_app_that_is_away_vouches_for_nobody(tmp_path: Path) -> None:
    with served(app_of(tmp_path)) as app:
        closed = at(app)

    with pytest.raises(AppAway):
        word(Doorkeeper(closed), "luz=x")


def test_an_app_that_answers_something_else_vouches_for_nobody(app: Served, manager: str) -> None:
    with pytest.raises(AppAway, match="404"):
        word(Doorkeeper(f"{at(app)}/elsewhere"), manager)


async def what_stands_behind(scope: Any, receive: Any, send: Any) -> None:
    """An application that answers everything, and tells whom it was shown."""
    body = str(scope.get(ACTOR, {}).get("id")).encode()
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"max-age=5")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def a_page(status: int, message: str) -> str:
    return f"<p>{message}</p>"


def knock(door: Door, path: str, **extra: Any) -> tuple[int, dict[str, str], bytes]:
    """Ask for an address; what comes back as status, headers and body."""
    named = {"host": "data.example", **extra.pop("headers", {})}
    headers = [(name.encode(), value.encode()) for name, value in named.items()]
    sent = sent_back(door, {"type": "http", "method": "GET", "path": path, "headers": headers, **extra})
    found = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], found, sent[1]["body"]


def sent_back(door: Door, scope: dict[str, Any]) -> list[dict[str, Any]]:
    """The messages with which the door answers."""
    sent: list[dict[str, Any]] = []

    async def ask() -> None:
        async def keep(message: Any) -> None:
            sent.append(message)

        await door(scope, None, keep)  # type: ignore[arg-type]  # nothing is read from a GET

    run(ask())
    return sent


def about(path: str) -> Resource | None:
    """Three rules: the style sheet is open, the first page and the answers are the managers', no more."""
    return {"/look/browse.css": OPEN, "/": ANSWERS, "/feedback": ANSWERS}.get(path)


def a_door(app: Served, sign_in: str = "") -> Door:
    keeper = Doorkeeper(at(app))
    return Door(what_stands_behind, "http://data.example", about, keeper, "/feedback", sign_in, a_page)


def test_behind_the_door_the_manager_is_known_by_name(app: Served, manager: str) -> None:
    assert knock(a_door(app), "/feedback", headers={"cookie": manager})[2] == b"elena-robles"


def test_nobody_is_shown_in_under_a_name_they_bring_themselves(app: Served) -> None:
    status, _, _ = knock(a_door(app), "/feedback", **{ACTOR: {"id": "elena-robles"}})
    _, _, style = knock(a_door(app), "/look/browse.css", **{ACTOR: {"id": "elena-robles"}})

    assert (status, style) == (403, b"None")


def test_the_first_page_leads_to_the_answers(app: Served, manager: str) -> None:
    status, headers, _ = knock(a_door(app), "/", headers={"cookie": manager})

    assert (status, headers["location"]) == (302, "/feedback")


@pytest.mark.parametrize(
    "path", ["/", "/feedback", "/feedback/response", "/-/metadata", "/_internal", "/nothing"]
)
def test_whoever_is_unknown_hears_the_same_of_every_address(app: Served, path: str) -> None:
    status, headers, body = knock(a_door(app, sign_in="https://luz.example/in"), path)

    assert (status, headers["location"], body) == (302, "https://luz.example/in", b"")


@pytest.mark.parametrize("path", ["/feedback.json", "/feedback/response.csv", "/-/databases.json"])
def test_a_program_that_is_unknown_is_told_so_in_its_own_way(app: Served, path: str) -> None:
    status, headers, body = knock(a_door(app, sign_in="https://luz.example/in"), path)

    assert (status, headers["content-type"], body) == (
        401, "application/json", b'{"ok": false, "status": 401}',
    )  # fmt: skip


def test_what_has_no_rule_is_nobodys_to_see(app: Served, manager: str) -> None:
    assert knock(a_door(app), "/-/metadata", headers={"cookie": manager})[0] == 404


def test_the_path_is_judged_as_it_was_sent(app: Served, manager: str) -> None:
    """Datasette, too, goes by what was sent; a spelling decoded only here would be judged as another page."""
    sent = b"/look%2Fbrowse.css?x=1"

    assert knock(a_door(app), "/look/browse.css", raw_path=sent)[0] == 403
    assert knock(a_door(app), "/look/browse.css", raw_path=sent, headers={"cookie": manager})[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"])
def test_nothing_is_done_here_but_read(app: Served, manager: str, method: str) -> None:
    asked = [
        knock(a_door(app), "/look/browse.css", method=method)[0],
        knock(a_door(app), "/feedback", method=method)[0],
        knock(a_door(app), "/feedback", method=method, headers={"cookie": manager})[0],
    ]

    assert asked == [403, 403, 405]


@pytest.mark.parametrize(
    "host", ["evil.example", "data.example.evil.example", "evil@x", "", "[", "data.example, x"]
)
def test_somebody_who_asks_for_another_host_is_not_understood(app: Served, manager: str, host: str) -> None:
    headers = {"cookie": manager, "host": host}

    assert [knock(a_door(app), path, headers=headers)[0] for path in ("/feedback", "/look/browse.css")] == [
        400
    ] * 2


def test_no_other_kind_of_connection_is_let_in(app: Served, manager: str) -> None:
    headers = [(b"cookie", manager.encode())]

    assert sent_back(a_door(app), {"type": "websocket", "path": "/feedback", "headers": headers}) == [
        {"type": "websocket.close"}
    ]


@pytest.mark.parametrize(
    ("address", "told"), [("http://data.example", None), ("https://data.example", "max-age=31536000")]
)
def test_where_readers_come_by_tls_they_are_told_to_do_so_always(
    app: Served, manager: str, address: str, told: str | None
) -> None:
    door = replace(a_door(app), address=address)

    for path in ("/feedback", "/-/metadata", "/look/browse.css"):
        headers = knock(door, path, headers={"cookie": manager})[1]
        assert headers.get("strict-transport-security") == told


def test_every_answer_is_strict_and_kept_nowhere(app: Served, manager: str) -> None:
    for path in ("/feedback", "/", "/look/browse.css", "/-/metadata"):
        _, headers, _ = knock(a_door(app), path, headers={"cookie": manager})

        assert headers["cache-control"] == "private, no-store"
        assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self';")
        assert headers["x-frame-options"] == "DENY"
