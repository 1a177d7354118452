"""feedback.db: its migrations, how it is written and asked. Knows nothing of forms or of the web.

Who calls `add` opens a transaction first, so that many responses share one sync.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from feedback_app import schema, schema_archived
from feedback_app.answers import Response
from feedback_app.database import opened, transaction
from feedback_app.registry import Numbered, Registry, register, registered
from luz.published import Published

_RECEIPT_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a receipt survives being read out over the phone."""
_RECEIPT_GROUPS, _GROUP_LENGTH = 3, 4
_MISHEARD = str.maketrans("OIL", "011")

STEPS = {
    "0001_answers": schema.FIRST,
    "0002_frozen": schema.FROZEN,
    "0003_archived": schema_archived.ARCHIVED,
    "0004_guarded": schema_archived.GUARDED,
}
"""The history of the file."""

DAYS_KEYS_ARE_KEPT = 7
"""After these days a form sent again no longer gets the receipt it got before."""


@dataclass(frozen=True)
class Submission:
    """A response on its way into the file, with the key of its form and the hash of what was filled in.

    One that stands in guardian.db brings the `receipt` it has there. While it is to stay `apart`, waiting for
    the guardian, only its form is noted under that receipt; released, it comes again and counts.
    """

    key: bytes
    content: bytes
    response: Response
    published: Published
    receipt: str | None = None
    apart: bool = False


@dataclass(frozen=True)
class Stored:
    """The receipt of a form, whose response is on disk; `again` if the form was known before."""

    receipt: str
    again: bool = False


class KeyUsed(Exception):
    """The key of this form has already brought in a response, with other content."""


class Storage:
    """The open file. Raises sqlite3.Error wherever the file cannot be read or written."""

    def __init__(self, path: Path) -> None:
        self.connection = opened(path, "luz.feedback", STEPS)
        self._known: Registry | None = None
        self._registered: list[Published] = []

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it on disk at the end, or nothing of it."""
        try:
            with transaction(self.connection):
                yield
        except BaseException:
            self._known, self._registered = None, []
            raise

    def try_out(self) -> None:
        """Have something on disk that changes nothing."""
        with self.transaction():
            (version,) = self.connection.execute("pragma user_version").fetchone()
            self.connection.execute(f"pragma user_version = {version}")

    @property
    def _registry(self) -> Registry:
        """The numbers of all the file knows; read from it once, and anew after what was not committed."""
        if self._known is None:
            self._known = registered(self.connection)
        return self._known

    def register(self, published: Published, day: dt.date) -> None:
        """Within a transaction, make what a published state names known to the file, if it is not yet."""
        if not any(one is published for one in self._registered):
            register(self.connection, published, day, self._registry)
            self._registered = [*self._registered[-1:], published]

    def add(self, submission: Submission) -> Stored:
        """Within a transaction, add a response. Raises KeyUsed or Unregistered: nothing is added.

        Nothing is added either where its form is known under another receipt, or a response has its own.
        """
        before = self.receipt(submission.key, submission.content)
        if before is not None and (submission.apart or before.receipt != submission.receipt):
            return before
        if submission.receipt and self.holds(submission.receipt):
            return Stored(submission.receipt, again=True)
        receipt = submission.receipt or new_receipt()
        if not submission.apart:
            self.register(submission.published, submission.response.day)
            self.add_response(submission.response, receipt)
        if before is None:
            self.note(submission.key, submission.content, receipt, submission.response.day)
        return Stored(receipt)

    def note(self, key: bytes, content: bytes, receipt: str, day: dt.date) -> None:
        """Within a transaction, note a form that is not known, and the receipt it is answered with."""
        form = (key, content, receipt, day.isoformat())
        self.connection.execute("insert into submission_key values (?, ?, ?, ?)", form)

    def receipt(self, key: bytes, content: bytes) -> Stored | None:
        """What this key has brought in, counted or held apart. Raises KeyUsed if that was other content."""
        row = self.connection.execute(
            "select content_sha256, receipt from submission_key where key = ?", (key,)
        ).fetchone()
        if row is None:
            # Of a form whose answer was erased before a restore, the digest of its key alone is known.
            if self.receipt_of(hashlib.sha256(key).digest()) is not None:
                raise KeyUsed
            return None
        if row[0] != content:
            raise KeyUsed
        return Stored(row[1], again=True)

    def keys(self, receipts: Collection[str]) -> set[bytes]:
        """Which forms were answered with these receipts; of those of the last days alone it is known."""
        query = "select key from submission_key where receipt in (select value from json_each(?))"
        return {key for (key,) in self.connection.execute(query, (json.dumps([*receipts]),))}

    def keys_alone(self) -> dict[bytes, str]:
        """The forms that are known though no response has their receipt, by their keys."""
        query = """
            select key, receipt from submission_key
            where receipt <> '' and receipt not in (select receipt from response)
        """
        return dict(self.connection.execute(query))

    def forget(self, key: bytes) -> None:
        """Within a transaction, let a form come again as if it had never come."""
        self.connection.execute("delete from submission_key where key = ?", (key,))

    def receipt_of(self, key: bytes) -> str | None:
        """The receipt with which a form was answered, if it is known."""
        query = "select receipt from submission_key where key = ?"
        row = self.connection.execute(query, (key,)).fetchone()
        return str(row[0]) if row else None

    def add_response(self, response: Response, receipt: str) -> None:
        """Within a transaction, add a response to a questionnaire that is registered.

        Raises Unregistered, having added nothing, where it is not.
        """
        numbered = self._registry.numbered(response)
        head = (
            receipt,
            numbered.product,
            numbered.questionnaire,
            response.day.isoformat(),
            response.language,
            response.channel,
            response.sample,
        )
        number = self.connection.execute(
            """
            insert into response (receipt, product_id, questionnaire_id, day, language, channel, sample)
            values (?, ?, ?, ?, ?, ?, ?)
            """,
            head,
        ).lastrowid
        self._add_answers(number, numbered, response)

    def _add_answers(self, number: int | None, numbered: Numbered, response: Response) -> None:
        questions = numbered.questions
        self.connection.executemany(
            "insert into answer values (?, ?, ?)",
            [(number, questions[key], option) for key, option in numbered.chosen.items()],
        )
        self.connection.executemany(
            "insert into answer_multi values (?, ?, ?)",
            [(number, question, option) for question, option in numbered.ticked],
        )
        about = (numbered.product, response.day.isoformat(), response.language, numbered.rating)
        self.connection.executemany(
            """
            insert into comment (response_id, question_id, product_id, day, language, rating, body)
            values (?, ?, ?, ?, ?, ?, ?)
            """,
            [(number, questions[key], *about, text) for key, text in response.answers.texts.items()],
        )

    def samples(self) -> int:
        """How many responses are samples."""
        return self._count("select count(*) from response where sample = 1")

    def holds_real_responses(self) -> bool:
        """Whether anybody's real response is in the file."""
        return self._count("select exists (select 1 from response where sample = 0)") == 1

    def receipts(self) -> list[str]:
        """The receipts of all responses."""
        return [receipt for (receipt,) in self.connection.execute("select receipt from response")]

    def erase(self, receipt: str) -> None:
        """Within a transaction, delete the response that has this receipt, if one has; it counts no more.

        The key of its form stays for its few days: sent again, the form brings nothing back.
        """
        self.connection.execute("delete from response where receipt = ?", (receipt,))

    def holds(self, receipt: str) -> bool:
        """Whether a response has this receipt; its key may be gone, as keys are kept for a few days."""
        return self._count("select exists (select 1 from response where receipt = ?)", (receipt,)) == 1

    def _count(self, query: str, values: Sequence[object] = ()) -> int:
        return int(self.connection.execute(query, values).fetchone()[0])


def new_receipt(choose: Callable[[str], str] = secrets.choice) -> str:
    """A name for one response that nobody can guess: `7KQM-3F9D-XZ2A`."""
    groups = ("".join(choose(_RECEIPT_SIGNS) for _ in range(_GROUP_LENGTH)) for _ in range(_RECEIPT_GROUPS))
    return "-".join(groups)


def spoken_receipt(words: str) -> str | None:
    """The receipt in what somebody typed or took down over the phone; None where it cannot be one.

    Capitals, spaces and hyphens do not matter, and an O is a zero, an I or an L a one (Crockford's base 32).
    """
    signs = "".join(one for one in words.upper() if one.isalnum()).translate(_MISHEARD)
    if len(signs) != _RECEIPT_GROUPS * _GROUP_LENGTH or not set(signs) <= set(_RECEIPT_SIGNS):
        return None
    return "-".join(signs[at : at + _GROUP_LENGTH] for at in range(0, len(signs), _GROUP_LENGTH))
