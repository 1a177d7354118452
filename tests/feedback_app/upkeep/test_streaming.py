"""Litestream beside the app: what it copies comes back equal, and it lets go of a file to be cleansed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from feedback_app.settings import Settings
from feedback_app.storage import Storage
from feedback_app.upkeep.backup import back_up
from feedback_app.upkeep.clearing import clear
from feedback_app.upkeep.erasure import erase
from feedback_app.upkeep.restoring import InUse, restore
from feedback_app.writer import Writer
from luz.published import Published, PublishedState
from tests.feedback_app.asked import DAY, FILLED, a_submission
from tests.feedback_app.upkeep.copied_house import (
    FILES,
    a_filled_house,
    answer,
    confirm,
    contents,
    tomorrow,
)
from tests.feedback_app.upkeep.streamed import holding, order, recovered, streamed, sync

WORD = "zangolotino"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return a_filled_house(tmp_path / "var")


@pytest.fixture
def replica(tmp_path: Path) -> Path:
    return tmp_path / "replica"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


def published(settings: Settings) -> Published:
    return PublishedState(settings.published).current()


def test_what_was_copied_comes_back_equal(settings: Settings, replica: Path, elsewhere: Path) -> None:
    with streamed(settings.data, replica):
        answer(settings, published(settings), 20)
        confirm(settings, "2")
        for name in FILES:
            sync(settings.data, name)

    brought = {name: recovered(settings.data, elsewhere, name) for name in FILES}

    assert {name: contents(file) for name, file in brought.items()} == {
        name: contents(settings.data / name) for name in FILES
    }
    assert contents(brought["feedback.db"])["response"][0] == 23


def test_a_lost_machine_is_restored_from_what_was_copied(
    settings: Settings, replica: Path, elsewhere: Path, tmp_path: Path
) -> None:
    with streamed(settings.data, replica):
        answer(settings, published(settings), 20)
        sync(settings.data, "feedback.db")
    for name in FILES:
        recovered(settings.data, elsewhere, name)
    new = Settings(tmp_path / "another machine")
    new.data.mkdir()

    restored = restore(new, elsewhere, tomorrow())

    assert {one.name: one.rows for one in restored.files}["feedback.db"] == 23
    assert contents(new.answers)["rollup_day"] == contents(settings.answers)["rollup_day"]
    Writer(new.answers).store(a_submission(published(settings)))


def test_a_database_that_comes_later_is_copied_too(
    settings: Settings, replica: Path, elsewhere: Path
) -> None:
    for left in settings.data.glob("guardian.db*"):
        left.unlink()
    with streamed(settings.data, replica):
        a_filled_house(settings.data)
        sync(settings.data, "guardian.db")

    file = recovered(settings.data, elsewhere, "guardian.db")
    assert contents(file)["suspect"][0] == 1


def test_an_answer_is_erased_to_its_last_trace_beside_it(settings: Settings, replica: Path) -> None:
    storage = Storage(settings.answers)
    with streamed(settings.data, replica):
        with storage.transaction():
            receipt = storage.add(a_submission(published(settings), FILLED | {"comment": [WORD]})).receipt
        sync(settings.data, "feedback.db")
        there = holding(WORD, settings.data)

        erasure = erase(settings, receipt, DAY)
        left = holding(WORD, settings.data)
    storage.close()

    assert ("feedback.db-wal" in there, len(there) > 1) == (True, True)
    assert (erasure.clean, left) == (True, [])


def test_an_answer_is_erased_to_its_last_trace_while_it_is_stopped(settings: Settings, replica: Path) -> None:
    with streamed(settings.data, replica):
        stored = Writer(settings.answers).store(
            a_submission(published(settings), FILLED | {"comment": [WORD]})
        )
        sync(settings.data, "feedback.db")
    there = holding(WORD, settings.data)

    erasure = erase(settings, stored.receipt, DAY)

    assert len(there) > 1
    assert (erasure.clean, holding(WORD, settings.data)) == (True, [])


def test_the_daily_clearing_leaves_no_trace_beside_it(settings: Settings, replica: Path) -> None:
    with streamed(settings.data, replica):
        cleared = clear(settings, published(settings), tomorrow(5000))
        left = holding("La atención fue buena", settings.data)

    assert (cleared.purged.responses, cleared.suspects, cleared.clean, left) == (3, 1, True, [])


def test_what_it_missed_while_the_log_was_cut_off_is_copied(
    settings: Settings, replica: Path, elsewhere: Path
) -> None:
    receipts = Storage(settings.answers).connection.execute("select receipt from response").fetchall()
    with streamed(settings.data, replica):
        answer(settings, published(settings), 20)
        sync(settings.data, "feedback.db")
        for (receipt,) in receipts:
            erase(settings, receipt, DAY)
            answer(settings, published(settings), 2)
        sync(settings.data, "feedback.db")

    file = recovered(settings.data, elsewhere, "feedback.db")
    assert contents(file) == contents(settings.answers)
    assert contents(file)["response"][0] == 26


def test_it_goes_on_copying_after_an_erasure(settings: Settings, replica: Path, elsewhere: Path) -> None:
    writer = Writer(settings.answers)
    with streamed(settings.data, replica):
        stored = writer.store(a_submission(published(settings)))
        erase(settings, stored.receipt, DAY)
        for _ in range(7):
            writer.store(a_submission(published(settings)))
        sync(settings.data, "feedback.db")
    writer.close()

    file = recovered(settings.data, elsewhere, "feedback.db")
    assert contents(file) == contents(settings.answers)
    assert contents(file)["response"][0] == 10


def test_whoever_was_killed_while_it_paused_has_it_taken_up_by_the_next(
    settings: Settings, replica: Path, elsewhere: Path
) -> None:
    with streamed(settings.data, replica):
        order(settings.data, "unregister", "feedback.db")
        answer(settings, published(settings), 20)
        clear(settings, published(settings), DAY)
        sync(settings.data, "feedback.db")

    assert contents(recovered(settings.data, elsewhere, "feedback.db"))["response"][0] == 23


def test_of_several_who_pause_it_at_once_each_has_it_away_until_done(
    settings: Settings, replica: Path, elsewhere: Path
) -> None:
    receipts = Storage(settings.answers).connection.execute("select receipt from response").fetchall()
    with streamed(settings.data, replica):
        with ThreadPoolExecutor(3) as employees:
            erasures = list(employees.map(lambda row: erase(settings, row[0], DAY), receipts))
        answer(settings, published(settings), 2)
        sync(settings.data, "feedback.db")

    assert [(one.now, one.clean) for one in erasures] == [(True, True)] * 3
    assert contents(recovered(settings.data, elsewhere, "feedback.db")) == contents(settings.answers)


def test_a_socket_that_nobody_listens_to_stops_nothing(settings: Settings) -> None:
    (settings.data / "litestream.sock").touch()
    receipt = Storage(settings.answers).connection.execute("select receipt from response").fetchone()[0]

    assert erase(settings, receipt, DAY).now


def test_nothing_is_put_back_under_it(settings: Settings, replica: Path) -> None:
    copy = back_up(settings, DAY).folder

    with streamed(settings.data, replica), pytest.raises(InUse):
        restore(settings, copy, tomorrow())


def test_it_copies_on_from_a_restored_copy(settings: Settings, replica: Path, elsewhere: Path) -> None:
    copy = back_up(settings, DAY).folder
    with streamed(settings.data, replica):
        answer(settings, published(settings), 20)
        sync(settings.data, "feedback.db")

    restore(settings, copy, tomorrow())
    with streamed(settings.data, replica):
        answer(settings, published(settings), 1)
        sync(settings.data, "feedback.db")

    file = recovered(settings.data, elsewhere, "feedback.db")
    assert contents(file) == contents(settings.answers)
    assert contents(file)["response"][0] == 4
