"""How often somebody may ask: counted by address and by network, and given back in time."""

from __future__ import annotations

import pytest

from feedback_app.allowance import MAILS_A_DAY, Allowances, Limit, network_of
from tests.feedback_app.stepped_clock import HOUR, MINUTE, SteppedClock

TWICE = Limit("twice an hour", 2, 3600)
THRICE = Limit("thrice a day", 3, 24 * 3600)


def test_so_many_times_and_then_one_waits_until_the_hour_is_over() -> None:
    clock = SteppedClock()
    allowances = Allowances(clock)

    first = allowances.wait([(TWICE, "ana")])
    clock.step(10 * MINUTE)
    then = [allowances.wait([(TWICE, "ana")]) for _ in range(2)]
    clock.step(50 * MINUTE)

    assert (first, then) == (0, [0, 3001])
    assert allowances.wait([(TWICE, "ana")]) == 0


def test_one_does_not_use_up_what_is_anothers() -> None:
    allowances = Allowances(SteppedClock())
    waits = [allowances.wait([(TWICE, who)]) for who in ("ana", "ana", "ana", "luis")]

    assert [wait > 0 for wait in waits] == [False, False, True, False]


def test_whoever_has_to_wait_for_one_limit_uses_up_none() -> None:
    clock = SteppedClock()
    allowances = Allowances(clock)

    waits = [allowances.wait([(TWICE, "ana"), (THRICE, "ana")]) for _ in range(9)]
    clock.step(HOUR)
    later = [allowances.wait([(TWICE, "ana"), (THRICE, "ana")]) for _ in range(2)]

    assert [wait > 0 for wait in waits] == [False] * 2 + [True] * 7
    assert [wait > 0 for wait in later] == [False, True]


def test_what_was_used_for_nothing_is_given_back_and_no_more_than_that() -> None:
    clock = SteppedClock()
    allowances = Allowances(clock)
    uses = [(TWICE, "ana")]

    allowances.give_back(uses)
    waits = [allowances.wait(uses) for _ in range(3)]
    allowances.give_back(uses)
    then = [allowances.wait(uses) for _ in range(2)]

    assert [wait > 0 for wait in waits] == [False, False, True]
    assert [wait > 0 for wait in then] == [False, True]


def test_limits_of_one_network_are_counted_apart() -> None:
    allowances = Allowances(SteppedClock())
    waits = [allowances.wait([(limit, "ana")]) for limit in (TWICE, TWICE, THRICE, TWICE)]

    assert [wait > 0 for wait in waits] == [False, False, False, True]


def test_a_day_later_nothing_is_remembered_of_anybody() -> None:
    clock = SteppedClock()
    allowances = Allowances(clock)
    for number in range(1000):
        allowances.wait([(MAILS_A_DAY, f"{number}@example")])
    clock.step(24 * HOUR)
    allowances.wait([(MAILS_A_DAY, "ana")])

    assert len(allowances._used) == 1


def test_what_is_remembered_has_its_bounds() -> None:
    allowances = Allowances(SteppedClock(), most=100)
    for number in range(1000):
        allowances.wait([(TWICE, str(number))])

    assert len(allowances._used) == 100


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("", "unknown"),
        (None, "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_a_network_is_what_one_customer_has(address: str | None, network: str) -> None:
    assert network_of(address) == network
