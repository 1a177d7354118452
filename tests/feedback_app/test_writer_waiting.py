"""Who may wait for the file and for how long; one odd response or a file taken away harms nobody else."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from feedback_app.intake import MOST_AT_SUSPECTS
from feedback_app.serving import THREADS
from feedback_app.writer import LONGEST_QUEUE, Unavailable, Writer
from luz.published import Published
from tests.feedback_app.asked import DAY, a_submission, receipts_in, rows
from tests.feedback_app.damages import another_thing
from tests.feedback_app.waiting_for_file import all_at_once, connection_of, held
from tests.until import until


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "feedback.db"


@pytest.fixture
def writer(file: Path) -> Iterator[Writer]:
    writer = Writer(file, longest_queue=2)
    yield writer
    writer.close()


def receipts(file: Path) -> list[str]:
    return sorted(receipts_in(file))


def test_whoever_wants_anything_of_the_file_is_turned_away_while_too_many_wait(
    writer: Writer, file: Path, published: Published
) -> None:
    writer.register(published, DAY)
    late = a_submission(published)
    waiting = [
        threading.Thread(target=writer.store, args=[a_submission(published)], daemon=True) for _ in range(3)
    ]
    with held(file):
        for thread in waiting:
            thread.start()
        # One is writing, two wait.
        until(lambda: writer._inside == 2, seconds=10)
        with pytest.raises(Unavailable, match="too many"):
            writer.store(late)
        with pytest.raises(Unavailable, match="too many"):
            writer.receipt(late.key, late.content)
    for thread in waiting:
        thread.join()

    assert len(receipts(file)) == 3


def test_a_server_whose_writer_can_take_no_more_has_threads_left_for_pages() -> None:
    # One more is writing while so many wait.
    assert THREADS - (LONGEST_QUEUE + 1 + MOST_AT_SUSPECTS) >= 8


def test_whoever_gave_up_waiting_is_not_stored_later_and_counts_once_when_sent_again(
    file: Path, published: Published
) -> None:
    writer = Writer(file, patience=0.1)
    writer.register(published, DAY)
    first, second = a_submission(published), a_submission(published)
    ahead = threading.Thread(target=writer.store, args=[first])
    with held(file):
        ahead.start()
        until(lambda: writer._taken and not writer._queue, seconds=10)
        with pytest.raises(Unavailable, match="waiting"):
            writer.store(second)
    ahead.join()
    before = receipts(file)
    again = writer.store(second)
    writer.close()

    assert len(before) == 1
    assert receipts(file) == sorted([*before, again.receipt])


def test_whoever_gave_up_while_being_written_gets_the_receipt_when_he_sends_it_again(
    file: Path, published: Published
) -> None:
    writer = Writer(file, patience=0.5)
    outcomes = all_at_once(writer, [a_submission(published)])
    submissions = [a_submission(published) for _ in range(2)]
    gave_up: list[Unavailable] = []

    def send(index: int) -> None:
        try:
            writer.store(submissions[index])
        except Unavailable as reason:
            gave_up.append(reason)

    threads = [threading.Thread(target=send, args=[index]) for index in range(2)]
    with held(file):
        with writer._turn():
            for thread in threads:
                thread.start()
            until(lambda: len(writer._queue) == 2, seconds=10)
        # One of the two now writes for both, and the other loses patience.
        until(lambda: bool(gave_up), seconds=10)
    for thread in threads:
        thread.join()
    again = [writer.store(one) for one in submissions]
    writer.close()

    assert [one.again for one in again] == [True, True]
    assert receipts(file) == sorted([*map(str, outcomes), *(one.receipt for one in again)])


def test_a_file_that_cannot_be_written_keeps_one_page_waiting_and_no_second(
    file: Path, published: Published
) -> None:
    file.parent.mkdir()
    another_thing(file)
    writer = Writer(file)

    with pytest.raises(Unavailable):
        writer.register(published, DAY)
    writer.register(published, DAY)
    file.unlink()
    writer.store(a_submission(published))
    writer.close()

    assert rows(file, "select slug from product order by 1") == [("oficio-web",), ("olmo-tienda",)]


def test_a_response_that_breaks_the_code_fails_alone_and_is_not_quoted(
    writer: Writer, published: Published, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    writer = Writer(file)
    odd = a_submission(published, language="palabras del visitante", day=None)
    neighbours = [a_submission(published) for _ in range(3)]

    outcomes = all_at_once(writer, [neighbours[0], odd, *neighbours[1:]])
    writer.close()

    assert [type(outcome) for outcome in outcomes] == [str, Unavailable, str, str]
    assert len(receipts(file)) == 3
    assert caplog.messages == ["1 responses could not be stored: AttributeError"]


def test_a_folder_emptied_is_noticed_before_anything_is_stored_in_files_that_are_gone(
    writer: Writer, file: Path, published: Published, caplog: pytest.LogCaptureFixture
) -> None:
    writer.store(a_submission(published))
    for one in file.parent.iterdir():
        one.unlink()

    stored = writer.store(a_submission(published))

    assert receipts(file) == [stored.receipt]
    assert caplog.messages == ["feedback.db is no longer the file that was opened; it is opened anew"]


@pytest.mark.parametrize("lost", ["feedback.db", "feedback.db-wal", "feedback.db-shm"])
def test_of_a_file_or_its_log_taken_away_nothing_is_lost_that_was_acknowledged(
    writer: Writer, file: Path, published: Published, lost: str
) -> None:
    """Killed in the end: what stands only in files that are gone is gone then."""
    stored = [writer.store(a_submission(published)).receipt]
    kept = file.with_name("kept.db")
    file.with_name(lost).rename(kept)

    with suppress(Unavailable):
        stored.append(writer.store(a_submission(published)).receipt)

    if lost == file.name:
        assert len(stored) == 1
        kept.rename(file)
    assert receipts_of_others(file) == sorted(stored)


def receipts_of_others(file: Path) -> list[str]:
    """What another process reads."""
    query = "import sqlite3, sys; print(*[r for r, in sqlite3.connect(sys.argv[1]).execute(sys.argv[2])])"
    command = [sys.executable, "-c", query, str(file), "select receipt from response order by 1"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_it_is_known_whether_the_file_could_be_written_last_time(
    writer: Writer, file: Path, published: Published
) -> None:
    failing = [writer.is_failing]
    connection_of(writer).execute("pragma max_page_count = 1")
    with pytest.raises(Unavailable):
        while True:
            writer.store(a_submission(published))
    failing.append(writer.is_failing)
    writer.store(a_submission(published))
    failing.append(writer.is_failing)

    assert failing == [False, True, False]


def test_a_failure_is_over_when_something_can_be_written_again(writer: Writer, published: Published) -> None:
    writer.store(a_submission(published))
    writer.is_damaged = True
    with pytest.raises(Unavailable):
        writer.store(a_submission(published))
    failing = []
    for is_damaged, after in ((True, 0), (False, 3600), (False, 0)):
        writer.is_damaged = is_damaged
        writer.try_out(after)
        failing.append(writer.is_failing)

    assert failing == [True, True, False]


def test_trying_out_begins_no_file(writer: Writer, file: Path) -> None:
    writer.try_out(after=0)

    assert (file.exists(), writer.is_failing) == (False, False)


@pytest.mark.parametrize(
    "change",
    [
        "alter table response rename column channel to chamnel",
        "create trigger no before insert on response begin select raise(abort, 'not today'); end",
    ],
)
def test_what_the_schema_lacks_or_refuses_is_a_failure_too(
    writer: Writer, file: Path, published: Published, change: str
) -> None:
    writer.register(published, DAY)
    rows(file, change)

    with pytest.raises(Unavailable):
        writer.store(a_submission(published))

    assert writer.is_failing


def test_where_the_log_was_taken_away_nothing_waits_for_the_next_answer(
    writer: Writer, file: Path, published: Published
) -> None:
    stored = writer.store(a_submission(published)).receipt
    file.with_name("feedback.db-wal").unlink()

    writer.try_out()

    assert receipts_of_others(file) == [stored]
