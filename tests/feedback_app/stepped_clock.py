"""A clock that a test sets, as somebody sets the clock of a machine."""

from __future__ import annotations

from dataclasses import dataclass

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR
YEAR = 365 * DAY


@dataclass
class SteppedClock:
    """Called, it says what time it is; `step` sets it forward or back."""

    now: float = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now

    def step(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class MinuteHand(SteppedClock):
    """A clock that goes on by a minute each time it is looked at: a form that comes back is a minute old."""

    def __call__(self) -> float:
        self.step(MINUTE)
        return self.now
