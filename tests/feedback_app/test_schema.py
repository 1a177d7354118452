"""What the file itself refuses, whoever writes into it: what would be counted twice, or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from feedback_app.storage import Storage, new_receipt
from tests.feedback_app.asked import DAY, a_response, asking_library, every_kind, published_in

MINE = "(select option_id from option where code = 'reason:search' limit 1)"
THEIRS = "(select option_id from option where code = 'reason:theirs')"


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    published = published_in(tmp_path)
    storage = Storage(tmp_path / "feedback.db")
    with storage.transaction():
        storage.register(published, DAY)
        storage.add_response(a_response(published), new_receipt())
    yield storage
    storage.close()


@pytest.mark.parametrize("table", ["response", "answer", "answer_multi", "comment"])
def test_an_answer_is_never_replaced(storage: Storage, table: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="never replaced"), storage.transaction():
        storage.connection.execute(f"insert or replace into {table} select * from {table}")


@pytest.mark.parametrize("table", ["answer", "answer_multi", "comment"])
def test_what_belongs_to_no_response_is_refused_whoever_brings_it(
    tmp_path: Path, storage: Storage, table: str
) -> None:
    columns = [row[1] for row in storage.connection.execute(f"pragma table_info({table})")]
    changed = ", ".join({"response_id": "99", "comment_id": "99"}.get(name, name) for name in columns)

    # As other programs do, which leave foreign keys unchecked.
    other = sqlite3.connect(tmp_path / "feedback.db")
    with closing(other), pytest.raises(sqlite3.IntegrityError, match="comes after it"):
        other.execute(f"insert into {table} select {changed} from {table} limit 1")


WRONG = {
    "a day there is not": ("response", {"day": "'2026-02-30'"}),
    "no day at all": ("response", {"day": "'2026-99-99'"}),
    "a day before all calendars": ("response", {"day": "'0000-01-01'"}),
    "a language that is no text": ("response", {"language": "cast(x'65ff' as text)"}),
    "a channel that is no name": ("response", {"channel": "'la web'"}),
    "a receipt that is no text": ("response", {"receipt": "cast(x'ff' as text)"}),
    "a number below all": ("response", {"response_id": "-1"}),
    "words with a number below all": ("comment", {"comment_id": "-1"}),
    "a product there is not": ("response", {"product_id": "99"}),
    "a questionnaire there is not": ("response", {"questionnaire_id": "99"}),
    "a question of another questionnaire": (
        "answer",
        {
            "question_id": "(select question_id from other where key = 'satisfaction')",
            "option_id": "(select option_id from other join option using (question_id) "
            "where key = 'satisfaction' limit 1)",
        },
    ),
    "an option of another question": (
        "answer",
        {"option_id": "(select max(option_id) from option where question_id = 2)"},
    ),
    "an option there is not": ("answer", {"option_id": "999"}),
    "one of several as the only one": ("answer", {"question_id": "3", "option_id": MINE}),
    "the only one as one of several": ("answer_multi", {"question_id": "1", "option_id": "1"}),
    "a reason of another product": ("answer_multi", {"question_id": "3", "option_id": THEIRS}),
    "words to a question without": ("comment", {"question_id": "1"}),
    "words of another day": ("comment", {"day": "'2026-11-20'"}),
    "words about another product": ("comment", {"product_id": "(select max(product_id) from product)"}),
    "words with the rating of another questionnaire": (
        "comment",
        {"rating": "(select max(option_id) from other join option using (question_id))"},
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_would_be_counted_elsewhere_is_refused_whoever_brings_it(
    tmp_path: Path, storage: Storage, wrong: str
) -> None:
    table, changes = WRONG[wrong]
    with storage.transaction():
        storage.register(published_in(tmp_path / "2", asking_library(every_kind(version=2))), DAY)
        for statement in (
            "insert into product (slug, name) values ('otro', 'Otro')",
            "insert into option (question_id, product_id, position, code, label) "
            "select 3, max(product_id), 9, 'reason:theirs', 'Lo de otros' from product",
            "create view other as select * from question where questionnaire_id = 2",
            "insert into response select 2, day, product_id, questionnaire_id, language, channel, sample, "
            "'AAAA-BBBB-CCCC' from response",
        ):
            storage.connection.execute(statement)

    def brought(changes: dict[str, str]) -> str:
        new = {"response_id": "2" if table != "response" else "3", "receipt": "'DDDD-EEEE-FFFF'"}
        columns = [row[1] for row in storage.connection.execute(f"pragma table_info({table})")]
        values = {**{name: name for name in columns}, **new, "comment_id": "9", **changes}
        chosen = ", ".join(values[name] for name in columns)
        return f"insert into {table} select {chosen} from {table} limit 1"

    # As other programs do, which leave foreign keys unchecked.
    with closing(sqlite3.connect(tmp_path / "feedback.db")) as other:
        with pytest.raises(
            sqlite3.IntegrityError, match=r"^(no such day|a part of a response belongs|numbers begin)"
        ):
            other.execute(brought(changes))
        other.execute(brought({}))
