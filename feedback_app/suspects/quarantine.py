"""guardian.db: answers that may be no visitor's, kept apart and uncounted until the guardian decides.

Whoever sent one is thanked when it is on disk here and feedback.db knows its form: that file says which form
came before, not this one. No name, no address and no hour of a visitor is in it. Of what was decided it keeps
who, on which day, about which product and why, and not a word of the answer.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from feedback_app.answers import Answers, Channel, Response
from feedback_app.database import SharedFile
from feedback_app.storage import DAYS_KEYS_ARE_KEPT, KeyUsed, Stored, Submission, new_receipt
from feedback_app.suspects import schema
from feedback_app.upkeep.cleansing import cleanse

DAYS_HELD = 30
"""After which a suspect is deleted though nobody decided; the privacy page promises it."""
DAYS_DECISIONS_ARE_KEPT = 365
"""Long enough to see a year of flood and of error; then nobody needs to know who decided."""
MOST_HELD = 5_000
"""More than one person looks through in a month, and some 50 MB at worst: no flood fills the disk."""

_PATIENCE_SECONDS = 1.0
"""Visitors whose answers are suspected wait meanwhile."""

_day = dt.date.fromisoformat

STEPS = {"0001_suspects": schema.FIRST}
"""The history of the file."""

_SUSPECTS = """
    select suspect_id, receipt, key, content_sha256, s.day, product, questionnaire, fingerprint,
      language, channel, sample, answers,
      (select group_concat(reason, ' ') from (select reason from reason r where r.suspect_id = s.suspect_id))
    from suspect s join form_key using (key)
"""
_WAITS_NOT = "key not in (select key from suspect)"
_SUSPECTS_ANEW = "update suspect set day = ?1 where day > ?1 or day < ?2"
_FORMS_ANEW = f"update form_key set day = ?1 where day > ?1 or day < ?2 and {_WAITS_NOT}"  # noqa: S608  ours


class Reason(StrEnum):
    """By what an answer looks like no visitor's."""

    TRAP = "trap"
    """The field that no person sees was filled in."""
    HASTE = "haste"
    """It came back sooner than anybody reads the questions."""
    REPEATED = "repeated"
    """The same words came in other answers on the same day."""


class Outcome(StrEnum):
    """What the guardian decided: released, it counts; dropped, it is deleted."""

    RELEASED = "released"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Suspect:
    """An answer kept apart. `response.day` is the day it was sent; key and content are those of its form."""

    number: int
    receipt: str
    key: bytes
    content: bytes
    reasons: tuple[Reason, ...]
    response: Response

    @property
    def kept_until(self) -> dt.date:
        """The last day on which it waits for the guardian."""
        return self.response.day + dt.timedelta(days=DAYS_HELD)


@dataclass(frozen=True)
class Decision:
    """What became of one suspect: by whom (an id of the access list), on which day, and why it was held."""

    outcome: Outcome
    person: str
    day: dt.date
    sent_on: dt.date
    product: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class HeldForm:
    """A form that was held on a day, under a receipt; whether it `waits` for the guardian still."""

    key: bytes
    content: bytes
    receipt: str
    day: dt.date
    waits: bool


Verdict = Callable[[Suspect], Outcome | None]
"""What to do about a suspect; None leaves it waiting."""


class Full(Exception):
    """So many are held that no other can be; nothing was kept of this one."""


class Quarantine:
    """The file, shared by all threads. Raises sqlite3.Error or OSError where it cannot be read or written."""

    def __init__(self, path: Path, *, most: int = MOST_HELD) -> None:
        self._file = SharedFile(path, "luz.guardian", STEPS)
        # Whoever only looks does not wait for the disk of those who write.
        self._seen = SharedFile(path, "luz.guardian", STEPS)
        self._most = most

    def hold(self, submission: Submission, reasons: Iterable[Reason]) -> Stored:
        """Keep a response apart, on disk, and return its receipt, the one it has if it is held already.

        Raises KeyUsed, where the form is held with other content, or Full: nothing was kept.
        """
        with self._file.writing() as connection:
            query = "select content_sha256, receipt from form_key where key = ?"
            content, receipt = connection.execute(query, (submission.key,)).fetchone() or (None, None)
            if receipt and content != submission.content:
                raise KeyUsed
            if receipt:
                return Stored(receipt, again=True)
            if _one(connection, "select count(*) from suspect") >= self._most:
                raise Full
            receipt = new_receipt()
            _write(connection, submission, receipt, reasons)
            return Stored(receipt)

    def held(self, of: Reason | None = None) -> tuple[Suspect, ...]:
        """All that wait for the guardian, or those held for one reason; the latest first."""
        among = "where suspect_id in (select suspect_id from reason where reason = ?)" if of else ""
        return self._suspects(f"{among} order by suspect_id desc", *([of.value] if of else []))

    def one(self, number: int) -> Suspect | None:
        """One that waits for the guardian, by its number."""
        return next(iter(self._suspects("where suspect_id = ?", number)), None)

    def waiting(self) -> int:
        """How many wait for the guardian."""
        with self._seen.reading() as connection:
            return _one(connection, "select count(*) from suspect")

    def counted(self) -> Mapping[Reason, int]:
        """How many wait for the guardian, by reason; one may be held for several."""
        with self._seen.reading() as connection:
            rows = connection.execute("select reason, count(*) from reason group by reason").fetchall()
        return Counter({Reason(reason): n for reason, n in rows})

    def decide(self, number: int, verdict: Verdict, person: str, day: dt.date) -> Outcome | None:
        """Have a suspect judged while nobody else can decide about it, and note what was decided and by whom.

        Its words go, its key stays. None, and nothing happens, where it waits no longer or is left waiting.
        Who releases it stores it in feedback.db before answering, under its own key and receipt: should the
        decision never reach the disk, it stands here still, and released again it adds nothing there.
        """
        with self._file.writing() as connection:
            suspect = self.one(number)
            outcome = verdict(suspect) if suspect else None
            if outcome is not None:
                connection.execute(
                    """
                    insert into decision (outcome, person, day, sent_on, product, reasons)
                    select ?, ?, ?, day, product,
                      (select group_concat(reason, ' ') from reason where suspect_id = s.suspect_id)
                    from suspect s where suspect_id = ?
                    """,
                    (outcome, person, day.isoformat(), number),
                )
                connection.execute("delete from suspect where suspect_id = ?", (number,))
        return outcome

    def leave_no_trace(self) -> bool:
        """Have what was deleted leave the file for good; False where that has to wait for another time."""
        try:
            with self._file.reading() as connection:
                return cleanse(connection, patience=_PATIENCE_SECONDS)
        except (sqlite3.Error, OSError):
            return False

    def decisions(self) -> tuple[Decision, ...]:
        """What was decided within the last year, the latest first."""
        with self._seen.reading() as connection:
            rows = connection.execute("select * from decision order by decision_id desc").fetchall()
        return tuple(
            Decision(Outcome(outcome), person, _day(day), _day(sent), product, _reasons(reasons))
            for _, outcome, person, day, sent, product, reasons in rows
        )

    def forms(self) -> tuple[HeldForm, ...]:
        """The forms of all that wait for the guardian, and of the others that came within the last days."""
        query = "select key, content_sha256, receipt, day, key in (select key from suspect) from form_key"
        with self._seen.reading() as connection:
            rows = connection.execute(query).fetchall()
        return tuple(
            HeldForm(key, content, receipt, _day(day), bool(waits))
            for key, content, receipt, day, waits in rows
        )

    def forget(self, key: bytes) -> None:
        """Let a form of which nothing waits come again as if it had never come."""
        with self._file.writing() as connection:
            connection.execute(f"delete from form_key where key = ? and {_WAITS_NOT}", (key,))  # noqa: S608  ours

    def erase(self, receipt: str) -> bool:
        """Delete the suspect of this receipt for whoever sent it; False if none waits. Its key stays."""
        delete = "delete from suspect where key = (select key from form_key where receipt = ?)"
        with self._file.writing() as connection:
            return connection.execute(delete, (receipt,)).rowcount == 1

    def date_anew(self, today: dt.date, noted: dt.date | None) -> None:
        """Have what came under another clock count from today: one ahead, or behind the day `noted` last."""
        with self._file.writing() as connection:
            for anew, days in ((_SUSPECTS_ANEW, DAYS_HELD), (_FORMS_ANEW, DAYS_KEYS_ARE_KEPT)):
                over = (noted - dt.timedelta(days)).isoformat() if noted else ""
                connection.execute(anew, (today.isoformat(), over))

    def expire(self, day: dt.date) -> int:
        """Delete what is past its time on this day, and return how many suspects that was."""

        def before(days: int) -> tuple[str]:
            return ((day - dt.timedelta(days=days)).isoformat(),)

        with self._file.writing() as connection:
            gone = connection.execute("delete from suspect where day < ?", before(DAYS_HELD)).rowcount
            forms = f"delete from form_key where day < ? and {_WAITS_NOT}"  # noqa: S608  ours
            connection.execute(forms, before(DAYS_KEYS_ARE_KEPT))
            connection.execute("delete from decision where day < ?", before(DAYS_DECISIONS_ARE_KEPT))
        return gone

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        self._file.close()
        self._seen.close()

    def _suspects(self, condition: str, *values: object) -> tuple[Suspect, ...]:
        with self._seen.reading() as connection:
            rows = connection.execute(f"{_SUSPECTS} {condition}", values).fetchall()
        return tuple(_suspect(row) for row in rows)


def _write(
    connection: sqlite3.Connection, submission: Submission, receipt: str, reasons: Iterable[Reason]
) -> None:
    response, day = submission.response, submission.response.day.isoformat()
    form = (submission.key, submission.content, receipt, day)
    connection.execute("insert into form_key values (?, ?, ?, ?)", form)
    number = connection.execute(
        """
        insert into suspect
          (key, day, product, questionnaire, fingerprint, language, channel, sample, answers)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            *(submission.key, day, response.product, response.questionnaire, response.fingerprint),
            *(response.language, response.channel, response.sample, response.answers.as_json()),
        ),
    ).lastrowid
    connection.executemany(
        "insert into reason values (?, ?)", [(number, one) for one in sorted(set(reasons))]
    )


def _suspect(row: tuple[Any, ...]) -> Suspect:
    number, receipt, key, content, day, product, questionnaire, fingerprint, *others = row
    language, channel, sample, answers, reasons = others
    response = Response(
        product=product,
        questionnaire=questionnaire,
        fingerprint=fingerprint,
        day=_day(day),
        language=language,
        answers=Answers.from_json(answers),
        channel=Channel(channel),
        sample=bool(sample),
    )
    return Suspect(number, receipt, key, content, _reasons(reasons), response)


def _reasons(named: str | None) -> tuple[Reason, ...]:
    return tuple(Reason(one) for one in sorted((named or "").split()))


def _one(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
