"""What was decided lately about suspects, in counts alone: they show whether a reason suspects too much."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from feedback_app.suspects.quarantine import Decision, Outcome, Reason

DAYS_TOLD = 90
ENOUGH_TO_JUDGE = 10
"""Of fewer decisions nothing is said about a reason."""


@dataclass(frozen=True)
class Tally:
    """How many were released, because they were somebody's, and how many were dropped."""

    released: int
    dropped: int

    @property
    def is_too_strict(self) -> bool:
        """Whether most of what was suspected turned out to be somebody's."""
        return self.released > self.dropped and self.released + self.dropped >= ENOUGH_TO_JUDGE


def lately(decisions: Iterable[Decision], today: dt.date) -> tuple[Decision, ...]:
    """The decisions of the last days, today included."""
    return tuple(one for one in decisions if one.day > today - dt.timedelta(days=DAYS_TOLD))


def by_reason(decisions: Iterable[Decision]) -> Mapping[Reason, Tally]:
    """What became of those suspected for each reason; one suspected for several counts for each."""
    counts = Counter((reason, one.outcome) for one in decisions for reason in one.reasons)
    return {
        reason: Tally(counts[reason, Outcome.RELEASED], counts[reason, Outcome.DROPPED]) for reason in Reason
    }


def by_person(decisions: Iterable[Decision]) -> Mapping[str, Tally]:
    """What each person decided, who decided most first."""
    counts = Counter((one.person, one.outcome) for one in decisions)
    people = Counter(one.person for one in decisions)
    return {
        person: Tally(counts[person, Outcome.RELEASED], counts[person, Outcome.DROPPED])
        for person, _ in people.most_common()
    }
