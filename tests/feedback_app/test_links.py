"""Mailed links: once, soon, and only in the browser that asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback_app.access_file import access_file
from feedback_app.database import SharedFile
from feedback_app.links import VALID_SECONDS, WRONG_CODES, Asked, Invited, Links, Opened
from tests.feedback_app.stepped_clock import HOUR, YEAR, SteppedClock

JEFA = Invited("contact:olmo:jefa", "julia@olmo.example")
BRUNO = Invited("employee:bruno-leal", "bruno@oficio.example")


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SharedFile]:
    file = access_file(tmp_path / "access.db")
    yield file
    file.close()


@pytest.fixture
def links(file: SharedFile, clock: SteppedClock) -> Links:
    return Links(file, clock)


def asked_by(links: Links, *invited: Invited) -> Asked:
    return links.ask(invited, "/clients/olmo/plan/")


def another_code(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_a_link_opens_once(links: Links) -> None:
    asked = asked_by(links, JEFA)
    [link] = asked.links

    first, second = (links.open(link.token, asked.browser) for _ in range(2))

    assert (first, second) == (Opened(JEFA, "/clients/olmo/plan/"), None)
    assert not links.lives(link.token)


def test_a_code_opens_once_and_then_the_link_no_more(links: Links) -> None:
    asked = asked_by(links, JEFA)
    [link] = asked.links

    first, second = (links.open_by_code(link.code, asked.browser) for _ in range(2))

    assert (first, second) == (Opened(JEFA, "/clients/olmo/plan/"), None)
    assert links.open(link.token, asked.browser) is None


def test_looking_at_a_link_uses_nothing_up(links: Links) -> None:
    asked = asked_by(links, JEFA)
    [link] = asked.links

    looks = [(links.lives(link.token), links.is_of_browser(link.token, asked.browser)) for _ in range(3)]

    assert looks == [(True, True)] * 3
    assert links.open(link.token, asked.browser) is not None


def test_another_browser_opens_nothing_and_uses_nothing_up(links: Links) -> None:
    asked, another = asked_by(links, JEFA), asked_by(links, BRUNO)
    [link] = asked.links

    strangers = [links.open(link.token, browser) for browser in ("", another.browser, asked.browser + "x")]
    codes = [links.open_by_code(link.code, browser) for browser in ("", another.browser)]

    assert strangers == [None] * 3
    assert codes == [None] * 2
    assert not links.is_of_browser(link.token, another.browser)
    assert links.open(link.token, asked.browser) == Opened(JEFA, "/clients/olmo/plan/")


def test_after_a_few_wrong_codes_not_even_the_right_one_opens(links: Links) -> None:
    asked = asked_by(links, JEFA)
    [link] = asked.links

    for _ in range(WRONG_CODES - 1):
        links.open_by_code(another_code(link.code), asked.browser)
    still = links.awaits_code(asked.browser)
    links.open_by_code(another_code(link.code), asked.browser)

    assert (still, links.awaits_code(asked.browser)) == (True, False)
    assert links.open_by_code(link.code, asked.browser) is None


def test_one_address_of_several_people_has_a_link_for_each(links: Links) -> None:
    asked = asked_by(links, JEFA, BRUNO)
    jefa, bruno = asked.links

    opened = links.open_by_code(bruno.code, asked.browser)

    assert opened == Opened(BRUNO, "/clients/olmo/plan/")
    assert links.open(jefa.token, asked.browser) is None


def test_a_stranger_is_kept_waiting_like_anybody_and_never_let_in(links: Links) -> None:
    asked = asked_by(links)
    [link] = asked.links

    assert links.awaits_code(asked.browser)
    assert not links.lives(link.token)
    assert links.open_by_code(link.code, asked.browser) is None
    assert links.open(link.token, asked.browser) is None


@pytest.mark.parametrize(
    ("step", "opens"),
    [(VALID_SECONDS - 1, True), (VALID_SECONDS, False), (-30, True), (HOUR, False), (-HOUR, False),
     (YEAR, False), (-YEAR, False)],
)  # fmt: skip
def test_a_link_lives_ten_minutes_by_a_clock_that_is_right(
    links: Links, clock: SteppedClock, step: float, opens: bool
) -> None:
    by_link, by_code = asked_by(links, JEFA), asked_by(links, JEFA)

    clock.step(step)

    assert (links.open(by_link.links[0].token, by_link.browser) is not None) == opens
    assert (links.open_by_code(by_code.links[0].code, by_code.browser) is not None) == opens


def test_what_can_open_nothing_any_more_is_forgotten(
    links: Links, clock: SteppedClock, file: SharedFile
) -> None:
    asked_by(links, JEFA, BRUNO)
    clock.step(VALID_SECONDS)
    asked_by(links, JEFA)

    with file.reading() as connection:
        counts = [
            connection.execute(f"select count(*) from {table}").fetchone()[0] for table in ("asked", "link")
        ]
    assert counts == [1, 1]


def test_the_file_holds_neither_link_nor_code_nor_what_the_browser_holds(
    links: Links, tmp_path: Path
) -> None:
    asked = asked_by(links, JEFA)

    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())

    secrets = (asked.browser, asked.links[0].token, asked.links[0].code)
    assert b"julia@olmo.example" in held
    assert [secret for secret in secrets if secret.encode() in held] == []


def test_of_many_at_once_one_opens_it(links: Links) -> None:
    asked = asked_by(links, JEFA)
    opened: list[Opened | None] = []

    def enter() -> None:
        opened.append(links.open(asked.links[0].token, asked.browser))

    threads = [threading.Thread(target=enter) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(opened) == 20
    assert [one for one in opened if one is not None] == [Opened(JEFA, "/clients/olmo/plan/")]
