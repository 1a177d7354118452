"""Where a complete answer goes: counted, or kept apart for the guardian, or given back for a while.

Every form, also one kept apart, is known to feedback.db by its key before anybody is thanked. So that file
alone says, in the transaction that stores, whether a form came before, and under which receipt.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from threading import BoundedSemaphore

from feedback_app.allowance import ANSWERS_A_DAY, ANSWERS_AN_HOUR, SUSPECTS_A_DAY, Allowances, Limit
from feedback_app.answers import Form
from feedback_app.form_key import Clock, FormKey, FormKeys
from feedback_app.settings import Settings
from feedback_app.storage import KeyUsed, Stored, Submission
from feedback_app.suspects.judge import Judge
from feedback_app.suspects.quarantine import Full, Quarantine, Reason
from feedback_app.writer import Unavailable, Writer

MOST_AT_SUSPECTS = 23
"""How many may wait to write to the file of the suspects, so that no flood of them keeps others waiting."""

_log = logging.getLogger(__name__)


class TooMany(Exception):
    """So many answers came from one network that this one has to wait, for so many `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True)
class Intake:
    """The two files, and what is asked of an answer before it goes into one of them."""

    writer: Writer
    quarantine: Quarantine
    keys: FormKeys
    judge: Judge
    allowances: Allowances
    places: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(MOST_AT_SUSPECTS))

    @classmethod
    def of(cls, settings: Settings, writer: Writer | None = None, clock: Clock = time.time) -> Intake:
        """The intake of one data folder; answers are stored by `writer`, or in the file the settings name."""
        return cls(
            writer or Writer(settings.answers),
            Quarantine(settings.guardian),
            FormKeys(settings.form_secret, clock),
            Judge(),
            Allowances(),
        )

    def take(self, submission: Submission, form: Form, key: FormKey, network: str) -> Stored:
        """Have a complete answer on disk and return its receipt. Raises KeyUsed, TooMany or Unavailable.

        One that may be no visitor's waits for the guardian. Only what is new and stored counts against the
        limits of the network.
        """
        reasons = self.judge.reasons(form, key, submission.response.answers)
        uses = _uses(reasons, network)
        with self.judge.storing(key, submission.response.answers):
            # What came before is not to be held beside itself; of the others, who stores them asks.
            found = self.writer.receipt(submission.key, submission.content) if reasons else None
            if found is not None:
                return found
            seconds = self.allowances.wait(uses)
            if not seconds:
                return self._stored(submission, reasons, uses)
            found = self.writer.receipt(submission.key, submission.content)
            if found is None:
                raise TooMany(seconds)
            return found

    def _stored(
        self, submission: Submission, reasons: Sequence[Reason], uses: Sequence[tuple[Limit, str]]
    ) -> Stored:
        used = False
        try:
            if reasons:
                held = self._hold(submission, reasons)
                used = not held.again
                return self._noted(submission, held.receipt)
            stored = self.writer.store(submission)
            used = not stored.again
            return stored
        finally:
            if not used:
                self.allowances.give_back(uses)

    def _hold(self, submission: Submission, reasons: Sequence[Reason]) -> Stored:
        if not self.places.acquire(blocking=False):
            raise Unavailable("too many wait for the suspected answers")
        try:
            return self.quarantine.hold(submission, reasons)
        except (sqlite3.Error, OSError, Full) as error:
            _log.error("a suspected answer cannot be kept: %s", repr(error))
            self.quarantine.close()
            raise Unavailable(str(error)) from error
        finally:
            self.places.release()

    def _noted(self, submission: Submission, receipt: str) -> Stored:
        """Make what is held known; cut short before, nobody was thanked, and sent again it goes on here."""
        try:
            stored = self.writer.store(replace(submission, receipt=receipt, apart=True))
        except KeyUsed:
            self._let_go(receipt)
            raise
        if stored.receipt != receipt:
            self._let_go(receipt)
        return stored

    def _let_go(self, receipt: str) -> None:
        """Of a form that came in meanwhile under another receipt, keep no second copy apart."""
        try:
            self.quarantine.erase(receipt)
        except (sqlite3.Error, OSError) as error:
            # The daily clearing does it.
            _log.error("a second copy of an answer is still held: %s", repr(error))


def _uses(reasons: Sequence[Reason], network: str) -> list[tuple[Limit, str]]:
    limits = (ANSWERS_AN_HOUR, ANSWERS_A_DAY, *((SUSPECTS_A_DAY,) if reasons else ()))
    return [(limit, network) for limit in limits]
