"""Whatever becomes of answers, in whatever order: the counts are those that Python makes of the rows."""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
import sqlite_utils
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback_app.answers import Channel
from feedback_app.storage import Storage, new_receipt
from feedback_app.upkeep.counts import rebuild, verify
from feedback_app.upkeep.retention import purge
from luz.published import Published
from tests.feedback_app.asked import DAY, a_draft, a_response, asking_library, every_kind, published_in
from tests.feedback_app.upkeep.counted import Counts, by_month, kept, recounted

RETENTION = {"responses": "24 meses", "comments": "12 meses"}
DAYS = [dt.date(*day) for day in ((2024, 2, 29), (2024, 11, 21), (2024, 11, 22), (2025, 11, 21))] + [DAY]
TODAYS = [dt.date(2026, 2, 28), DAY, dt.date(2027, 11, 22)]


@cache
def wordings() -> tuple[Published, ...]:
    """A version that is frozen, its successor, and a draft."""
    folder = Path(tempfile.mkdtemp())
    frozen = (asking_library(every_kind(version=version, retention=RETENTION)) for version in (1, 2))
    draft = a_draft(asking_library(every_kind(version=3, retention=RETENTION)))
    return tuple(published_in(folder, library) for library in (*frozen, draft))


@st.composite
def forms(draw: st.DrawFn) -> dict[str, list[str]]:
    """A form with some questions answered, several options and reasons of the product among them."""
    form = {
        "satisfaction": [draw(st.sampled_from(["1", "4", "5"]))],
        "found-it": draw(st.sampled_from([[], ["3"]])),
        "reasons": draw(
            st.lists(st.sampled_from(["reason:search", "reason:payment-step", "9"]), unique=True)
        ),
        "recommend": draw(st.sampled_from([[], ["0"], ["10"]])),
        "comment": draw(st.sampled_from([[], ["Muy lento"]])),
    }
    return {key: values for key, values in form.items() if values}


@dataclass
class House:
    """A file, and what was ever counted of what has left it by its time."""

    storage: Storage
    archive: Counts = field(default_factory=Counts)

    def add(
        self, wording: int, form: dict[str, list[str]], day: dt.date, language: str, way: Channel
    ) -> None:
        published = wordings()[wording]
        response = a_response(published, form, day=day, language=language, channel=way)
        with self.storage.transaction():
            self.storage.register(published, DAY)
            self.storage.add_response(response, new_receipt())

    def erase(self, place: int) -> None:
        """Somebody's answer, or one answer of it, is gone for good."""
        receipts = self.receipts()
        if receipts:
            with self.storage.transaction():
                self.storage.erase(receipts[place % len(receipts)])

    def delete_one_answer(self, place: int) -> None:
        execute = self.storage.connection.execute
        with self.storage.transaction():
            execute("delete from answer where question_id in (select max(question_id) from answer)")
            execute("delete from answer_multi where response_id % 3 = ?", (place % 3,))

    def purge(self, today: dt.date, batches: int) -> None:
        """Purge, cut short after so many transactions."""
        before = recounted(self.storage.connection)
        for _ in islice(purge(self.storage.connection, today, batch=2), batches):
            pass
        self.archive += before - recounted(self.storage.connection)

    def bring_in(self, place: int) -> None:
        """Have sqlite-utils bring in a copy of a response, as whoever moves answers between files does.

        By the way it tries to bring in what is wrong, and is refused.
        """
        database = sqlite_utils.Database(self.storage.connection)
        receipts = self.receipts()
        if not receipts:
            return
        (head,) = database.query(
            "select * from response where receipt = ?", [receipts[place % len(receipts)]]
        )
        old = head.pop("response_id")
        for wrong in ({"day": "2026-02-30"}, {"product_id": 99}, {"questionnaire_id": 99}):
            refused(database, "response", {**head, **wrong, "receipt": new_receipt()})
        new = database.table("response").insert({**head, "receipt": new_receipt()}).last_pk
        for table in ("answer", "answer_multi"):
            rows = list(database.query(f"select * from {table} where response_id = ?", [old]))
            for row in rows:
                for other in database.query(OTHERS, [head["questionnaire_id"], row["question_id"]]):
                    refused(database, table, {**row, **other, "response_id": new})
                refused(database, table, {**row, "option_id": 999, "response_id": new})
            database.table(table).insert_all({**row, "response_id": new} for row in rows)

    def rebuild(self, damage: str) -> None:
        with self.storage.transaction():
            self.storage.connection.execute(damage)
        rebuild(self.storage.connection)

    def receipts(self) -> list[str]:
        rows = self.storage.connection.execute("select receipt from response order by response_id")
        return [receipt for (receipt,) in rows]

    def assert_counted(self) -> None:
        connection: sqlite3.Connection = self.storage.connection
        rows = recounted(connection)
        assert verify(connection) == ()
        assert kept(connection, "rollup_day") == rows
        assert kept(connection, "rollup_month") == by_month(rows)
        assert kept(connection, "count_day") == rows + self.archive
        assert kept(connection, "count_month") == by_month(rows + self.archive)


OTHERS = """
select question_id, option_id from option join question using (question_id) where questionnaire_id <> ?1
union select ?2, option_id from option where question_id <> ?2
"""
"""Options of another wording with their questions, and those of other questions with this one."""


def refused(database: sqlite_utils.Database, table: str, row: dict[str, object]) -> None:
    """Whether or not whoever brings it in has foreign keys checked."""
    for checked in ("off", "on"):
        database.execute(f"pragma foreign_keys = {checked}")
        with pytest.raises(sqlite3.IntegrityError, match=r"^(no such day|a part of a response belongs)"):
            database.table(table).insert(row)


DAMAGES = [
    "update rollup_day set n = n + 1",
    "delete from rollup_month",
    "delete from rollup_day where language = 'en'",
    "delete from archived_month",
    "update archived_month set n = n + 1",
]
PLACES = st.integers(0, 9)
ADDED = st.builds(
    lambda *what: lambda house: house.add(*what),
    st.integers(0, 2),
    forms(),
    st.sampled_from(DAYS),
    st.sampled_from(["es", "en"]),
    st.sampled_from(Channel),
)
WHAT_HAPPENS = st.one_of(
    ADDED,
    ADDED,
    st.builds(lambda place: lambda house: house.erase(place), PLACES),
    st.builds(lambda place: lambda house: house.delete_one_answer(place), PLACES),
    st.builds(lambda *how: lambda house: house.purge(*how), st.sampled_from(TODAYS), st.integers(1, 12)),
    st.builds(lambda place: lambda house: house.bring_in(place), PLACES),
    st.builds(lambda damage: lambda house: house.rebuild(damage), st.sampled_from(DAMAGES)),
)


@contextmanager
def a_house() -> Iterator[House]:
    with tempfile.TemporaryDirectory() as folder, closing(Storage(Path(folder) / "feedback.db")) as storage:
        storage.connection.execute("pragma synchronous = off")
        yield House(storage)


@given(st.lists(ADDED, min_size=1, max_size=4), st.lists(WHAT_HAPPENS, max_size=10))
@settings(max_examples=25, deadline=None)
def test_the_counts_are_right_after_anything_in_any_order(
    first: list[Callable[[House], None]], then: list[Callable[[House], None]]
) -> None:
    with a_house() as house:
        for happens in (*first, *then):
            happens(house)
            house.assert_counted()
