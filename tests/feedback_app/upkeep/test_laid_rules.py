"""What counts and indexes answers is known to be missing or changed, and laid anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils

from feedback_app.database import connect
from feedback_app.storage import STEPS, Storage
from feedback_app.upkeep import counts
from feedback_app.upkeep.laid_rules import lay_anew, wrong
from feedback_app.upkeep.search_index import is_whole
from tests.feedback_app.asked import a_submission, published_in, rows
from tests.feedback_app.earlier_files import laid_out
from tests.feedback_app.upkeep.copied_house import a_filled_house

OF_COMMENTS = "select name from sqlite_schema where type = 'trigger' and tbl_name = 'comment' order by 1"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return a_filled_house(tmp_path).answers


def transform(file: Path) -> None:
    """As its owner might rebuild a table."""
    database = sqlite_utils.Database(file)
    database.table("comment").transform()
    database.close()


def test_a_table_that_another_tool_rebuilt_loses_its_rules_and_gets_them_back(file: Path) -> None:
    lost = [name for (name,) in rows(file, OF_COMMENTS)]
    transform(file)
    with closing(Storage(file)) as storage:
        assert sorted(wrong(storage.connection)) == lost != []

        assert sorted(lay_anew(storage.connection)) == lost

        assert wrong(storage.connection) == lay_anew(storage.connection) == ()
        with storage.transaction():
            storage.add(a_submission(published_in(file.parent / "again")))
        assert is_whole(storage.connection)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (["drop trigger answer_counted"], "answer_counted"),
        (["drop view count_day"], "count_day"),
        (
            [
                "drop trigger answer_counted",
                "create trigger answer_counted after insert on answer begin select 1; end",
            ],
            "answer_counted",
        ),
    ],
    ids=["a trigger", "a view", "another trigger"],
)
def test_what_is_missing_or_another_is_named_and_laid_anew(file: Path, change: list[str], name: str) -> None:
    with closing(connect(file)) as connection:
        for statement in change:
            connection.execute(statement)
        assert wrong(connection) == lay_anew(connection) == (name,)
        assert (wrong(connection), counts.verify(connection)) == ((), ())


@pytest.mark.parametrize("step", STEPS)
def test_files_of_every_schema_have_what_is_expected(tmp_path: Path, step: str) -> None:
    laid_out(f"feedback_{step}", tmp_path / "feedback.db")
    with closing(Storage(tmp_path / "feedback.db")) as storage:
        assert wrong(storage.connection) == ()


def test_where_a_table_was_renamed_and_back_nothing_is_wrong(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("alter table response rename to aside")
        connection.execute("alter table aside rename to response")
        assert wrong(connection) == ()
