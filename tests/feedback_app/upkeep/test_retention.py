"""What is past its time goes, its counts stay, and whatever cuts the work short loses and doubles nothing."""

from __future__ import annotations

import datetime as dt
import secrets
import sqlite3
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from feedback_app.storage import Storage, new_receipt
from feedback_app.upkeep.counts import verify
from feedback_app.upkeep.known_day import note_day
from feedback_app.upkeep.retention import Purged, overdue, purge
from luz.published import Published
from tests.feedback_app.asked import (
    DAY,
    FILLED,
    a_draft,
    a_response,
    a_submission,
    asking_library,
    every_kind,
    published_in,
)
from tests.feedback_app.upkeep.counted import kept

TWO_YEARS_AGO = dt.date(2024, 11, 21)
A_YEAR_AGO = dt.date(2025, 11, 21)
TOTALS = "select (select sum(n) from count_day), (select sum(n) from count_month), sum(n) from count_response"


def keeping(
    folder: Path, responses: str = "24 meses", comments: str = "12 meses", version: int = 1
) -> Published:
    """Publish a questionnaire whose answers are kept for so long."""
    retention = {"responses": responses, "comments": comments}
    return published_in(folder, asking_library(every_kind(retention=retention, version=version)))


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    storage = Storage(tmp_path / "feedback.db")
    yield storage
    storage.close()


def add(storage: Storage, published: Published, *days: dt.date) -> None:
    with storage.transaction():
        storage.register(published, DAY)
        for day in days:
            storage.add_response(a_response(published, day=day), new_receipt())


def purged(storage: Storage, today: dt.date = DAY) -> Purged:
    return sum(purge(storage.connection, today), Purged())


def asked(storage: Storage, query: str) -> list[tuple[object, ...]]:
    return storage.connection.execute(query).fetchall()


def days(storage: Storage, table: str = "response") -> list[object]:
    return [day for (day,) in asked(storage, f"select day from {table} order by 1")]


def test_an_answer_goes_on_the_day_its_time_is_over_and_not_before(storage: Storage, tmp_path: Path) -> None:
    add(storage, keeping(tmp_path), TWO_YEARS_AGO, TWO_YEARS_AGO + dt.timedelta(days=1))

    assert purged(storage) == Purged(responses=1, comments=2)

    assert days(storage) == ["2024-11-22"]
    assert asked(storage, "select count(distinct response_id) from answer") == [(1,)]
    assert asked(storage, "select count(distinct response_id) from answer_multi") == [(1,)]


def test_its_counts_stay(storage: Storage, tmp_path: Path) -> None:
    add(storage, keeping(tmp_path), TWO_YEARS_AGO, TWO_YEARS_AGO, TWO_YEARS_AGO + dt.timedelta(days=1), DAY)
    before = [kept(storage.connection, view) for view in ("count_day", "count_month")]
    totals = asked(storage, TOTALS)

    purged(storage)

    assert [kept(storage.connection, view) for view in ("count_day", "count_month")] == before
    assert asked(storage, TOTALS) == totals == [(20, 20, 4)]
    assert asked(storage, "select sum(n) from archived_month where month = '2024-11'") == [(10,)]
    assert asked(storage, "select sum(n) from rollup_month where month = '2024-11'") == [(5,)]
    assert asked(storage, "select archived_until from questionnaire") == [("2024-11-21",)]
    assert verify(storage.connection) == ()


def test_a_comment_goes_before_its_answer_and_is_found_no_more(storage: Storage, tmp_path: Path) -> None:
    add(storage, keeping(tmp_path), A_YEAR_AGO, DAY)

    assert purged(storage) == Purged(comments=1)

    assert days(storage) == ["2025-11-21", "2026-11-21"]
    assert days(storage, "comment") == ["2026-11-21"]
    assert len(asked(storage, "select rowid from comment_fts where comment_fts match 'atencion'")) == 1
    assert asked(storage, "select sum(n) from count_day") == [(10,)]


def test_a_comment_goes_with_its_answer_though_it_might_stay_longer(storage: Storage, tmp_path: Path) -> None:
    add(storage, keeping(tmp_path, responses="1 mes", comments="1 año"), dt.date(2026, 9, 1), DAY)

    assert overdue(storage.connection, DAY) == Purged(responses=1, comments=1)
    assert purged(storage) == Purged(responses=1, comments=1)
    assert days(storage, "comment") == ["2026-11-21"]


def test_each_wording_keeps_the_time_it_promised(storage: Storage, tmp_path: Path) -> None:
    add(storage, keeping(tmp_path, responses="3 años"), TWO_YEARS_AGO)
    add(storage, keeping(tmp_path, responses="1 año", version=2), TWO_YEARS_AGO)

    assert purged(storage).responses == 1
    left = "select version from response join questionnaire using (questionnaire_id)"
    assert asked(storage, left) == [(1,)]


def test_a_draft_is_kept_no_longer_than_it_says(storage: Storage, tmp_path: Path) -> None:
    draft = a_draft(asking_library(every_kind(retention={"responses": "1 año", "comments": "1 año"})))
    add(storage, published_in(tmp_path, draft), TWO_YEARS_AGO)

    assert purged(storage) == Purged(responses=1, comments=1)
    assert asked(storage, "select sum(n) from count_day") == [(5,)]


def test_an_answer_is_kept_no_longer_than_was_promised_when_it_was_given(
    storage: Storage, tmp_path: Path
) -> None:
    add(storage, keeping(tmp_path, responses="1 año", comments="2 años"), A_YEAR_AGO, TWO_YEARS_AGO)
    add(storage, keeping(tmp_path, responses="2 años", comments="1 mes"))
    add(storage, keeping(tmp_path, responses="3 años", comments="3 años"), DAY - dt.timedelta(days=40))
    # An app that has not noticed yet may register the older once more.
    add(storage, keeping(tmp_path, responses="2 años", comments="1 mes"))

    assert purged(storage) == Purged(responses=2, comments=3)
    assert days(storage) == ["2026-10-12"]
    assert asked(storage, "select json_array_length(promised) from questionnaire") == [(2,)]


def test_a_shorter_time_counts_at_once(storage: Storage, tmp_path: Path) -> None:
    add(storage, keeping(tmp_path, responses="2 años"), A_YEAR_AGO)
    assert purged(storage).responses == 0

    add(storage, keeping(tmp_path, responses="1 año"))
    assert purged(storage).responses == 1


def test_what_is_past_its_time_is_told_beforehand(storage: Storage, tmp_path: Path) -> None:
    add(storage, keeping(tmp_path), TWO_YEARS_AGO, TWO_YEARS_AGO, A_YEAR_AGO, DAY)

    told = overdue(storage.connection, DAY)

    assert told == purged(storage) == Purged(responses=2, comments=3)
    assert overdue(storage.connection, DAY) == Purged()


def test_keys_of_forms_go_after_a_week(storage: Storage, tmp_path: Path) -> None:
    published = keeping(tmp_path)
    with storage.transaction():
        for number in (7, 8):
            storage.add(
                a_submission(published, key=bytes(15) + bytes([number]), day=DAY - dt.timedelta(number))
            )

    assert purged(storage) == Purged(keys=1)
    assert asked(storage, "select day from submission_key") == [("2026-11-14",)]
    assert asked(storage, "select count(*) from response") == [(2,)]


def test_keys_that_came_under_another_clock_are_kept_for_a_week_from_now(
    storage: Storage, tmp_path: Path
) -> None:
    published = keeping(tmp_path)
    note_day(storage.connection, DAY)
    with storage.transaction():
        for number in (-365, 0, 365):
            key = secrets.token_bytes(16)
            storage.add(a_submission(published, key=key, day=DAY + dt.timedelta(number)))

    assert purged(storage, DAY + dt.timedelta(1)).keys == 0
    days = [("2026-11-21",), ("2026-11-22",), ("2026-11-22",)]
    assert asked(storage, "select day from submission_key order by 1") == days
    note_day(storage.connection, DAY + dt.timedelta(1))
    assert purged(storage, DAY + dt.timedelta(9)).keys == 3


def test_what_comes_late_for_an_archived_day_is_counted_with_it(storage: Storage, tmp_path: Path) -> None:
    published = keeping(tmp_path)
    add(storage, published, TWO_YEARS_AGO)
    purged(storage)
    add(storage, published, TWO_YEARS_AGO)

    assert asked(storage, TOTALS) == [(10, 10, 2)]
    assert verify(storage.connection) == ()

    assert purged(storage) == Purged(responses=1, comments=1)
    assert asked(storage, TOTALS) == [(10, 10, 2)]
    assert asked(storage, "select max(n) from archived_day") == [(2,)]


def test_cut_short_between_two_batches_nothing_is_lost_or_counted_twice(
    storage: Storage, tmp_path: Path
) -> None:
    add(storage, keeping(tmp_path), *[TWO_YEARS_AGO] * 7)

    for part in islice(purge(storage.connection, DAY, batch=3), 5):
        assert verify(storage.connection) == ()
        assert asked(storage, TOTALS) == [(35, 35, 7)]
        assert (part.responses or part.comments) <= 3

    assert purged(storage) == Purged(responses=1)
    assert asked(storage, TOTALS) == [(35, 35, 7)]


@pytest.mark.parametrize("table", ["response", "answer", "answer_multi", "comment"])
def test_cut_short_within_a_batch_nothing_of_it_is_done(storage: Storage, tmp_path: Path, table: str) -> None:
    published = keeping(tmp_path)
    filled = {**FILLED, "comment": []} if table != "comment" else FILLED
    with storage.transaction():
        storage.register(published, DAY)
        for _ in range(3):
            response = a_response(published, filled, day=TWO_YEARS_AGO)
            storage.add_response(response, new_receipt())
    before = list(storage.connection.iterdump())
    storage.connection.execute(
        f"create temp trigger power_cut before delete on {table} when old.response_id = 2 "
        "begin select raise(fail, 'the power is cut'); end"
    )

    with pytest.raises(sqlite3.IntegrityError, match="the power is cut"):
        purged(storage)

    assert list(storage.connection.iterdump()) == before
