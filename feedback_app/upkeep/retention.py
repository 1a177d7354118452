"""Deletes what is past its time, by the retention of each questionnaire, and keeps its counts in the archive.

Each batch is one transaction, in which the counts move and the answers go: cut short between two of them,
nothing is lost and nothing counted twice, and the next purge goes on from there.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter

from feedback_app.database import transaction
from feedback_app.storage import DAYS_KEYS_ARE_KEPT
from feedback_app.upkeep.archiving import archive
from feedback_app.upkeep.keeping_time import last_day_over
from feedback_app.upkeep.known_day import noted_day
from feedback_app.upkeep.turns import give_way
from luz.model.questionnaire import Retention

BATCH = 200
"""Rows deleted in one transaction, for which visitors wait some hundredths of a second."""

_RESPONSES = """
select response_id from response
where product_id = :product and questionnaire_id = :questionnaire and day <= :responses
"""
# Comments kept for longer than their responses would go with them all the same.
_COMMENTS = """
select comment_id from comment join question using (question_id)
where product_id = :product and questionnaire_id = :questionnaire and day <= max(:responses, :comments)
"""
_KEYS = "select key from submission_key where day < ?"


@dataclass(frozen=True)
class Purged:
    """How much was deleted, or is to be: responses, comments (those of the responses too), keys of forms."""

    responses: int = 0
    comments: int = 0
    keys: int = 0

    def __add__(self, other: Purged) -> Purged:
        return Purged(
            self.responses + other.responses, self.comments + other.comments, self.keys + other.keys
        )


@dataclass(frozen=True)
class _Due:
    """What is past its time: answers to one questionnaire about one product, up to the last day of each."""

    product: int
    questionnaire: int
    responses: str
    comments: str


def purge(connection: sqlite3.Connection, today: dt.date, batch: int = BATCH) -> Iterator[Purged]:
    """Delete what is past its time on `today`, the company's day; yields what each transaction deleted.

    How long is what the questionnaires in the file say, and never longer than any publication of the same
    wording ever said: whoever wants the newest to count registers it first. Goes only as far as it is asked
    for. Raises sqlite3.Error, and nothing of the transaction under way is done.
    """
    for due in _due(connection, today):
        for part in (_purge_comments, _purge_responses):
            while deleted := part(connection, due, batch):
                yield deleted
                if deleted.responses + deleted.comments < batch:
                    break
                give_way()
    with transaction(connection):
        _date_anew(connection, today)
        old = f"delete from submission_key where key in ({_KEYS})"  # noqa: S608  a constant of ours
        keys = connection.execute(old, _before(today)).rowcount
    yield Purged(keys=keys)


def overdue(connection: sqlite3.Connection, today: dt.date) -> Purged:
    """What a purge on `today` would delete. Raises sqlite3.Error."""
    (keys,) = connection.execute(f"select count(*) from ({_KEYS})", _before(today)).fetchone()  # noqa: S608  ours
    query = f"select (select count(*) from ({_RESPONSES})), (select count(*) from ({_COMMENTS}))"  # noqa: S608  ours
    found = (connection.execute(query, vars(due)).fetchone() for due in _due(connection, today))
    return sum((Purged(*numbers) for numbers in found), Purged(keys=keys))


def _before(today: dt.date) -> tuple[str]:
    return ((today - dt.timedelta(days=DAYS_KEYS_ARE_KEPT)).isoformat(),)


def _date_anew(connection: sqlite3.Connection, today: dt.date) -> None:
    """Have keys count from today that came under another clock: forms sent again must be known for days.

    Of a day still to come, it was ahead; of one whose keys the last purge deleted, it was behind.
    """
    noted = noted_day(connection)
    (over,) = _before(noted) if noted else ("",)
    anew = "update submission_key set day = ?1 where day > ?1 or day < ?2"
    connection.execute(anew, (today.isoformat(), over))


def _due(connection: sqlite3.Connection, today: dt.date) -> Iterator[_Due]:
    """Up to which days the answers to each questionnaire are past their time, product by product."""
    products = [number for (number,) in connection.execute("select product_id from product")]
    asked = """
        select questionnaire_id, json_insert(promised, '$[#]', json_extract(definition, '$.retention'))
        from questionnaire
    """
    for questionnaire, written in connection.execute(asked).fetchall():
        promised = TypeAdapter(list[Retention]).validate_json(written)
        responses = max(last_day_over(today, one.responses) for one in promised).isoformat()
        comments = max(last_day_over(today, one.comments) for one in promised).isoformat()
        for product in products:
            yield _Due(product, questionnaire, responses, comments)


def _purge_comments(connection: sqlite3.Connection, due: _Due, batch: int) -> Purged | None:
    """Delete some comments, the response of which may stay; None where there are none."""
    with transaction(connection):
        some = f"delete from comment where comment_id in ({_COMMENTS} limit :batch)"  # noqa: S608  ours
        deleted = connection.execute(some, {**vars(due), "batch": batch}).rowcount
    return Purged(comments=deleted) if deleted else None


def _purge_responses(connection: sqlite3.Connection, due: _Due, batch: int) -> Purged | None:
    """Move some responses into the archive; None where there are none."""
    with transaction(connection):
        some = connection.execute(f"{_RESPONSES} limit :batch", {**vars(due), "batch": batch})
        numbers = [number for (number,) in some]
        archive(connection, numbers)
    return Purged(responses=len(numbers)) if numbers else None
