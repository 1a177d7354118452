"""Sessions: what the file holds of them, when they end, and what a clock set wrong does to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback_app.access_file import access_file
from feedback_app.database import SharedFile
from feedback_app.sessions import ABSOLUTE_SECONDS, IDLE_SECONDS, Sessions
from tests.feedback_app.stepped_clock import DAY, HOUR, MINUTE, YEAR, SteppedClock

JEFA, BRUNO = "contact:olmo:jefa", "employee:bruno-leal"


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SharedFile]:
    file = access_file(tmp_path / "access.db")
    yield file
    file.close()


@pytest.fixture
def sessions(file: SharedFile, clock: SteppedClock) -> Sessions:
    return Sessions(file, clock)


def begun(sessions: Sessions, person: str = JEFA) -> str:
    return sessions.begin(person, "julia@olmo.example", "Firefox · Linux")


def test_a_session_is_found_by_its_secret_alone(sessions: Sessions) -> None:
    secret = begun(sessions)
    found = sessions.of_secret(secret)

    assert found is not None
    assert (found.person, found.mail, found.browser) == (JEFA, "julia@olmo.example", "Firefox · Linux")
    assert [sessions.of_secret(other) for other in ("", found.name, secret[:-1], secret + "x")] == [None] * 4


def test_the_file_does_not_hold_the_secret(sessions: Sessions, tmp_path: Path) -> None:
    secret = begun(sessions)

    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())

    assert b"julia@olmo.example" in held
    assert secret.encode() not in held


def test_secrets_and_names_never_repeat(sessions: Sessions) -> None:
    secrets = {begun(sessions) for _ in range(50)}

    assert len(secrets) == len({one.name for one in sessions.of_person(JEFA)}) == 50
    assert {len(secret) for secret in secrets} == {43}


def test_a_session_ends_when_it_is_not_used(sessions: Sessions, clock: SteppedClock) -> None:
    secret = begun(sessions)

    clock.step(IDLE_SECONDS - 1)
    used = sessions.of_secret(secret)
    clock.step(IDLE_SECONDS - 1)
    used_again = sessions.of_secret(secret)
    clock.step(IDLE_SECONDS)

    assert (used is None, used_again is None, sessions.of_secret(secret)) == (False, False, None)


def test_a_session_ends_however_much_it_is_used(sessions: Sessions, clock: SteppedClock) -> None:
    secret = begun(sessions)

    hours = 0
    while sessions.of_secret(secret) is not None:
        clock.step(HOUR)
        hours += 1

    assert hours == ABSOLUTE_SECONDS / HOUR


def test_the_last_use_is_kept_to_within_five_minutes(sessions: Sessions, clock: SteppedClock) -> None:
    secret, began = begun(sessions), int(clock.now)
    seen = []
    for _ in range(12):
        clock.step(MINUTE)
        sessions.of_secret(secret)
        seen.append(sessions.of_person(JEFA)[0].seen_at - began)

    assert seen == [0, 0, 0, 0, 300, 300, 300, 300, 300, 600, 600, 600]


@pytest.mark.parametrize(
    ("step", "lives"), [(HOUR, True), (-HOUR, True), (YEAR, False), (-YEAR, False), (-2 * DAY, False)]
)
def test_a_clock_set_by_an_hour_shuts_nobody_out_and_one_by_a_year_readmits_nobody(
    sessions: Sessions, clock: SteppedClock, step: float, lives: bool
) -> None:
    secret = begun(sessions)

    clock.step(step)

    assert (sessions.of_secret(secret) is not None) == lives
    assert sessions.of_secret(begun(sessions)) is not None


def test_what_a_wrong_clock_began_does_not_live_longer_once_it_is_set_right(
    sessions: Sessions, clock: SteppedClock
) -> None:
    clock.step(YEAR)
    secret = begun(sessions)
    clock.step(-YEAR)

    assert sessions.of_secret(secret) is None


def test_one_lists_and_ends_ones_own_and_nobody_elses(sessions: Sessions, clock: SteppedClock) -> None:
    first, others = begun(sessions), begun(sessions, BRUNO)
    clock.step(MINUTE)
    second = begun(sessions)
    newest, oldest = sessions.of_person(JEFA)

    sessions.end_named(BRUNO, newest.name)
    untouched = [sessions.of_secret(one) is not None for one in (first, second, others)]
    sessions.end_named(JEFA, oldest.name)
    one_ended = [sessions.of_secret(one) is not None for one in (first, second, others)]
    sessions.end_all(JEFA)
    all_ended = [sessions.of_secret(one) is not None for one in (first, second, others)]

    assert newest.created_at - oldest.created_at == MINUTE
    assert (untouched, one_ended, all_ended) == (
        [True, True, True],
        [False, True, True],
        [False, False, True],
    )


def test_those_that_have_ended_are_forgotten(
    sessions: Sessions, clock: SteppedClock, file: SharedFile
) -> None:
    begun(sessions)
    clock.step(8 * DAY)
    begun(sessions, BRUNO)

    with file.reading() as connection:
        assert connection.execute("select person from session").fetchall() == [(BRUNO,)]


def test_a_file_that_takes_nothing_more_shuts_nobody_out(
    sessions: Sessions, file: SharedFile, clock: SteppedClock
) -> None:
    secret = begun(sessions)
    with file.reading() as connection:
        connection.execute("pragma query_only = on")
    clock.step(HOUR)

    assert sessions.of_secret(secret) is not None
