"""What the guardian decides about suspects, done in both files: counted once or deleted, or told why not."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from feedback_app.storage import KeyUsed, Submission
from feedback_app.suspects.quarantine import Outcome, Quarantine, Suspect
from feedback_app.suspects.told import Case, case
from feedback_app.upkeep.tombstones import Tombstones
from feedback_app.writer import Unavailable, Unknown, Writer
from luz.access_list import Employee
from luz.published import Published


class Fate(StrEnum):
    """What became of a suspect about which somebody decided."""

    RELEASED = "released"
    """It counts from today."""
    DROPPED = "dropped"
    """It is deleted."""
    GONE = "gone"
    """Somebody had decided before, or its time was up: nothing was done."""
    COUNTED = "counted"
    """It was to be dropped and had been counted already: it stays counted, and waits no longer."""
    UNKNOWN = "unknown"
    """It was to be counted, and nobody knows any more what was asked: it waits still."""
    CONTRADICTED = "contradicted"
    """It was to be counted, and its form has brought in other answers: it waits still."""


@dataclass(frozen=True)
class Desk:
    """Where suspects are decided about. Raises Unavailable, sqlite3.Error or OSError: nothing was decided."""

    quarantine: Quarantine
    writer: Writer
    tombstones: Tombstones

    def cases(self, suspects: Iterable[Suspect], published: Published) -> tuple[Case, ...]:
        """These suspects in words."""
        with suppress(Unavailable):
            # What is published is in the file, unless it cannot be written: then codes stand for words.
            self.writer.register(published, published.company.today())
        return self.writer.ask(lambda connection: tuple(case(connection, one) for one in suspects))

    def decide(self, number: int, outcome: Outcome, guardian: Employee, published: Published) -> Fate:
        """Decide about one suspect, by its number. What is released counts on the day of today."""
        fate = self._decide(number, outcome, guardian, published)
        self.quarantine.leave_no_trace()
        return fate

    def decide_all(
        self, numbers: Iterable[int], outcome: Outcome, guardian: Employee, published: Published
    ) -> Mapping[Fate, int]:
        """Decide the same about each of these; how many met which fate."""
        fates = Counter(self._decide(number, outcome, guardian, published) for number in numbers)
        self.quarantine.leave_no_trace()
        return fates

    def _decide(self, number: int, outcome: Outcome, guardian: Employee, published: Published) -> Fate:
        fates = [Fate.GONE]

        def judge(suspect: Suspect) -> Outcome | None:
            fate = self._drop(suspect) if outcome is Outcome.DROPPED else self._release(suspect, published)
            if fate is Fate.DROPPED:
                # First: cut short here, it waits still, and released it counts whatever is noted.
                self.tombstones.add_suspects([suspect.receipt], published.company.today())
            fates.append(fate)
            return _NOTED.get(fate)

        self.quarantine.decide(number, judge, guardian.person, published.company.today())
        return fates[-1]

    def _drop(self, suspect: Suspect) -> Fate:
        # A release that lost the machine halfway has counted it, though it still waits here.
        counted = self.writer.ask(lambda connection: _counts(connection, suspect))
        return Fate.COUNTED if counted else Fate.DROPPED

    def _release(self, suspect: Suspect, published: Published) -> Fate:
        response = replace(suspect.response, day=published.company.today())
        submission = Submission(suspect.key, suspect.content, response, published, suspect.receipt)
        try:
            self.writer.store(submission)
        except Unknown:
            return Fate.UNKNOWN
        except KeyUsed:
            return Fate.CONTRADICTED
        return Fate.RELEASED


_NOTED = {
    Fate.RELEASED: Outcome.RELEASED,
    Fate.COUNTED: Outcome.RELEASED,
    Fate.DROPPED: Outcome.DROPPED,
}
"""By fate, what is noted to have been decided; the others leave the suspect waiting."""


def _counts(connection: sqlite3.Connection, suspect: Suspect) -> bool:
    """Whether this very answer is counted, under its receipt or under another that its form got."""
    query = """
        select exists (
          select 1 from response where receipt = ? or receipt in (
            select receipt from submission_key where key = ? and content_sha256 = ?))
    """
    return bool(connection.execute(query, (suspect.receipt, suspect.key, suspect.content)).fetchone()[0])
