"""What the rounds say: ratios, goals, and the figures to keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from benchmarks.load import Load
from benchmarks.report import Goal
from benchmarks.rounds import Ratio, ratio
from benchmarks.serving.contestants import NGINX, PROTECTED, UNPROTECTED

AT_LEAST = 0.6
"""What a protected page keeps, at the least, of the requests a second of the same page unprotected."""

SPEED = "requests_per_second"
FIGURES = (SPEED, "p99_ms", "processor_ms")
"""What is compared; of milliseconds, less is better."""

Loads = Mapping[str, Sequence[Load]]
"""What each contestant withstood, a load a round."""


def pages(loads: Loads) -> list[str]:
    """The names of the pages that were compared."""
    return [page for page, _, side in (name.partition(".") for name in loads) if side == PROTECTED]


def comparison(page: str, other: str) -> str:
    """The name of a ratio: of the protected page to another contestant."""
    return f"{page}.{PROTECTED}_to_{other}"


def compared(loads: Loads, page: str, other: str, figure: str) -> Ratio:
    """A figure of the protected page (a field of Load) as part of that of another contestant."""
    these, those = loads[f"{page}.{PROTECTED}"], loads[f"{page}.{other}"]
    return ratio([getattr(one, figure) for one in these], [getattr(one, figure) for one in those])


def goals(loads: Loads) -> tuple[Goal, ...]:
    """One goal for each page."""
    return tuple(
        Goal(comparison(page, UNPROTECTED), AT_LEAST, compared(loads, page, UNPROTECTED, SPEED).middle)
        for page in pages(loads)
    )


def figures(loads: Loads) -> dict[str, object]:
    """All that was measured, and the ratios that follow from it."""
    return {
        "ratios": {
            comparison(page, other): {
                figure: asdict(compared(loads, page, other, figure)) for figure in FIGURES
            }
            for page in pages(loads)
            for other in (UNPROTECTED, NGINX)
        },
        "measured": {name: [asdict(load) for load in rounds] for name, rounds in loads.items()},
    }
