"""The results as two tables to read: what each contestant withstood, and how the protected page compares."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from benchmarks.load import Load
from benchmarks.report import Goal, table
from benchmarks.rounds import Ratio
from benchmarks.serving.contestants import NGINX, UNPROTECTED
from benchmarks.serving.results import FIGURES, Loads, compared, comparison, goals, pages
from benchmarks.words import WORDS, say

NAMES = {
    "portal": "Portal",
    "intranet": "Intranet",
    "portal_whole": "Portal, uncompressed",
    "protected": "signed in",
    "unprotected": "unprotected",
    "nginx": "nginx",
    "anonymous": "nobody: to the sign-in page",
}
"""What people call the parts of a contestant's name."""
MANY_TIMES = 5


def told(loads: Loads) -> str:
    """Both tables."""
    heads = (say("median of the rounds"), say("requests/s"), "p50 (ms)", "p99 (ms)", say("processor (ms)"))
    pairs = [(page, other) for page in pages(loads) for other in (UNPROTECTED, NGINX)]
    ratio_heads = (say("signed in, compared to"), say("requests/s"), "p99", say("processor"), say("goal"))
    return "\n\n".join(
        (
            table(heads, [_measured(name, rounds) for name, rounds in loads.items()]),
            table(ratio_heads, [_compared(loads, page, other) for page, other in pairs]),
        )
    )


def _measured(name: str, rounds: Sequence[Load]) -> tuple[str, ...]:
    page, _, side = name.partition(".")
    return (
        _called(page, side),
        WORDS.number(round(median(one.requests_per_second for one in rounds))),
        _decimal(median(one.p50_ms for one in rounds)),
        _decimal(median(one.p99_ms for one in rounds)),
        _decimal(median(one.processor_ms for one in rounds)),
    )


def _compared(loads: Loads, page: str, other: str) -> tuple[str, ...]:
    found = [compared(loads, page, other, figure) for figure in FIGURES]
    goal = next((one for one in goals(loads) if one.name == comparison(page, other)), None)
    return _called(page, other), *map(_spread, found), _judged(goal) if goal else ""


def _judged(goal: Goal) -> str:
    met = say("met") if goal.met else say("missed")
    return say("at least {share}: {met}", share=WORDS.percentage(round(goal.goal * 100)), met=met)


def _called(page: str, side: str) -> str:
    return f"{say(NAMES[page])}, {say(NAMES[side])}"


def _spread(found: Ratio) -> str:
    """The middle with the least and the most; what is many times as much is told as times, not as a share."""
    scale, sign = (1, "×") if found.middle >= MANY_TIMES else (100, "%")
    middle, least, most = (_short(part * scale) for part in (found.middle, found.least, found.most))
    return f"{middle} {sign} ({least}–{most})"


def _short(value: float) -> str:
    return WORDS.number(round(value) if value >= 10 else Decimal(f"{value:.1f}"))


def _decimal(value: float) -> str:
    return WORDS.number(Decimal(f"{value:.2f}"))
