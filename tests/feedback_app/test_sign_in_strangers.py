"""The way in as those meet it who should not come in: what they learn, use up and can plant. Nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from feedback_app import create_app
from feedback_app.allowance import ASKED_BY_A_NETWORK, CODES_OF_A_NETWORK, MAILS_FOR_A_NETWORK
from feedback_app.links import WRONG_CODES
from tests.feedback_app.letters import (
    ELENA,
    JULIA,
    OLMO,
    STRANGER,
    House,
    Letter,
    a_house_with_letters,
    browser_of,
)
from tests.feedback_app.mail_server import Postman, mail_server
from tests.feedback_app.published_house import a_published_house
from tests.feedback_app.served import Answer, Served, served


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house_with_letters(tmp_path) as house:
        yield house


def test_a_scanner_that_opens_everything_burns_nothing(house: House) -> None:
    browser, letter = house.ask(JULIA), house.letter()
    path = letter.paths[0]
    scanner = house.server

    scanned = [
        *(scanner.get(path) for _ in range(3)),
        scanner.ask("HEAD", path),
        scanner.ask("OPTIONS", path),
        scanner.ask("POST", path),
    ]
    entered = browser.ask("POST", path)

    assert [answer.status for answer in scanned] == [403, 403, 403, 403, 200, 403]
    assert [answer.headers["Set-Cookie"] for answer in scanned] == [None] * 6
    assert entered.status == 303


def test_another_browser_is_told_to_go_back_to_the_one_that_asked(house: House) -> None:
    house.ask(JULIA)
    another = house.ask(ELENA)
    path = house.letter(1).paths[0]

    looked, entered = another.get(path), another.ask("POST", path)

    assert (looked.status, entered.status) == (403, 403)
    assert "Este enlace es de otro navegador" in looked.text
    assert entered.headers["Set-Cookie"] is None


def test_known_or_not_the_answer_is_the_same(house: House) -> None:
    answers = [
        house.server.ask("POST", "/sign-in", f"mail={mail}") for mail in (JULIA, STRANGER, "x@gone.example")
    ]
    pages = [browser_of(house.server, answer).get("/sign-in/code") for answer in answers]
    wrong = [
        browser_of(house.server, answer).ask("POST", "/sign-in/code", "code=1234567") for answer in answers
    ]

    assert len({shape(answer) for answer in answers}) == 1
    assert len({page.body for page in pages}) == 1
    assert len({(page.status, page.body) for page in wrong}) == 1
    house.ask(ELENA)
    assert [letter["To"] for letter in house.postman.awaited(2)] == [JULIA, ELENA]


def shape(answer: Answer) -> tuple[int, bytes, str]:
    """An answer without what is new in each: the day, and the secret of the cookie."""
    headers = str(sorted((name, value) for name, value in answer.headers.items() if name != "Date"))
    return answer.status, answer.body, re.sub(r"luz_asked=[\w-]{43};|Expires=[^;]+", "", headers)


def test_a_header_cannot_be_smuggled_in(house: House) -> None:
    answer = house.server.ask("POST", "/sign-in", f"mail={quote(JULIA + chr(10) + 'Bcc: x@evil.example')}")

    assert answer.status == 400


def test_an_address_is_not_flooded_with_mails(house: House) -> None:
    answers = [
        house.server.ask("POST", "/sign-in", f"mail={mail}") for mail in [JULIA] * 11 + [STRANGER] * 11
    ]

    statuses = [answer.status for answer in answers]
    assert statuses == ([303] * MAILS_FOR_A_NETWORK.times + [429]) * 2
    refused = answers[10], answers[21]
    assert "Demasiadas veces seguidas" in refused[0].text
    assert refused[0].body == refused[1].body
    assert "Espere 24 horas" in refused[0].text
    assert 86390 <= int(refused[0].headers["Retry-After"]) <= 86401
    assert len(house.postman.awaited(10)) == 10


def test_one_stranger_does_not_use_up_what_the_owner_of_an_address_may_ask_for(tmp_path: Path) -> None:
    with served(create_app(a_published_house(tmp_path)), behind_proxy=True) as server:
        stranger, owner = ({"X_Forwarded_For": address} for address in ("203.0.113.9", "198.51.100.4"))
        form = f"mail={ELENA}"
        strangers = [server.ask("POST", "/sign-in", form, stranger).status for _ in range(12)]
        owners = server.ask("POST", "/sign-in", form, owner).status

    assert (strangers, owners) == ([303] * MAILS_FOR_A_NETWORK.times + [429] * 2, 303)


def test_a_network_is_limited_whatever_addresses_it_asks_for(house: House) -> None:
    statuses = [
        house.server.ask("POST", "/sign-in", f"mail=n{number}@olmo.example").status for number in range(102)
    ]

    assert statuses == [303] * 100 + [429] * 2


def test_a_network_tries_no_more_codes_than_its_limit(house: House) -> None:
    tries = CODES_OF_A_NETWORK.times + 2
    statuses: list[int] = []
    while len(statuses) < tries:
        browser = house.ask(f"n{len(statuses)}@olmo.example")
        statuses += [browser.ask("POST", "/sign-in/code", "code=1234567").status for _ in range(WRONG_CODES)]

    assert statuses[: CODES_OF_A_NETWORK.times] == [400, 400, 410] * (CODES_OF_A_NETWORK.times // WRONG_CODES)
    assert set(statuses[CODES_OF_A_NETWORK.times :]) == {429}


@pytest.mark.parametrize(("behind_proxy", "refused"), [(False, 2), (True, 0)])
def test_where_somebody_comes_from_is_only_a_proxys_to_say(
    tmp_path: Path, behind_proxy: bool, refused: int
) -> None:
    with served(create_app(a_published_house(tmp_path)), behind_proxy=behind_proxy) as server:
        statuses = []
        for number in range(ASKED_BY_A_NETWORK.times + 2):
            came_from = {"X_Forwarded_For": f"203.0.113.9, 198.51.100.{number}"}
            answer = server.ask("POST", "/sign-in", f"mail=n{number}@olmo.example", came_from)
            statuses.append(answer.status)

    assert statuses.count(429) == refused


def test_links_lead_to_the_public_address_whatever_the_request_says_of_itself(tmp_path: Path) -> None:
    postman = Postman()
    with mail_server(postman) as smtp:
        settings = replace(a_published_house(tmp_path), smtp=smtp, public_url="https://luz.oficio.example")
        with served(create_app(settings)) as server:
            forged = {"X_Forwarded_Host": "evil.example", "Forwarded": "host=evil.example"}
            answers = [
                server.ask("POST", "/sign-in", f"mail={JULIA}", forged),
                server.ask("POST", "/sign-in", f"mail={JULIA}", {"Host": "evil.example"}),
            ]
            [message] = postman.awaited(1)

    text = message.as_string().replace("=\n", "")
    assert [answer.status for answer in answers] == [303, 400]
    assert "https://luz.oficio.example/sign-in/" in text
    assert "evil" not in text


@pytest.mark.parametrize(
    ("public_url", "name", "secure"),
    [("http://127.0.0.1:8000", "luz", False), ("https://luz.oficio.example", "__Host-luz", True)],
)
def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(
    tmp_path: Path, public_url: str, name: str, secure: bool
) -> None:
    postman = Postman()
    with mail_server(postman) as smtp:
        settings = replace(a_published_house(tmp_path), smtp=smtp, public_url=public_url)
        with served(create_app(settings)) as server:
            asked = server.ask("POST", "/sign-in", f"mail={JULIA}")
            path = Letter.of(postman.awaited(1)[0]).paths[0]
            entered = browser_of(server, asked).ask("POST", path)

    for header, wanted in (
        (asked.headers["Set-Cookie"], f"{name}_asked"),
        (entered.headers["Set-Cookie"], name),
    ):
        parts = [part.strip() for part in header.split(";")]
        assert parts[0].partition("=")[0] == wanted
        assert {part.partition("=")[0] for part in parts[1:]} == {
            "Expires", "HttpOnly", "Max-Age", "Path", "SameSite", *(["Secure"] if secure else []),
        }  # fmt: skip
        assert {"Path=/", "SameSite=Lax"} <= set(parts)


def test_a_session_planted_before_is_not_the_one_that_is_let_in(house: House) -> None:
    browser, letter = house.ask(JULIA), house.letter()
    planted = replace(browser, cookie=f"luz=chosen-by-somebody-else; {browser.cookie}")

    entered = planted.ask("POST", letter.paths[0])

    assert entered.status == 303
    assert Served(house.server.port, "luz=chosen-by-somebody-else").get(OLMO).status == 302


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/code", "/sign-in/x"])
def test_no_page_of_the_way_in_is_kept_or_tells_its_address(house: House, path: str) -> None:
    browser = house.ask(JULIA)
    answers = [browser.get(path), browser.ask("POST", path, "mail=x&code=1")]

    for answer in answers:
        assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == (
            "no-store",
            "no-referrer",
        )


def test_the_page_that_holds_the_link_does_not_repeat_it(house: House) -> None:
    browser, letter = house.ask(JULIA), house.letter()

    token = letter.paths[0].rpartition("/")[2]
    assert token not in browser.get(letter.paths[0]).text
