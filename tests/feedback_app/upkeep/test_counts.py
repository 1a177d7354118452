"""Counts held to the answers: what is wrong is found, named and set right, and what is right stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback_app.storage import Storage, new_receipt
from feedback_app.upkeep.counts import Difference, rebuild, verify
from feedback_app.upkeep.retention import purge
from luz.published import Published
from tests.feedback_app.asked import DAY, a_response
from tests.feedback_app.upkeep.counted import by_month, kept, recounted

LONG_AGO = dt.date(2020, 2, 29)


@pytest.fixture
def storage(tmp_path: Path, published: Published) -> Iterator[Storage]:
    storage = Storage(tmp_path / "feedback.db")
    with storage.transaction():
        storage.register(published, DAY)
        for response in (
            a_response(published),
            a_response(published, language="en"),
            a_response(published, {"satisfaction": ["1"]}, day=DAY - dt.timedelta(days=40)),
            a_response(published, day=LONG_AGO),
        ):
            storage.add_response(response, new_receipt())
    yield storage
    storage.close()


def change(storage: Storage, *statements: str) -> None:
    """Something that is done to the file behind our back."""
    with storage.transaction():
        for statement in statements:
            storage.connection.execute(statement)


def archive(storage: Storage) -> None:
    """Have what is past its time archived."""
    list(purge(storage.connection, DAY))


def places(storage: Storage) -> list[tuple[object, ...]]:
    return [(one.table, one.period, one.question, one.kept, one.right) for one in verify(storage.connection)]


def test_counts_that_triggers_kept_do_not_differ(storage: Storage) -> None:
    assert verify(storage.connection) == ()


def test_a_wrong_count_is_named_in_words(storage: Storage) -> None:
    change(storage, "update rollup_day set n = n + 2 where language = 'en' and question_id = 1")

    assert verify(storage.connection) == (
        Difference(
            table="rollup_day", period="2026-11-21", product="olmo-tienda", questionnaire="Su opinión · v1",
            question="satisfaction", option="Bien", language="en", channel="web", kept=3, right=1,
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            "delete from rollup_month where month = '2026-10'",
            [("rollup_month", "2026-10", "satisfaction", 0, 1)],
        ),
        (
            "insert into rollup_day select '1999-01-01', product_id, questionnaire_id, question_id, "
            "option_id, language, channel, 7 from rollup_day where day = '2026-10-12'",
            [("rollup_day", "1999-01-01", "satisfaction", 7, 0)],
        ),
        (
            "update rollup_month set month = '2026-1' where month = '2026-10'",
            [
                ("rollup_month", "2026-1", "satisfaction", 1, 0),
                ("rollup_month", "2026-10", "satisfaction", 0, 1),
            ],
        ),
        *(
            (
                f"insert into rollup_day select '2026-10{sign}', product_id, questionnaire_id, question_id, "
                "option_id, language, channel, 7 from rollup_day where day = '2026-10-12'",
                [("rollup_day", f"2026-10{sign}", "satisfaction", 7, 0)],
            )
            for sign in "~ñ\U0010ffff"
        ),
    ],
)
def test_a_count_too_few_and_one_too_many_are_found(
    storage: Storage, statement: str, found: list[tuple[object, ...]]
) -> None:
    change(storage, statement)

    assert places(storage) == found


def test_answers_brought_in_past_the_triggers_are_found(storage: Storage) -> None:
    change(storage, "drop trigger answer_discounted", "delete from answer where question_id = 4")

    tables = [one.table for one in verify(storage.connection)]
    assert (tables.count("rollup_day"), tables.count("rollup_month"), len(tables)) == (3, 3, 6)


def test_counts_are_set_right_and_what_is_right_stays(storage: Storage) -> None:
    archive(storage)
    before = {table: kept(storage.connection, table) for table in ("count_day", "count_month")}
    change(
        storage,
        "update rollup_day set n = n + 1 where language = 'en'",
        "delete from rollup_month",
        "insert into rollup_day select '1999-01-01', product_id, questionnaire_id, question_id, option_id, "
        "language, channel, 7 from rollup_day where day = '2026-10-12'",
        "update archived_month set n = n - 1",
    )

    assert rebuild(storage.connection) == 5 + 11 + 1 + 5

    assert verify(storage.connection) == ()
    assert {table: kept(storage.connection, table) for table in before} == before


def test_of_the_archive_nothing_is_taken_away(storage: Storage) -> None:
    archive(storage)
    change(
        storage,
        "delete from archived_day where question_id = 4",
        "update archived_month set n = 0 where question_id = 1",
    )
    before = kept(storage.connection, "count_month")

    assert rebuild(storage.connection) == 0

    assert kept(storage.connection, "count_month") == before
    assert places(storage) == [
        ("archived_month", "2020-02", "satisfaction", 0, 1),
        ("archived_month", "2020-02", "recommend", 1, 0),
    ]
    assert [one.can_be_set_right for one in verify(storage.connection)] == [True, False]


def test_set_right_again_nothing_is_to_be_done(storage: Storage) -> None:
    change(storage, "update rollup_day set n = n + 1")
    rebuild(storage.connection)

    assert rebuild(storage.connection) == 0


@pytest.mark.parametrize("drift", ["update rollup_{} set n = 0", "delete from rollup_{}"])
def test_where_counts_are_too_low_answers_are_erased_and_purged_all_the_same(
    storage: Storage, drift: str
) -> None:
    change(storage, *(drift.format(period) for period in ("day", "month")))
    (receipt,) = storage.connection.execute("select receipt from response where language = 'en'").fetchone()
    with storage.transaction():
        storage.erase(receipt)
    archive(storage)

    assert len(storage.receipts()) == 2
    rebuild(storage.connection)
    assert verify(storage.connection) == ()
    rows = recounted(storage.connection)
    assert kept(storage.connection, "rollup_day") == rows
    (archived,) = storage.connection.execute("select sum(n) from archived_month").fetchone()
    assert archived == 5


def test_what_is_set_right_goes_on_counting(storage: Storage, published: Published) -> None:
    change(storage, "delete from rollup_day", "delete from rollup_month")
    rebuild(storage.connection)

    with storage.transaction():
        storage.add_response(a_response(published), new_receipt())

    rows = recounted(storage.connection)
    assert kept(storage.connection, "rollup_day") == rows
    assert kept(storage.connection, "rollup_month") == by_month(rows)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            "update archived_day set n = 2 where question_id = 4",
            [
                ("archived_month", "2020-02", "recommend", 1, 2),
                ("archived_day", "2020-02-29", "recommend", 2, 1),
            ],
        ),
        (
            "update archived_day set option_id = option_id + 1 where question_id = 1",
            [
                ("archived_month", "2020-02", "satisfaction", 1, 0),
                ("archived_month", "2020-02", "satisfaction", 0, 1),
            ],
        ),
        ("update questionnaire set archived_until = '2020-02-28'", [("archived_day", "2020-02-29")] * 5),
        ("delete from archived_response", [("archived_day", "2020-02-29")] * 5),
    ],
)
def test_an_archive_that_contradicts_itself_is_found(
    storage: Storage, statement: str, found: list[tuple[object, ...]]
) -> None:
    archive(storage)
    change(storage, statement)

    assert [place[: len(wanted)] for place, wanted in zip(places(storage), found, strict=True)] == found


def test_an_option_of_several_may_be_as_frequent_as_the_responses(
    storage: Storage, published: Published
) -> None:
    with storage.transaction():
        storage.add_response(a_response(published, day=LONG_AGO), new_receipt())
    archive(storage)

    assert kept(storage.connection, "archived_day").total() == 10
    assert verify(storage.connection) == ()
