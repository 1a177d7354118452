"""What the rounds say: ratios, goals, and the figures to keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from benchmarks.feedback.contestants import BARE, GROUPED, IN_TURN, NOTHING, SINGLE
from benchmarks.feedback.polite import Waited
from benchmarks.load import Load
from benchmarks.report import AtMost, Goal
from benchmarks.rounds import Ratio, ratio

SPEED, P99 = "requests_per_second", "p99_ms"
FIGURES = (SPEED, "p50_ms", P99, "processor_ms")
IDLE, EXPORTING = "idle", "exporting"
COUNTED, PLAIN = "counted", "plain"

Loads = Mapping[str, Sequence[Load]]


@dataclass(frozen=True)
class Measured:
    """All that was measured, a value a round: on this disk, on one slowed by 2 ms a sync, beside managers.

    `written` is of responses a second without any web, with and without roll-ups and index of words;
    `bytes_each` is of files with so many responses a year.
    """

    loads: Loads
    slow: Loads
    visitors: Mapping[str, Sequence[Waited]]
    written: Mapping[str, Sequence[float]]
    bytes_each: Mapping[int, float]


def compared(loads: Loads, other: str, figure: str) -> Ratio:
    """A figure of the app as it is (a field of Load) as part of that of another contestant."""
    return ratio(*([getattr(one, figure) for one in loads[name]] for name in (GROUPED, other)))


def waiting(measured: Measured) -> Ratio:
    """The p99 of visitors while managers export, as part of that when nobody does."""
    return ratio(*([one.p99_ms for one in measured.visitors[name]] for name in (EXPORTING, IDLE)))


def goals(measured: Measured) -> tuple[Goal, ...]:
    """The goals of the benchmark, and what was reached of each."""
    return (
        Goal("answers_to_storing_nothing", 0.6, compared(measured.loads, NOTHING, SPEED).middle),
        AtMost("p99_to_one_transaction_each", 0.2, compared(measured.loads, SINGLE, P99).middle),
        AtMost("p99_to_one_transaction_each_in_turn", 0.2, compared(measured.loads, IN_TURN, P99).middle),
        AtMost("p99_while_two_export_to_idle", 2.0, waiting(measured).middle),
        AtMost("bytes_each", 250, measured.bytes_each[max(measured.bytes_each)]),
    )


def figures(measured: Measured) -> dict[str, object]:
    """All that was measured, and the ratios that follow from it."""
    ratios = {
        place: {
            other: {figure: asdict(compared(loads, other, figure)) for figure in FIGURES}
            for other in (SINGLE, IN_TURN, NOTHING, BARE)
            if other in loads
        }
        for place, loads in (("disk", measured.loads), ("slow_disk", measured.slow))
    }
    written = {name: round(median(values)) for name, values in measured.written.items()}
    return {"ratios": ratios, "written_per_second": written, "measured": asdict(measured)}
