"""What the log tells of the doors: what happened there, to which session, and never to whom."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import a_client_folder, a_library, a_plan
from tests.feedback_app.letters import (
    ELENA,
    JULIA,
    OLMO,
    STRANGER,
    House,
    a_house_with_letters,
    browser_of,
)
from tests.feedback_app.published_house import republish

SESSION = re.compile(r"session=[0-9a-f]{16}\b")


@pytest.fixture
def house(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[House]:
    with a_house_with_letters(tmp_path) as house, caplog.at_level(logging.INFO, "luz.doors"):
        yield house


def noted(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was noted, with every session called the same."""
    messages = [one.getMessage() for one in caplog.records if one.name == "luz.doors"]
    return [SESSION.sub("session=*", message) for message in messages]


def test_a_sign_in_is_noted_from_asking_to_leaving(house: House, caplog: pytest.LogCaptureFixture) -> None:
    browser, letter = house.ask(JULIA), house.letter()
    browser.ask("POST", "/sign-in/code", "code=1234567")
    inside = browser_of(house.server, browser.ask("POST", letter.paths[0]))
    browser.ask("POST", letter.paths[0])
    inside.ask("POST", "/sign-out")

    assert noted(caplog) == [
        "link asked for",
        "refused by=code",
        "let in by=link",
        "session begun session=*",
        "refused by=link",
        "session ended session=*",
    ]


def test_looking_at_a_link_is_not_noted(house: House, caplog: pytest.LogCaptureFixture) -> None:
    browser, letter = house.ask(JULIA), house.letter()
    for somebody in (browser, house.server):
        somebody.get(letter.paths[0])

    assert noted(caplog) == ["link asked for"]


def test_who_goes_beyond_what_they_may_is_noted(house: House, caplog: pytest.LogCaptureFixture) -> None:
    browser, letter = house.ask(JULIA), house.letter()
    inside = browser_of(house.server, browser.ask("POST", "/sign-in/code", f"code={letter.codes[0]}"))
    caplog.clear()

    inside.get("/intranet/")
    inside.get("/clients/north-pier/")
    inside.get("/access/check?resource=data")
    inside.get("/access/check?resource=client:olmo")
    inside.ask("POST", "/session", "end=all", {"Origin": "https://evil.example"})
    for _ in range(11):
        house.server.ask("POST", "/sign-in", f"mail={STRANGER}")

    assert noted(caplog) == [
        "no right about=internal",
        "no right about=client",
        "no right about=data",
        "sent by another site about=session",
        *["link asked for"] * 10,
        "asked too often",
    ]


def test_reading_what_one_may_is_nowhere_noted(house: House, caplog: pytest.LogCaptureFixture) -> None:
    browser, letter = house.ask(JULIA), house.letter()
    inside = browser_of(house.server, browser.ask("POST", letter.paths[0]))
    caplog.clear()

    statuses = [inside.get(path).status for path in (OLMO, f"{OLMO}plan/", f"{OLMO}nothing", "/plan/")]

    assert statuses == [200, 200, 404, 200]
    assert caplog.records == []


def test_whoever_is_taken_out_of_the_plan_has_the_end_noted(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    browser, letter = house.ask(JULIA), house.letter()
    inside = browser_of(house.server, browser.ask("POST", letter.paths[0]))
    plan = a_plan().model_dump(mode="json", exclude_none=True)
    plan["organisation"]["client"]["contacts"][0]["portal_access"] = False
    republish(house.settings.data, a_library(clients=(a_client_folder(plan=plan),)))
    caplog.clear()

    inside.get(OLMO)

    assert noted(caplog) == ["session ended session=*"]


def test_no_person_and_no_secret_is_noted(house: House, caplog: pytest.LogCaptureFixture) -> None:
    told = []
    for number, mail in enumerate((JULIA, ELENA), 1):
        browser, letter = house.ask(mail), house.letter(number)
        entered = browser.ask("POST", letter.paths[0])
        browser_of(house.server, entered).get("/clients/north-pier/files/x.pdf")
        told.append((browser, letter, entered))

    log = caplog.text
    never = ["julia", "jefa", "elena", "robles", "@", "127.0.0.1", "north-pier", "x.pdf"]
    for browser, letter, entered in told:
        secret = entered.headers["Set-Cookie"].partition(";")[0].partition("=")[2]
        never += [browser.cookie.partition("=")[2], *letter.codes, letter.paths[0].rpartition("/")[2], secret]
    assert log.count("let in") == 2
    assert [word for word in never if word in log.lower() or word in log] == []
