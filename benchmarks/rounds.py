"""Rounds in which contestants take turns, so that what slows the machine slows all; and their ratios."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

Measured = TypeVar("Measured")


def interleaved(
    contestants: Mapping[str, Callable[[], Measured]], rounds: int
) -> dict[str, tuple[Measured, ...]]:
    """Measure every contestant once a round; return what each measured, a value a round.

    Each round begins with another contestant, so that none always comes after the same one.
    """
    names = list(contestants)
    measured: dict[str, list[Measured]] = {name: [] for name in names}
    for number in range(rounds):
        first = number % len(names)
        for name in [*names[first:], *names[:first]]:
            measured[name].append(contestants[name]())
    return {name: tuple(values) for name, values in measured.items()}


@dataclass(frozen=True)
class Ratio:
    """How one contestant compares to another: the middle of the rounds' ratios, the least and the most."""

    middle: float
    least: float
    most: float


def ratio(these: Sequence[float], those: Sequence[float]) -> Ratio:
    """These values as parts of those, round by round: only what was measured together is compared."""
    parts = [this / that for this, that in zip(these, those, strict=True)]
    return Ratio(median(parts), min(parts), max(parts))
