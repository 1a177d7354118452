"""The search index is looked through without changing anything, and written anew however it is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from feedback_app.database import connect, looked_into
from feedback_app.storage import Storage
from feedback_app.upkeep.search_index import is_whole, make_anew
from tests.feedback_app.asked import rows
from tests.feedback_app.upkeep.copied_house import a_filled_house, change

DAMAGES = [
    "update comment_fts_data set block = x'ffffffff' where id = 10",
    "delete from comment_fts_data where id = 10",
    "delete from comment_fts_data",
    "insert into comment_fts (comment_fts) values ('delete-all')",
    "update comment_fts_data set block = zeroblob(length(block)) where id > 10",
]
FOUND = "select count(*) from comment_fts ('atencion')"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """The answers of a house, with a comment each."""
    yield a_filled_house(tmp_path).answers


def whole(file: Path) -> bool:
    with looked_into(file, locking=True) as connection:
        return is_whole(connection)


def test_a_sound_index_is_whole_and_nothing_is_written(file: Path) -> None:
    before = file.read_bytes()

    assert whole(file)
    assert file.read_bytes() == before


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_noticed_and_written_anew(file: Path, damage: str) -> None:
    change(file, damage)
    before = whole(file)
    with closing(connect(file)) as connection:
        make_anew(connection)

    assert (before, whole(file)) == (False, True)
    assert rows(file, FOUND) == [(3,)]


def test_once_written_anew_it_goes_on_taking_comments(file: Path) -> None:
    change(file, DAMAGES[0])
    with closing(Storage(file)) as storage:
        make_anew(storage.connection)
        with storage.transaction():
            storage.erase(storage.receipts()[0])

    assert rows(file, FOUND) == [(2,)]
