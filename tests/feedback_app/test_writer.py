"""The writer lets nobody go before the answer is on disk, and never fails one for another's sake."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from feedback_app.storage import KeyUsed
from feedback_app.writer import Unavailable, Unknown, Writer
from luz.published import Published
from tests.feedback_app.asked import DAY, FILLED, a_submission, receipts_in, rows
from tests.feedback_app.damages import ANOTHER_THING, another_thing
from tests.feedback_app.waiting_for_file import all_at_once, connection_of, held


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "feedback.db"


@pytest.fixture
def writer(file: Path) -> Iterator[Writer]:
    writer = Writer(file)
    yield writer
    writer.close()


def count(file: Path) -> int:
    return int(rows(file, "select count(*) from response")[0][0])


def test_a_response_is_in_the_file_when_store_returns(
    writer: Writer, file: Path, published: Published
) -> None:
    stored = writer.store(a_submission(published))

    assert receipts_in(file) == [stored.receipt]


def test_one_form_sent_by_twenty_at_once_counts_once(
    writer: Writer, file: Path, published: Published
) -> None:
    submission = a_submission(published)

    with ThreadPoolExecutor(20) as senders:
        stored = list(senders.map(writer.store, [submission] * 20))

    assert len({one.receipt for one in stored}) == 1
    assert sorted(one.again for one in stored) == [False] + [True] * 19
    assert count(file) == 1


def test_a_form_sent_again_after_a_restart_counts_once(
    writer: Writer, file: Path, published: Published
) -> None:
    submission = a_submission(published)
    first = writer.store(submission)
    writer.close()
    after_restart = Writer(file)

    again = after_restart.store(submission)
    after_restart.close()

    assert (again.receipt, again.again, count(file)) == (first.receipt, True, 1)


def test_other_content_under_the_same_key_is_refused_and_its_neighbours_are_stored(
    writer: Writer, file: Path, published: Published
) -> None:
    key = b"k" * 16
    writer.store(a_submission(published, key=key))
    other = a_submission(published, FILLED | {"comment": ["otra"]}, key=key)

    outcomes = all_at_once(writer, [other, a_submission(published), a_submission(published)])

    assert [type(outcome) for outcome in outcomes] == [KeyUsed, str, str]
    assert count(file) == 3


def test_a_response_that_cannot_be_stored_fails_alone(
    writer: Writer, file: Path, published: Published
) -> None:
    good = [a_submission(published) for _ in range(3)]
    unknown = a_submission(published, product="no-such-product")
    unheard = a_submission(published, fingerprint="0" * 64)

    outcomes = all_at_once(writer, [good[0], unknown, good[1], unheard, good[2]])

    assert [type(outcome) for outcome in outcomes] == [str, Unknown, str, Unknown, str]
    assert count(file) == 3


def test_all_who_wait_share_one_commit(writer: Writer, file: Path, published: Published) -> None:
    statements: list[str] = []
    connection_of(writer).set_trace_callback(statements.append)
    writer.register(published, DAY)
    statements.clear()

    all_at_once(writer, [a_submission(published) for _ in range(8)])

    # The first to come has a commit of its own, and the other seven share the next.
    assert statements.count("COMMIT") == 2
    assert count(file) == 8


def test_a_full_queue_turns_away_instead_of_waiting(file: Path, published: Published) -> None:
    writer = Writer(file, longest_queue=2)
    outcomes = all_at_once(writer, [a_submission(published) for _ in range(6)])
    writer.close()

    # One is being written and two wait.
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Unavailable"] * 3 + ["str"] * 3
    assert count(file) == 3


def test_a_file_held_by_another_for_long_is_unavailable_and_works_again_afterwards(
    writer: Writer, file: Path, published: Published
) -> None:
    connection_of(writer).execute("pragma busy_timeout = 10")
    submission = a_submission(published)

    with held(file), pytest.raises(Unavailable, match="locked"):
        writer.store(submission)

    assert writer.store(submission).again is False
    assert count(file) == 1


def test_a_full_disk_is_unavailable_and_loses_nothing_that_was_acknowledged(
    writer: Writer, file: Path, published: Published
) -> None:
    writer.store(a_submission(published))
    connection = connection_of(writer)
    pages = connection.execute("pragma page_count").fetchone()[0]
    connection.execute(f"pragma max_page_count = {pages}")

    with pytest.raises(Unavailable, match="full"):
        for _ in range(200):
            writer.store(a_submission(published))

    kept = count(file)
    writer.store(a_submission(published))
    assert count(file) == kept + 1
    assert rows(file, "pragma integrity_check") == [("ok",)]


def test_a_damaged_file_is_unavailable_and_is_not_overwritten(file: Path, published: Published) -> None:
    file.parent.mkdir()
    another_thing(file)
    writer = Writer(file)

    with pytest.raises(Unavailable, match="not a database"):
        writer.store(a_submission(published))

    assert file.read_bytes() == ANOTHER_THING


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path, published: Published) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    writer = Writer(tmp_path / "data" / "feedback.db")

    with pytest.raises(Unavailable):
        writer.store(a_submission(published))
    with pytest.raises(Unavailable):
        writer.register(published, DAY)


def test_what_is_published_is_known_to_the_file_before_anybody_answers(
    writer: Writer, file: Path, published: Published
) -> None:
    writer.register(published, DAY)

    assert rows(file, "select slug from product order by 1") == [("oficio-web",), ("olmo-tienda",)]
    assert rows(file, "select * from v_opinion_1") == []
