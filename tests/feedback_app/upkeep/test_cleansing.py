"""What was deleted is in no byte of the file, its log or its index, while others go on writing."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from feedback_app.database import connect
from feedback_app.storage import Storage, new_receipt
from feedback_app.upkeep import cleansing
from feedback_app.upkeep.cleansing import cleanse
from feedback_app.writer import Writer
from luz.published import Published
from tests.feedback_app.answering import Crowd, answering
from tests.feedback_app.asked import (
    FILLED,
    QUESTIONS,
    a_response,
    a_submission,
    asking_library,
    every_kind,
    published_in,
)
from tests.feedback_app.upkeep.traces import new_word, traces

LONG = [one | {"max_length": 4000} if one["kind"] == "text" else one for one in QUESTIONS]
CHANCE = random.Random(1)


@pytest.fixture
def published(tmp_path: Path) -> Published:
    return published_in(tmp_path / "house", asking_library(every_kind(questions=LONG)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the file, with nothing else in it."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def storage(folder: Path) -> Iterator[Storage]:
    """The open file, as the app holds it: so its log stays beside it."""
    with closing(Storage(folder / "feedback.db")) as storage:
        yield storage


def comment(*words: str) -> dict[str, list[str]]:
    return FILLED | {"comment": [" ".join(words)]}


def ordinary(number: int) -> list[str]:
    """Words that many comments share."""
    return [f"palabra{CHANCE.randrange(200)}" for _ in range(number)]


def erase(storage: Storage, *receipts: str) -> None:
    with storage.transaction():
        for receipt in receipts:
            storage.erase(receipt)


def add(storage: Storage, published: Published, words: list[str]) -> list[str]:
    """Add a response for each of the words, amid ordinary ones, many in few transactions; their receipts."""
    receipts = [new_receipt() for _ in words]
    rows = list(zip(receipts, words, strict=True))
    for start in range(0, len(rows), 40):
        with storage.transaction():
            storage.register(published, a_response(published).day)
            for receipt, word in rows[start : start + 40]:
                length = CHANCE.choice([1, 3, 11, 11, 60, 300])
                said = comment(*ordinary(length), word)
                storage.add_response(a_response(published, said), receipt)
    return receipts


def cleansed(folder: Path, patience: float = 10.0, alone: bool = False) -> bool:
    with closing(connect(folder / "feedback.db")) as connection:
        return cleanse(connection, patience=patience, alone=alone)


def test_what_was_deleted_among_much_else_stands_in_no_byte(
    folder: Path, storage: Storage, published: Published
) -> None:
    words = [new_word() for _ in range(300)]
    receipts = dict(zip(words, add(storage, published, words), strict=True))
    gone = CHANCE.sample(words, 250)
    for start in range(0, len(gone), 5):
        erase(storage, *(receipts[word] for word in gone[start : start + 5]))
    erased = [*gone, *(receipts[word] for word in gone)]
    before = traces(folder, erased)

    assert cleansed(folder)

    assert sorted(before) == ["feedback.db", "feedback.db-wal"]
    assert traces(folder, erased) == {}
    kept = [word for word in words if word not in gone]
    assert traces(folder, kept) == {"feedback.db": kept}
    storage.connection.execute("insert into comment_fts (comment_fts) values ('integrity-check')")


def test_the_copies_that_moving_rows_left_go_too(tmp_path: Path) -> None:
    folder, gone = next(
        filled for filled in map(file_with_moved_rows, itertools.repeat(tmp_path, 200)) if traces(*filled)
    )

    assert cleansed(folder)

    assert traces(folder, gone) == {}


def file_with_moved_rows(folder: Path) -> tuple[Path, list[str]]:
    """A file from which most rows were deleted, with its log emptied, and the words that stood in those."""
    (folder / "feedback.db").unlink(missing_ok=True)
    words = [new_word() for _ in range(600)]
    gone = CHANCE.sample(words, 500)
    with closing(connect(folder / "feedback.db")) as held:
        held.execute("create table said (body text)")
        lengths = [10, 30, 100, 100, 600, 3000]
        said = [(word + "x" * CHANCE.choice(lengths) + word,) for word in words]
        held.executemany("insert into said values (?)", said)
        held.commit()
        for start in range(0, 500, 5):
            numbers = [(words.index(word) + 1,) for word in gone[start : start + 5]]
            held.executemany("delete from said where rowid = ?", numbers)
            held.commit()
    return folder, gone


def test_accents_length_and_neighbours_in_the_index_hide_nothing(
    folder: Path, storage: Storage, published: Published
) -> None:
    add(storage, published, ["contraseña"] * 40)
    words = [
        new_word(beginning="contraseña"),
        new_word(beginning="Ñandú-Áéíöü"),
        new_word(300),
        *(new_word(60) for _ in range(50)),
    ]
    text = " ".join([*ordinary(30), *words])[:4000]
    words = [word for word in words if word in text]
    receipt = new_receipt()
    with storage.transaction():
        storage.add_response(a_response(published, FILLED | {"comment": [text]}), receipt)
    add(storage, published, ["contraseña"] * 40)
    before = traces(folder, words)
    erase(storage, receipt)

    assert cleansed(folder)

    assert before["feedback.db-wal"] == words
    assert traces(folder, words) == {}


def test_visitors_go_on_writing_meanwhile_and_the_words_still_go(
    folder: Path, storage: Storage, published: Published
) -> None:
    words = [new_word() for _ in range(300)]
    receipts = add(storage, published, words)
    erase(storage, *receipts[:150])

    with visitors(folder, published) as crowd:
        assert cleansed(folder)

    assert crowd.failures == []
    assert traces(folder, words[:150]) == {}
    assert sorted({word for found in traces(folder, words[150:]).values() for word in found}) == sorted(
        words[150:]
    )


def test_an_index_merged_again_and_again_stays_sound(
    folder: Path, storage: Storage, published: Published
) -> None:
    word = new_word()
    receipts = add(storage, published, [word, *(new_word() for _ in range(300))])
    structure = "select length(block) from comment_fts_data where id = 10"
    for number in range(400):
        erase(storage, receipts[number % 200 + 100])
        with storage.transaction():
            storage.connection.execute("insert into comment_fts (comment_fts) values ('optimize')")
    grown = storage.connection.execute(structure).fetchone()[0]
    erase(storage, receipts[0])

    assert cleansed(folder)

    assert (grown > 400, storage.connection.execute(structure).fetchone()[0] < 50) == (True, True)
    assert traces(folder, [word]) == {}
    storage.connection.execute("insert into comment_fts (comment_fts) values ('integrity-check')")


def test_without_an_index_a_file_is_cleansed_too(tmp_path: Path) -> None:
    word = new_word()
    with closing(connect(tmp_path / "guardian.db")) as held:
        held.execute("create table suspect (answers text)")
        held.execute("insert into suspect values (?)", (word,))
        held.commit()
        held.execute("delete from suspect")
        held.commit()
        before = traces(tmp_path, [word])

        assert cleanse(held)

        assert (before, traces(tmp_path, [word])) == ({"guardian.db-wal": [word]}, {})


def test_while_somebody_reads_the_log_it_says_so_and_finishes_later(
    folder: Path, storage: Storage, published: Published
) -> None:
    word = new_word()
    [receipt] = add(storage, published, [word])
    with closing(connect(folder / "feedback.db")) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from response").fetchall()
        erase(storage, receipt)

        assert not cleansed(folder, patience=0.2)
        assert traces(folder, [word]) == {"feedback.db-wal": [word]}

    assert cleansed(folder)
    assert traces(folder, [word]) == {}


def test_waiting_for_a_reader_keeps_no_visitor_from_writing(
    folder: Path, storage: Storage, published: Published
) -> None:
    [receipt] = add(storage, published, ["hola"])
    with closing(connect(folder / "feedback.db")) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from response").fetchall()
        erase(storage, receipt)
        with visitors(folder, published) as crowd:
            began = time.monotonic()
            clean = cleansed(folder, patience=2.0)
            ended = time.monotonic()

    assert (clean, crowd.failures) == (False, [])
    stored = sorted(one.at for one in crowd.thanked if began < one.at < ended)
    longest_wait = max(after - before for before, after in itertools.pairwise([began, *stored, ended]))
    assert longest_wait < (ended - began) / 3


def test_a_file_too_large_is_rewritten_only_by_whoever_is_alone_with_it(
    folder: Path, storage: Storage, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipts = add(storage, published, [new_word() for _ in range(200)])
    erase(storage, *receipts)
    monkeypatch.setattr(cleansing, "LARGEST_REWRITTEN", 4096)
    pages = "pragma page_count"

    assert cleansed(folder)
    beside = storage.connection.execute(pages).fetchone()
    assert cleansed(folder, alone=True)

    assert storage.connection.execute(pages).fetchone() < beside


@contextmanager
def visitors(folder: Path, published: Published) -> Iterator[Crowd]:
    """Visitors comment, one after the other, until the end of the block."""
    with answering(
        Writer(folder / "feedback.db"), lambda: a_submission(published, comment(*ordinary(11)))
    ) as crowd:
        yield crowd
