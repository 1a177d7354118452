"""A copy put back says what the databases said when it was made; what stood there meanwhile is not lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feedback_app.settings import Settings
from feedback_app.upkeep.backup import back_up
from feedback_app.upkeep.erasure import erase
from feedback_app.upkeep.restoring import InUse, NoSuchCopy, restore
from feedback_app.upkeep.sound_copy import Unsound
from feedback_app.writer import Writer
from luz.published import PublishedState
from tests.feedback_app.asked import DAY, a_submission, receipts_in, rows
from tests.feedback_app.upkeep.copied_house import (
    FILES,
    a_filled_house,
    answer,
    answer_in_the_log_alone,
    confirm,
    contents,
    damage,
    tomorrow,
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return a_filled_house(tmp_path, answers=20)


@pytest.fixture
def copy(settings: Settings) -> Path:
    return back_up(settings, DAY).folder


def said(settings: Settings) -> dict[str, dict[str, tuple[int, str]]]:
    return {name: contents(settings.data / name) for name in FILES if (settings.data / name).exists()}


def more(settings: Settings) -> None:
    """What is answered and confirmed on another day."""
    answer(settings, PublishedState(settings.published).current(), 5)
    confirm(settings, "2")


def left_over(settings: Settings) -> list[str]:
    return sorted(path.name for path in settings.data.iterdir() if path.name.startswith(".restoring"))


def test_after_damage_everything_says_again_what_it_said(settings: Settings) -> None:
    before = said(settings)
    copy = back_up(settings, DAY).folder
    more(settings)
    for name in FILES:
        damage(settings.data / name)

    restored = restore(settings, copy, tomorrow())

    assert said(settings) == before
    assert sorted((one.name, one.rows) for one in restored.files) == [
        ("acknowledgements.db", 1),
        ("feedback.db", 20),
        ("guardian.db", 1),
    ]
    assert {(settings.data / name).stat().st_mode & 0o777 for name in FILES} == {0o600}
    assert left_over(settings) == []


def test_after_the_files_were_lost_everything_says_again_what_it_said(settings: Settings, copy: Path) -> None:
    before = said(settings)
    for lost in settings.data.glob("*.db*"):
        lost.unlink()

    restored = restore(settings, copy, tomorrow())

    assert (said(settings), restored.set_aside) == (before, None)


def test_what_stood_there_is_set_aside_and_can_be_put_back(settings: Settings, copy: Path) -> None:
    more(settings)
    newer = said(settings)

    aside = restore(settings, copy, tomorrow()).set_aside
    assert aside == settings.set_aside / "2026-11-22-1"
    assert said(settings) != newer
    undone = restore(settings, aside, tomorrow())

    assert said(settings) == newer
    assert undone.set_aside == settings.set_aside / "2026-11-22-2"


def test_the_wal_of_the_old_file_goes_with_it(settings: Settings, copy: Path, tmp_path: Path) -> None:
    before = said(settings)
    answer_in_the_log_alone(settings)

    aside = restore(settings, copy, tomorrow()).set_aside

    assert said(settings) == before
    assert aside is not None
    assert contents(aside / "feedback.db")["response"][0] == 25


def test_a_visitor_can_answer_afterwards(settings: Settings, copy: Path) -> None:
    restore(settings, copy, tomorrow())

    writer = Writer(settings.answers)
    stored = writer.store(a_submission(PublishedState(settings.published).current()))
    writer.close()

    assert rows(settings.answers, f"select count(*) from response where receipt = '{stored.receipt}'") == [
        (1,)
    ]


def test_a_form_sent_again_after_the_restore_counts_once(settings: Settings) -> None:
    submission = a_submission(PublishedState(settings.published).current())
    writer = Writer(settings.answers)
    first = writer.store(submission)
    writer.close()
    copy = back_up(settings, DAY).folder

    restore(settings, copy, tomorrow())
    writer = Writer(settings.answers)
    again = writer.store(submission)
    writer.close()

    assert (again.receipt, again.again) == (first.receipt, True)


def test_what_was_erased_since_is_erased_again(settings: Settings, copy: Path) -> None:
    erased, kept, *_ = receipts(settings)
    suspect = rows(settings.guardian, "select receipt from form_key")[0][0]
    for receipt in (erased, suspect):
        erase(settings, receipt, tomorrow())

    restored = restore(settings, copy, tomorrow())

    assert restored.erased == 2
    assert (erased in receipts(settings), kept in receipts(settings)) == (False, True)
    assert rows(settings.guardian, "select * from suspect") == []


def test_a_copy_from_elsewhere_brings_along_what_was_erased_there(
    settings: Settings, copy: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    erase(settings, receipts(settings)[0], tomorrow())
    settings.backups.rename(elsewhere)

    restored = restore(settings, elsewhere / copy.name, tomorrow())

    assert (restored.erased, len(receipts(settings))) == (1, 19)


def receipts(settings: Settings) -> list[str]:
    return sorted(receipts_in(settings.answers))


def test_only_what_is_named_is_put_back(settings: Settings, copy: Path) -> None:
    before = said(settings)
    more(settings)
    newer = said(settings)

    restore(settings, copy, tomorrow(), only=["feedback.db"])

    assert said(settings) == newer | {"feedback.db": before["feedback.db"]}


def test_a_database_that_the_copy_does_not_hold_stays(settings: Settings, copy: Path) -> None:
    (copy / "acknowledgements.db").unlink()
    more(settings)
    newer = said(settings)

    restore(settings, copy, tomorrow())

    assert said(settings)["acknowledgements.db"] == newer["acknowledgements.db"]


@pytest.mark.parametrize("only", [["access.db"], ["feedback.db", "no-such.db"]])
def test_what_no_copy_holds_is_not_put_back(settings: Settings, copy: Path, only: list[str]) -> None:
    before = said(settings)

    with pytest.raises(NoSuchCopy):
        restore(settings, copy, tomorrow(), only=only)

    assert (said(settings), settings.set_aside.exists()) == (before, False)


def test_a_folder_without_databases_is_no_copy(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(NoSuchCopy):
        restore(settings, tmp_path / "no-such-folder", tomorrow())


@pytest.mark.parametrize("name", FILES)
def test_a_copy_that_is_not_what_was_copied_replaces_nothing(
    settings: Settings, copy: Path, name: str
) -> None:
    more(settings)
    before = said(settings)
    content = bytearray((copy / name).read_bytes())
    content[-1] ^= 1
    (copy / name).write_bytes(content)

    with pytest.raises(Unsound) as refused:
        restore(settings, copy, tomorrow())

    assert (refused.value.file, refused.value.found) == (copy / name, "SHA256SUMS")
    assert (said(settings), settings.set_aside.exists(), left_over(settings)) == (before, False, [])


def test_a_damaged_copy_without_sums_replaces_nothing(settings: Settings, copy: Path) -> None:
    (copy / "SHA256SUMS").unlink()
    damage(copy / "feedback.db")
    before = said(settings)

    with pytest.raises(Unsound):
        restore(settings, copy, tomorrow())

    assert (said(settings), left_over(settings)) == (before, [])


@pytest.mark.parametrize("name", FILES)
def test_while_another_program_has_a_database_open_nothing_is_replaced(
    settings: Settings, copy: Path, name: str
) -> None:
    more(settings)
    before = said(settings)

    with _opened_elsewhere(settings.data / name), pytest.raises(InUse) as refused:
        restore(settings, copy, tomorrow())

    assert refused.value.file == settings.data / name
    assert (said(settings), settings.set_aside.exists()) == (before, False)


@contextmanager
def _opened_elsewhere(file: Path) -> Iterator[None]:
    """Another process has the database open, and does nothing with it."""
    program = (
        "import sqlite3, sys; opened = sqlite3.connect(sys.argv[1]);"
        " opened.execute('select * from sqlite_schema').fetchall(); print(flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        yield


def test_what_a_killed_restore_left_goes_with_the_next(settings: Settings, copy: Path) -> None:
    left = settings.data / ".restoring-x"
    left.mkdir()
    (left / "feedback.db").write_text("half of it")

    restore(settings, copy, tomorrow())

    assert left_over(settings) == []
