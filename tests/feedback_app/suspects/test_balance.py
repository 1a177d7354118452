"""From counts alone one sees whether a reason suspects too much."""

from __future__ import annotations

import datetime as dt

import pytest

from feedback_app.suspects.balance import Tally, by_person, by_reason, lately
from feedback_app.suspects.quarantine import Decision, Outcome, Reason

TODAY = dt.date(2026, 11, 22)
TRAP, HASTE, REPEATED = Reason
RELEASED, DROPPED = Outcome


def a_decision(
    outcome: Outcome = DROPPED, *reasons: Reason, person: str = "employee:ana", days_ago: int = 0
) -> Decision:
    day = TODAY - dt.timedelta(days=days_ago)
    return Decision(outcome, person, day, day, "olmo-tienda", reasons or (TRAP,))


def test_those_suspected_for_two_reasons_count_for_both() -> None:
    decisions = [a_decision(DROPPED, TRAP, HASTE), a_decision(RELEASED, HASTE), a_decision(DROPPED, TRAP)]

    assert by_reason(decisions) == {TRAP: Tally(0, 2), HASTE: Tally(1, 1), REPEATED: Tally(0, 0)}


def test_who_decided_most_comes_first() -> None:
    decisions = [a_decision(RELEASED), *[a_decision(person="employee:luis")] * 2]

    assert list(by_person(decisions).items()) == [
        ("employee:luis", Tally(0, 2)),
        ("employee:ana", Tally(1, 0)),
    ]


def test_only_the_last_ninety_days_are_told() -> None:
    decisions = [a_decision(days_ago=days) for days in (0, 89, 90, 300)]

    assert lately(decisions, TODAY) == tuple(decisions[:2])


@pytest.mark.parametrize(
    ("tally", "strict"),
    [
        (Tally(6, 4), True),
        (Tally(5, 5), False),
        (Tally(9, 0), False),
        (Tally(10, 0), True),
        (Tally(0, 99), False),
    ],
)
def test_a_reason_suspects_too_much_when_most_were_somebodys(tally: Tally, strict: bool) -> None:
    assert tally.is_too_strict == strict
