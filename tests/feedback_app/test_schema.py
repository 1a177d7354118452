"""What the file itself refuses, whoever writes into it: what would be counted twice, or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from feedback_app.storage import Storage, new_receipt
from tests.feedback_app.asked import DAY, a_response, published_in


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
