"""Somebody sets the machine's clock, an hour or a year forward or back, while the app runs.

Nobody comes in again whose session had ended, nobody is shut out by an hour, and nobody for ever.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest

from feedback_app.allowance import MAILS_FOR_A_NETWORK
from feedback_app.settings import Settings
from tests.builders import a_company, people
from tests.doors.instruments import missing
from tests.doors.moved_clock import HOUR, LIBRARIES, YEAR, Machine, machine
from tests.feedback_app.asked import aged, asking_library, sent
from tests.feedback_app.published_house import a_published_house
from tests.feedback_app.served import Served

pytestmark = pytest.mark.xdist_group("clock")

MADRID = ZoneInfo("Europe/Madrid")
HOME = {"employee:elena-robles": "/intranet/", "contact:olmo:jefa": "/clients/olmo/"}
LEAVING = "employee:bruno-leal"
"""Who works here today for the last time."""
MAIL = "elena.robles@oficio.example"
SURVEY = "/survey/olmo-tienda"
STEPS = {"an hour on": HOUR, "an hour back": -HOUR, "a year on": YEAR, "a year back": -YEAR}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    if not LIBRARIES:
        missing("faketime is not installed: sudo apt-get install faketime")
    staff = people()
    staff[2]["date_out"] = dt.datetime.now(MADRID).date().isoformat()
    library = asking_library(active_from="2020-01-01")
    library = library.model_copy(update={"company": a_company(people=staff)})
    settings = a_published_house(tmp_path_factory.mktemp("clock"), library)
    with machine(settings) as running:
        yield running


@pytest.fixture(autouse=True)
def true_time(running: Machine) -> None:
    running.set_clock(0)


@pytest.fixture(params=HOME)
def person(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def comes_in(browser: Served, person: str) -> bool:
    """Whether one's home page opens; if not, one is asked to sign in."""
    answer = browser.get(HOME.get(person, "/intranet/"))
    assert answer.status in {200, 302}, answer.text
    return answer.status == 200


def browser_of(server: Served, method: str, path: str, form: str = "") -> Served:
    """The browser that has sent this and been led on, with the cookie it got."""
    answer = server.ask(method, path, form)
    assert answer.status == 303, answer.text
    cookies = [one.partition(";")[0] for one in answer.headers.get_all("Set-Cookie", [])]
    return replace(server, cookie="; ".join(one for one in cookies if not one.endswith("=")))


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_the_app_goes_by_the_clock_that_was_set(running: Machine, step: int) -> None:
    before = dt.datetime.now(dt.UTC)
    running.set_clock(step)

    told = email.utils.parsedate_to_datetime(running.server.get("/healthz").headers["Date"])

    assert abs((told - before).total_seconds() - step) < 60


@pytest.mark.parametrize("step", [HOUR, -HOUR], ids=["on", "back"])
def test_nobody_is_shut_out_by_an_hour(running: Machine, person: str, step: int) -> None:
    browser = running.server.being(person)

    there = []
    for clock in (0, step, 0):
        running.set_clock(clock)
        there.append(comes_in(browser, person))

    assert there == [True, True, True]


def test_a_year_on_every_session_has_ended_and_does_not_begin_again(running: Machine, person: str) -> None:
    browser = running.server.being(person)

    running.set_clock(YEAR)
    a_year_on = comes_in(browser, person)
    running.set_clock(0)
    again = comes_in(browser, person)

    assert (a_year_on, again) == (False, False)


@pytest.mark.parametrize("step", [YEAR, -YEAR], ids=["on", "back"])
def test_whoever_signs_in_by_a_wrong_clock_signs_in_anew_by_the_right_one(
    running: Machine, person: str, step: int
) -> None:
    before = running.server.being(person)
    running.set_clock(step)
    still = comes_in(before, person)
    meanwhile = running.server.being(person)
    then = comes_in(meanwhile, person)
    running.set_clock(0)

    assert (still, then) == (False, True)
    assert not comes_in(meanwhile, person)
    assert not comes_in(before, person)
    assert comes_in(running.server.being(person), person)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_whoever_has_signed_out_stays_out(running: Machine, person: str, step: int) -> None:
    browser = running.server.being(person)
    browser.ask("POST", "/sign-out")

    running.set_clock(step)

    assert not comes_in(browser, person)


def test_a_session_too_long_idle_does_not_come_back_with_an_hour(running: Machine, person: str) -> None:
    browser = running.server.being(person)

    there = []
    for clock in (11 * HOUR, 24 * HOUR, 22 * HOUR, 0):
        running.set_clock(clock)
        there.append(comes_in(browser, person))

    assert there == [True, False, False, False]


def test_a_session_kept_busy_ends_after_its_longest_time(running: Machine, person: str) -> None:
    browser = running.server.being(person)

    there = {}
    for hours in range(0, 7 * 24 + 11, 11):
        running.set_clock(hours * HOUR)
        there[hours] = comes_in(browser, person)

    assert there == {hours: hours < 7 * 24 for hours in there}


def test_whoever_has_left_is_out_at_midnight_in_the_middle_of_a_session(running: Machine) -> None:
    leaving, staying = (running.server.being(one) for one in (LEAVING, "employee:elena-robles"))
    now = dt.datetime.now(MADRID)
    midnight = dt.datetime.combine(now.date() + dt.timedelta(days=1), dt.time(), MADRID)
    left = int((midnight - now).total_seconds())

    there = []
    for clock in (left // 3, 2 * left // 3, left - 60, left + 60):
        running.set_clock(clock)
        there.append([comes_in(one, LEAVING) for one in (leaving, staying)])

    assert there == [[True, True], [True, True], [True, True], [False, True]]


@pytest.mark.parametrize(
    ("step", "status"),
    [(0, 303), (HOUR, 410), (-HOUR, 410), (YEAR, 410), (-YEAR, 410)],
    ids=["no step", *STEPS],
)
def test_a_link_under_way_is_worth_nothing_by_another_clock(running: Machine, step: int, status: int) -> None:
    printed = len(running.printed)
    browser = browser_of(running.server, "POST", "/sign-in", f"mail={MAIL}")
    link = running.printed_link(printed)

    running.set_clock(step)

    assert browser.ask("POST", link).status == status


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_after_a_step_one_can_ask_for_a_link_and_come_in(running: Machine, step: int) -> None:
    running.set_clock(step)
    printed = len(running.printed)
    browser = browser_of(running.server, "POST", "/sign-in", f"mail={MAIL}")

    inside = browser_of(browser, "POST", running.printed_link(printed))

    assert comes_in(inside, "employee:elena-robles")


def test_a_limit_that_was_reached_is_over_in_its_time_by_any_clock(running: Machine) -> None:
    asking = "mail=quien.pregunta.mucho@oficio.example"
    while running.server.ask("POST", "/sign-in", asking).status == 303:
        pass

    waits = {}
    for name, step in STEPS.items():
        running.set_clock(step)
        waits[name] = int(running.server.ask("POST", "/sign-in", asking).headers["Retry-After"])

    longest = MAILS_FOR_A_NETWORK.seconds + 1
    assert {name: 0 < wait <= longest for name, wait in waits.items()} == dict.fromkeys(STEPS, True)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_an_answer_to_a_questionnaire_gets_the_day_of_the_clock(running: Machine, step: int) -> None:
    running.set_clock(step)
    form = aged(sent(running.server.get(SURVEY).text), Settings(running.data), time.time() + step)

    answer = running.server.ask("POST", SURVEY, urlencode(form, doseq=True))

    with closing(sqlite3.connect(running.data / "feedback.db")) as answers:
        days = [day for (day,) in answers.execute("select day from response order by response_id")]
    moment = dt.datetime.now(MADRID) + dt.timedelta(seconds=step)
    assert answer.status == 200
    assert days[-1] == moment.date().isoformat()
