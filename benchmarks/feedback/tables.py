"""The results as tables to read: what each contestant withstood, how the app compares, and the goals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from benchmarks.feedback.contestants import BARE, GROUPED, IN_TURN, NOTHING, SINGLE
from benchmarks.feedback.results import (
    COUNTED,
    EXPORTING,
    FIGURES,
    IDLE,
    PLAIN,
    Loads,
    Measured,
    compared,
    goals,
)
from benchmarks.report import AtMost, Goal, table
from benchmarks.rounds import Ratio
from benchmarks.words import WORDS, say

NAMES = {
    GROUPED: "Luz",
    SINGLE: "one transaction each",
    IN_TURN: "one transaction each, in turn",
    NOTHING: "storing nothing",
    BARE: "bare server",
    IDLE: "visitors alone",
    EXPORTING: "while two managers export",
    COUNTED: "with roll-ups and search",
    PLAIN: "without them",
    "answers_to_storing_nothing": "answers/s, to storing nothing",
    "p99_to_one_transaction_each": "p99, to one transaction each",
    "p99_to_one_transaction_each_in_turn": "p99, to one transaction each, in turn",
    "p99_while_two_export_to_idle": "p99 while two export, to idle",
    "bytes_each": "bytes for a response, of {number} a year",
}
"""What people call contestants and goals."""


def told(measured: Measured) -> str:
    """All tables."""
    speed = (say("answers/s"), "p50 (ms)", "p99 (ms)", say("processor (ms)"))
    waits = [
        [say(NAMES[name]), *_middles(rounds, "p50_ms", "p99_ms")]
        for name, rounds in measured.visitors.items()
    ]
    largest = max(measured.bytes_each)
    sizes = [[_whole(number), _whole(each)] for number, each in measured.bytes_each.items()]
    rates = [[say(NAMES[name]), _whole(median(values))] for name, values in measured.written.items()]
    heads = (say("Luz, compared to"), say("answers/s"), "p50", "p99", say("processor"))
    return "\n\n".join(
        (
            table((say("64 connections"), *speed), _loads(measured.loads)),
            table((say("each sync 2 ms slower"), *speed), _loads(measured.slow)),
            table(heads, [*_ratios(measured.loads), *_ratios(measured.slow, say(", slow disk"))]),
            table((say("4 visitors who take their time"), "p50 (ms)", "p99 (ms)"), waits),
            table((say("written without any web"), say("responses/s")), rates),
            table((say("responses a year"), say("bytes for a response")), sizes),
            table(
                (say("goal"), say("wanted"), say("reached"), ""),
                [_goal(one, largest) for one in goals(measured)],
            ),
        )
    )


def _loads(loads: Loads) -> list[list[str]]:
    return [
        [
            say(NAMES[name]),
            _whole(median(one.requests_per_second for one in rounds)),
            *_middles(rounds, "p50_ms", "p99_ms", "processor_ms"),
        ]
        for name, rounds in loads.items()
    ]


def _middles(rounds: Sequence[object], *figures: str) -> list[str]:
    """The median of each figure over the rounds."""
    return [_decimal(median(getattr(one, figure) for one in rounds)) for figure in figures]


def _ratios(loads: Loads, where: str = "") -> list[list[str]]:
    return [
        [say(NAMES[other]) + where, *(_spread(compared(loads, other, figure)) for figure in FIGURES)]
        for other in (SINGLE, IN_TURN, NOTHING, BARE)
        if other in loads
    ]


def _spread(found: Ratio) -> str:
    """The middle with the least and the most, in hundredths."""
    middle, least, most = (_whole(part * 100) for part in (found.middle, found.least, found.most))
    return f"{middle} % ({least}–{most})"


def _goal(goal: Goal, number: int) -> list[str]:
    """What was wanted and what was reached; of files of several sizes, by that with `number` a year."""
    limit = "at most {number}" if isinstance(goal, AtMost) else "at least {number}"
    wanted = say(limit, number=_decimal(goal.goal))
    name = say(NAMES[goal.name], number=_whole(number))
    return [name, wanted, _decimal(goal.measured), say("met") if goal.met else say("missed")]


def _whole(value: float) -> str:
    return WORDS.number(round(value))


def _decimal(value: float) -> str:
    return WORDS.number(Decimal(f"{value:.2f}"))
