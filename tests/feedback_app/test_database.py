"""Every connection to a file of ours: what is committed is on disk, what is deleted is gone."""

from __future__ import annotations

import ast
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest

from feedback_app.access_file import access_file
from feedback_app.database import (
    SharedFile,
    connect,
    is_of_the_file,
    looked_into,
    transaction,
)
from feedback_app.refusals import Missing, begun, is_missing
from feedback_app.storage import Storage
from tests.architecture.house import modules, name_of
from tests.feedback_app.damages import unreadable

Opened = Callable[[Path], AbstractContextManager[sqlite3.Connection]]

DURABLE = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "secure_delete": 1,
}
ONE = {"0001": ("create table one (id integer)",)}


@contextmanager
def plain(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect(path)) as connection:
        yield connection


@contextmanager
def of_storage(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(Storage(path)) as storage:
        yield storage.connection


@contextmanager
def shared(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(access_file(path)) as file, file.writing() as connection:
        yield connection


@pytest.mark.parametrize("opened", [plain, of_storage, shared])
def test_every_connection_that_writes_writes_durably(tmp_path: Path, opened: Opened) -> None:
    with opened(tmp_path / "file.db") as connection:
        found = {name: connection.execute(f"pragma {name}").fetchone()[0] for name in DURABLE}

    assert found == DURABLE


def test_no_other_module_opens_a_database() -> None:
    opening = {
        name_of(path)
        for path in modules("luz", "hooks", "feedback_app")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute | ast.ImportFrom) and _opens(node)
    }

    assert opening == {"feedback_app/database.py"}


def _opens(node: ast.Attribute | ast.ImportFrom) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "sqlite3" and any(one.name in {"connect", "Connection"} for one in node.names)
    return node.attr == "connect" and isinstance(node.value, ast.Name) and node.value.id == "sqlite3"


def test_whoever_only_looks_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "file.db"
    Storage(file).close()

    with looked_into(file) as connection, pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("delete from response")


@pytest.mark.parametrize(
    ("statement", "blames"),
    [
        ("create table more (id)", True),
        ("select * from nowhere", False),
        ("insert into one values (1)", False),
    ],
)
def test_it_is_told_whether_the_file_is_at_fault(tmp_path: Path, statement: str, blames: bool) -> None:
    with plain(tmp_path / "file.db") as connection:
        connection.execute("create table one (id unique)")
        connection.execute("insert into one values (1)")
        connection.commit()
        connection.execute("pragma max_page_count = 1")
        with pytest.raises(sqlite3.Error) as raised, transaction(connection):
            connection.execute(statement)

    assert is_of_the_file(raised.value) is blames


def test_a_failed_transaction_leaves_nothing_and_the_next_goes_on(tmp_path: Path) -> None:
    file = SharedFile(tmp_path / "file.db", "test", ONE)
    with pytest.raises(ZeroDivisionError), file.writing() as connection:
        connection.execute("insert into one values (1)")
        raise ZeroDivisionError
    with file.writing() as connection:
        connection.execute("insert into one values (2)")

    with file.reading() as connection:
        assert connection.execute("select id from one").fetchall() == [(2,)]
    file.close()


def emptied(file: Path) -> None:
    os.truncate(file, 0)


@pytest.mark.parametrize("opening", [connect, looked_into, Storage])
def test_a_schema_that_is_no_text_is_damage(tmp_path: Path, opening: Callable[[Path], object]) -> None:
    file = tmp_path / "file.db"
    Storage(file).close()
    unreadable(file)

    with pytest.raises(sqlite3.DatabaseError, match="malformed") as raised:
        ask(opening(file))

    assert is_of_the_file(raised.value)


def ask(opened: object) -> None:
    if isinstance(opened, AbstractContextManager) and not isinstance(opened, sqlite3.Connection):
        with opened as connection:
            connection.execute("select * from response")


@pytest.mark.parametrize("lose", [Path.unlink, emptied])
@pytest.mark.parametrize("opening", [connect, Storage])
def test_what_has_been_there_and_is_lost_is_not_made_anew(
    tmp_path: Path, lose: Callable[[Path], None], opening: Callable[[Path], object]
) -> None:
    file = tmp_path / "file.db"
    before = is_missing(file)
    Storage(file).close()
    lose(file)
    left = sorted(one.name for one in tmp_path.iterdir() if one.stat().st_size)

    with pytest.raises(Missing) as raised:
        opening(file)

    assert (before, is_missing(file), is_of_the_file(raised.value)) == (False, True, True)
    assert sorted(one.name for one in tmp_path.iterdir() if one.stat().st_size) == left == []


def test_whoever_says_so_begins_anew(tmp_path: Path) -> None:
    file = tmp_path / "file.db"
    Storage(file).close()
    for one in (file, begun(file)):
        one.unlink()

    Storage(file).close()

    assert (file.exists(), is_missing(file)) == (True, False)


def test_what_everybody_can_do_without_is_made_anew(tmp_path: Path) -> None:
    file = access_file(tmp_path / "file.db")
    for _ in range(2):
        with file.writing() as connection:
            connection.execute("delete from session")
        (tmp_path / "file.db").unlink()
    file.close()

    assert not is_missing(tmp_path / "file.db")


@pytest.mark.parametrize("lose", [Path.unlink, emptied])
def test_a_shared_file_that_is_lost_while_it_is_open_takes_nothing_more(
    tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    file = SharedFile(tmp_path / "file.db", "test", ONE)
    with file.writing() as connection:
        connection.execute("insert into one values (1)")
    # What the log still holds comes back into a file that is emptied.
    with file.reading() as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    lose(tmp_path / "file.db")

    with pytest.raises(Missing), file.writing():
        pass
