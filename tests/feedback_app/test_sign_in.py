"""The way in, over real HTTP and real mail: what comes, what opens, and for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from luz.model.library import Library
from tests.builders import a_client_folder, a_library, a_plan
from tests.feedback_app.letters import (
    ELENA,
    JULIA,
    OLMO,
    House,
    a_house_with_letters,
    browser_of,
)
from tests.feedback_app.published_house import republish


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house_with_letters(tmp_path) as house:
        yield house


def test_a_contact_asks_for_a_link_presses_its_button_and_is_where_they_wanted(house: House) -> None:
    asked = house.server.ask("POST", "/sign-in", f"mail={JULIA}&next={OLMO}plan/")
    browser = browser_of(house.server, asked)
    letter = house.letter()
    path = letter.paths[0]

    looked = browser.get(path)
    entered = browser.ask("POST", path)
    inside = browser_of(house.server, entered)

    assert (asked.status, asked.headers["Location"]) == (303, "/sign-in/code")
    assert letter.to == JULIA
    assert looked.status == 200
    assert re.findall(r"<button>([^<]+)</button>", looked.text) == ["Entrar"]
    assert (entered.status, entered.headers["Location"]) == (303, f"{OLMO}plan/")
    assert inside.get(f"{OLMO}plan/").status == 200
    assert inside.get("/clients/north-pier/").status == 404
    assert inside.get("/intranet/").status == 404


def test_the_code_does_the_same_in_the_browser_that_asked(house: House) -> None:
    browser = house.ask(JULIA)
    code = house.letter().codes[0]

    entered = browser.ask("POST", "/sign-in/code", f"code={code[:3]}+{code[3:]}")

    assert (entered.status, entered.headers["Location"]) == (303, OLMO)
    assert browser_of(house.server, entered).get(OLMO).status == 200


@pytest.mark.parametrize("way", ["link", "code"])
def test_link_and_code_open_once(house: House, way: str) -> None:
    browser, letter = house.ask(JULIA), house.letter()
    path, body = (letter.paths[0], "") if way == "link" else ("/sign-in/code", f"code={letter.codes[0]}")

    answers = [browser.ask("POST", path, body) for _ in range(2)]
    looked = browser.get(letter.paths[0])

    assert [answer.status for answer in answers] == [303, 410]
    assert answers[1].headers["Set-Cookie"] is None
    assert (looked.status, "<button" in looked.text) == (410, False)


def test_an_address_is_the_same_in_another_case_and_is_written_to_as_the_plan_has_it(house: House) -> None:
    house.ask(f"  {JULIA.upper()} ")

    assert house.letter().to == JULIA


@pytest.mark.parametrize("mail", ["", "julia", "julia@olmo", "a b@olmo.example", "@olmo.example", "x" * 300])
def test_what_can_be_no_address_is_said_so_and_stays_typed(house: House, mail: str) -> None:
    answer = house.server.ask("POST", "/sign-in", f"mail={quote(mail)}&next={OLMO}")

    assert answer.status == 400
    assert f'value="{mail}"' in answer.text
    assert f'name="next" value="{OLMO}"' in answer.text
    assert "Esto no es una dirección de correo" in answer.text


def test_wrong_codes_are_said_and_after_three_nothing_opens(house: House) -> None:
    browser, letter = house.ask(JULIA), house.letter()
    wrong = f"{(int(letter.codes[0]) + 1) % 1_000_000:06}"

    answers = [browser.ask("POST", "/sign-in/code", f"code={code}") for code in (wrong, wrong, wrong)]
    after = [
        browser.ask("POST", letter.paths[0]),
        browser.ask("POST", "/sign-in/code", f"code={letter.codes[0]}"),
    ]

    assert [answer.status for answer in answers] == [400, 400, 410]
    assert "Ese no es el código del último correo" in answers[0].text
    assert [answer.status for answer in after] == [303, 410]


def test_whoever_asks_again_may_open_either_mail(house: House) -> None:
    first = house.ask(ELENA)
    again = browser_of(house.server, first.ask("POST", "/sign-in", f"mail={ELENA}"))
    letters = [house.letter(number) for number in (1, 2)]

    looked = [again.get(letter.paths[0]).status for letter in letters]
    by_code = again.ask("POST", "/sign-in/code", f"code={letters[0].codes[0]}")
    by_link = again.ask("POST", letters[1].paths[0])

    assert looked == [200, 200]
    assert [by_code.status, by_link.status] == [303, 303]


def test_a_browser_remembers_the_last_three_times_it_asked(house: House) -> None:
    browser = house.server
    for _ in range(4):
        browser = browser_of(house.server, browser.ask("POST", "/sign-in", f"mail={ELENA}"))
    letters = [house.letter(number) for number in range(1, 5)]

    assert [browser.get(letter.paths[0]).status for letter in letters] == [403, 200, 200, 200]


def test_a_used_link_leads_whoever_came_in_by_it_to_their_pages(house: House) -> None:
    browser, letter = house.ask(ELENA), house.letter()
    inside = browser_of(house.server, browser.ask("POST", letter.paths[0]))

    answers = [inside.get(letter.paths[0]), inside.ask("POST", letter.paths[0])]
    form = inside.get("/sign-in")

    assert [(one.status, one.headers["Location"]) for one in answers] == [(303, "/intranet/")] * 2
    assert "Ha entrado como Elena Robles" in form.text


def test_whoever_has_left_the_plan_meanwhile_is_not_let_in(house: House) -> None:
    browser, letter = house.ask(JULIA), house.letter()
    republish(house.settings.data, without_portal_access())

    assert browser.ask("POST", letter.paths[0]).status == 410
    house.ask(JULIA)
    house.ask(ELENA)
    assert [letter["To"] for letter in house.postman.awaited(2)] == [JULIA, ELENA]


def without_portal_access() -> Library:
    plan = a_plan().model_dump(mode="json", exclude_none=True)
    plan["organisation"]["client"]["contacts"][0]["portal_access"] = False
    return a_library(clients=(a_client_folder(plan=plan),))


def test_signing_in_again_ends_the_session_before(house: House) -> None:
    first = browser_of(house.server, house.ask(JULIA).ask("POST", house.letter(1).paths[0]))
    again = house.ask(JULIA)
    letter = house.letter(2)
    second = browser_of(
        house.server, replace(again, cookie=f"{again.cookie}; {first.cookie}").ask("POST", letter.paths[0])
    )

    assert (first.get(OLMO).status, second.get(OLMO).status) == (302, 200)


def test_the_pages_speak_the_readers_language_and_the_mail_that_of_the_plan(house: House) -> None:
    page = house.server.get("/sign-in", Accept_Language="en")
    house.ask(JULIA, "", Accept_Language="en")

    assert (page.headers["Content-Language"], "Send me the link" in page.text) == ("en", True)
    assert "Portal de Bodegas Olmo" in house.letter().text


def test_an_address_of_two_clients_gets_a_link_and_a_code_for_each(house: House) -> None:
    by_link, by_code = house.ask(JULIA), house.ask(JULIA)
    first, second = house.letter(1), house.letter(2)

    entered = [
        by_link.ask("POST", first.paths[1]),
        by_code.ask("POST", "/sign-in/code", f"code={second.codes[1]}"),
    ]

    assert [len(first.paths), len(first.codes)] == [2, 2]
    assert [answer.headers["Location"] for answer in entered] == ["/clients/north-pier/"] * 2
    assert browser_of(house.server, entered[0]).get(OLMO).status == 404


def test_without_having_asked_there_is_no_code_to_type(house: House) -> None:
    answer = house.server.get("/sign-in/code")

    assert (answer.status, answer.headers["Location"]) == (303, "/sign-in")
    assert house.server.ask("POST", "/sign-in/code", "code=123456").status == 410
