"""How fast answers are written without any web in between, and how much room each takes on disk."""

from __future__ import annotations

import datetime as dt
import secrets
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from benchmarks.feedback.visitors import filled
from feedback_app.answers import Response
from feedback_app.storage import DAYS_KEYS_ARE_KEPT, Storage, Submission
from luz.published import Published

TOGETHER = 64
"""Answers in one transaction: as many as there are connections in the other measurements."""
DAYS = 365

COUNTING = ("answer_counted", "answer_multi_counted", "comment_indexed")
"""The triggers that keep roll-ups and the index of words."""


def a_year(published: Published, today: dt.date, number: int) -> list[Response]:
    """So many responses, spread over the year before a day; the same ones each time."""
    first = today - dt.timedelta(DAYS)
    visitors = islice(filled(published, seed=1), number)
    return [
        one.response(
            published.fingerprints[one.questionnaire.id], first + dt.timedelta(place * DAYS // number)
        )
        for place, one in enumerate(visitors)
    ]


def bytes_each(file: Path, published: Published, responses: Sequence[Response]) -> float:
    """The bytes each response takes in the file that these make, with everything that is kept of them."""
    _seconds(file, published, responses)
    return file.stat().st_size / len(responses)


def per_second(folder: Path, published: Published, responses: Sequence[Response], *, plain: bool) -> float:
    """Responses written in a second into a new file; if `plain`, without roll-ups and index of words."""
    with tempfile.TemporaryDirectory(dir=folder) as own:
        without = COUNTING if plain else ()
        return len(responses) / _seconds(Path(own) / "feedback.db", published, responses, without)


def _seconds(
    file: Path, published: Published, responses: Sequence[Response], without: Sequence[str] = ()
) -> float:
    """Write responses in their order, as the app does, with yesterday's keys growing old and going."""
    with closing(Storage(file)) as storage:
        for trigger in without:
            storage.connection.execute(f"drop trigger {trigger}")
        began = time.perf_counter()
        for batch in _batches(responses):
            with storage.transaction():
                for one in batch:
                    key, content = secrets.token_bytes(16), secrets.token_bytes(32)
                    storage.add(Submission(key, content, one, published))
                old = batch[0].day - dt.timedelta(DAYS_KEYS_ARE_KEPT)
                storage.connection.execute("delete from submission_key where day < ?", (old.isoformat(),))
        seconds = time.perf_counter() - began
        storage.connection.execute("pragma wal_checkpoint(truncate)")
    return seconds


def _batches(responses: Sequence[Response]) -> Iterator[Sequence[Response]]:
    for start in range(0, len(responses), TOGETHER):
        yield responses[start : start + TOGETHER]
