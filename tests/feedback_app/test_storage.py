"""A response in the file: durable, counted as it comes and as it goes, found by its words, never twice."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback_app.answers import Response
from feedback_app.storage import KeyUsed, Storage, Stored, new_receipt
from luz.published import Published
from tests.feedback_app.asked import DAY, FILLED, a_response, a_submission
from tests.feedback_app.upkeep.counted import drift


@pytest.fixture
def storage(tmp_path: Path, published: Published) -> Iterator[Storage]:
    storage = Storage(tmp_path / "feedback.db")
    with storage.transaction():
        storage.register(published, DAY)
    yield storage
    storage.close()


def add(storage: Storage, *responses: Response) -> None:
    with storage.transaction():
        for response in responses:
            storage.add_response(response, new_receipt())


def asked(storage: Storage, query: str) -> list[tuple[object, ...]]:
    return storage.connection.execute(query).fetchall()


def test_every_table_is_strict(storage: Storage) -> None:
    loose = asked(
        storage,
        "select name from pragma_table_list where schema = 'main' and type = 'table' and not strict"
        " and name not like 'sqlite_%'",
    )

    assert loose == [("_sqlite_migrations",)]


def test_a_response_holds_the_day_and_nothing_of_the_visitor(storage: Storage, published: Published) -> None:
    add(storage, a_response(published))

    columns = [row[1] for row in asked(storage, "pragma table_info(response)")]
    row = asked(storage, "select day, language, channel, sample from response")
    assert columns == [
        "response_id", "day", "product_id", "questionnaire_id", "language", "channel", "sample", "receipt",
    ]  # fmt: skip
    assert row == [("2026-11-21", "es", "web", 0)]


def test_a_response_knows_the_version_and_wording_it_was_given_to(
    storage: Storage, published: Published
) -> None:
    add(storage, a_response(published))

    known = asked(
        storage, "select slug, version, sha256 from response join questionnaire using (questionnaire_id)"
    )
    assert known == [("opinion", 1, published.questionnaires[0].fingerprint())]


def test_the_answers_of_a_response_stand_under_their_labels(storage: Storage, published: Published) -> None:
    add(storage, a_response(published))

    labels = """
        select key, label from {} join question using (question_id) join option using (option_id)
        order by 1, 2
    """
    assert asked(storage, labels.format("answer")) == [
        ("found-it", "En parte"),
        ("recommend", "10 · Muy probable"),
        ("satisfaction", "Bien"),
    ]
    assert asked(storage, labels.format("answer_multi")) == [
        ("reasons", "La búsqueda"),
        ("reasons", "Otra cosa"),
    ]


def test_a_comment_stands_beside_the_rating_it_explains(storage: Storage, published: Published) -> None:
    add(storage, a_response(published))

    told = "select day, language, label, body from comment join option on option_id = rating"
    assert asked(storage, told) == [("2026-11-21", "es", "Bien", "La atención fue buena")]


@pytest.mark.parametrize("word", ["atencion", "atención", "ATENCIÓN", "aten*"])
def test_a_comment_is_found_whatever_its_accents(storage: Storage, published: Published, word: str) -> None:
    add(storage, a_response(published))

    assert asked(storage, f"select body from comment_fts where comment_fts match '{word}'") == [
        ("La atención fue buena",)
    ]


def test_a_deleted_comment_is_found_no_more(storage: Storage, published: Published) -> None:
    add(storage, a_response(published))

    with storage.transaction():
        storage.connection.execute("delete from response")

    assert asked(storage, "select * from comment_fts where comment_fts match 'atencion'") == []
    storage.connection.execute("insert into comment_fts (comment_fts) values ('integrity-check')")


def test_the_counts_are_those_of_the_answers(tmp_path: Path, storage: Storage, published: Published) -> None:
    other = {"satisfaction": ["1"], "recommend": ["10"]}
    add(storage, a_response(published), a_response(published, language="en"), a_response(published, other))

    november = (
        "select key, code, language, n from rollup_month join question using (question_id)"
        " join option using (option_id) where month = '2026-11' and key = 'recommend' order by 3"
    )
    assert asked(storage, november) == [("recommend", "10", "en", 1), ("recommend", "10", "es", 2)]
    assert drift(tmp_path / "feedback.db") == {}


def test_the_counts_follow_a_response_that_is_deleted(
    tmp_path: Path, storage: Storage, published: Published
) -> None:
    add(storage, a_response(published), a_response(published), a_response(published, {"satisfaction": ["1"]}))

    with storage.transaction():
        storage.connection.execute("delete from response where response_id in (1, 3)")

    assert drift(tmp_path / "feedback.db") == {}
    assert asked(storage, "select count(*), sum(n) from rollup_day") == [(5, 5)]
    assert asked(storage, "select min(n) from rollup_month") == [(1,)]


def test_the_counts_follow_one_answer_that_is_deleted(
    tmp_path: Path, storage: Storage, published: Published
) -> None:
    add(storage, a_response(published))

    with storage.transaction():
        storage.connection.execute(
            "delete from answer_multi where option_id = (select min(option_id) from answer_multi)"
        )

    assert drift(tmp_path / "feedback.db") == {}


@pytest.mark.parametrize(
    "change",
    [
        "update response set day = '2026-01-01'",
        "update answer set option_id = 1",
        "update answer_multi set option_id = 1",
        "update comment set body = 'otra cosa'",
    ],
)
def test_an_answer_is_never_changed(storage: Storage, published: Published, change: str) -> None:
    add(storage, a_response(published))

    with pytest.raises(sqlite3.IntegrityError, match="never changed"), storage.transaction():
        storage.connection.execute(change)


def test_the_same_form_sent_again_has_the_same_receipt(storage: Storage, published: Published) -> None:
    submission = a_submission(published)
    with storage.transaction():
        first = storage.add(submission)
        second = storage.add(submission)

    assert second == Stored(first.receipt, again=True)
    assert asked(storage, "select receipt from response") == [(first.receipt,)]


def test_other_content_under_the_same_key_is_refused(storage: Storage, published: Published) -> None:
    key = b"k" * 16
    with storage.transaction():
        storage.add(a_submission(published, key=key))

    with pytest.raises(KeyUsed), storage.transaction():
        storage.add(a_submission(published, FILLED | {"comment": ["otra"]}, key=key))

    assert asked(storage, "select count(*) from response") == [(1,)]


def test_the_same_answers_from_two_forms_count_twice(storage: Storage, published: Published) -> None:
    with storage.transaction():
        storage.add(a_submission(published))
        storage.add(a_submission(published))

    assert asked(storage, "select count(*) from response") == [(2,)]


def test_a_failed_transaction_leaves_nothing_behind(
    tmp_path: Path, storage: Storage, published: Published
) -> None:
    with pytest.raises(ZeroDivisionError), storage.transaction():
        storage.add(a_submission(published))
        raise ZeroDivisionError

    with storage.transaction():
        storage.add(a_submission(published))
    assert asked(storage, "select count(*), max(response_id) from response") == [(1, 1)]
    assert drift(tmp_path / "feedback.db") == {}


def test_opening_the_file_again_changes_nothing(
    tmp_path: Path, storage: Storage, published: Published
) -> None:
    add(storage, a_response(published))
    before = list(storage.connection.iterdump())

    again = Storage(tmp_path / "feedback.db")
    with again.transaction():
        again.register(published, DAY)
    after = list(again.connection.iterdump())
    again.close()

    assert after == before


def test_samples_and_real_responses_are_told_apart(storage: Storage, published: Published) -> None:
    assert (storage.samples(), storage.holds_real_responses()) == (0, False)

    add(storage, a_response(published, sample=True))
    assert (storage.samples(), storage.holds_real_responses()) == (1, False)

    add(storage, a_response(published))
    assert (storage.samples(), storage.holds_real_responses()) == (1, True)


def test_a_receipt_can_be_read_out_and_not_be_guessed() -> None:
    receipts = {new_receipt() for _ in range(1000)}

    assert len(receipts) == 1000
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}", one) for one in receipts)
