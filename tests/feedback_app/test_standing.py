"""Another file in the place of one that is open is opened by nobody beside the log that is not its own."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from feedback_app.database import connect, looked_into
from feedback_app.refusals import Replaced
from feedback_app.settings import Settings
from feedback_app.storage import Storage
from feedback_app.suspects.quarantine import Quarantine
from feedback_app.upkeep.restoring import restore
from feedback_app.upkeep.soundness import Soundness
from feedback_app.writer import Unavailable, Writer
from luz.published import Published
from tests.feedback_app.asked import DAY, a_submission, rows

HOLDING = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1])
print(held.execute("select count(*) from sqlite_schema").fetchall(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "data")


@pytest.fixture
def writer(settings: Settings) -> Iterator[Writer]:
    writer = Writer(settings.answers)
    yield writer
    writer.close()


@pytest.fixture
def copy(settings: Settings, writer: Writer, published: Published, tmp_path: Path) -> Path:
    """A copy made while the file is used, and some answers that came after it."""
    copy = tmp_path / "copies" / settings.answers.name
    copy.parent.mkdir()
    for _ in range(3):
        writer.store(a_submission(published))
    rows(settings.answers, f"vacuum into '{copy}'")
    for _ in range(20):
        writer.store(a_submission(published))
    return copy


@contextmanager
def held_elsewhere(file: Path) -> Iterator[None]:
    """Another process keeps the file open, as Datasette and Litestream do."""
    command = [sys.executable, "-c", HOLDING, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        yield


def is_refused(writer: Writer, published: Published) -> bool:
    with suppress(Unavailable):
        writer.store(a_submission(published))
        return False
    return True


@pytest.mark.parametrize("a_visitor_comes", [True, False], ids=["noticed before", "at once"])
def test_a_copy_put_by_hand_beside_the_log_of_another_is_left_as_it_is_until_a_restore(
    settings: Settings, writer: Writer, published: Published, copy: Path, a_visitor_comes: bool
) -> None:
    file, soundness = settings.answers, Soundness(settings, writer)
    with held_elsewhere(file):
        file.unlink()
        if a_visitor_comes:
            assert is_refused(writer, published)
        shutil.copy(copy, file)

        soundness.look()
        assert [is_refused(writer, published) for _ in range(3)] == [True] * 3
        assert soundness.problems() == (
            "feedback.db was replaced while it was open",
            "answers cannot be stored",
        )
    writer.close()
    # Nor does whoever starts afterwards, and knows nothing of it.
    for opening in (connect, Storage, lambda path: looked_into(path).__enter__()):
        with pytest.raises(Replaced, match="luz feedback restore"):
            opening(file)
    assert file.read_bytes() == copy.read_bytes()

    restore(settings, copy.parent, DAY)

    assert writer.store(a_submission(published)).again is False
    assert rows(file, "select count(*) from response") == [(4,)]
    assert rows(file, "pragma integrity_check") == [("ok",)]


def nothing(_: Path, __: Path) -> None:
    pass


@pytest.mark.parametrize("meanwhile", [nothing, shutil.copy], ids=["none", "another"])
def test_a_file_that_comes_back_goes_on_with_its_log(
    settings: Settings,
    writer: Writer,
    published: Published,
    copy: Path,
    meanwhile: Callable[[Path, Path], object],
) -> None:
    away = copy.with_name("away.db")
    settings.answers.rename(away)
    refused = is_refused(writer, published)
    meanwhile(copy, settings.answers)
    again = is_refused(writer, published)
    away.replace(settings.answers)

    assert (refused, again, is_refused(writer, published)) == (True, True, False)
    assert rows(settings.answers, "select count(*) from response") == [(24,)]


def test_whoever_looks_at_a_file_knows_what_the_others_of_the_process_have_open(
    settings: Settings, writer: Writer, tmp_path: Path
) -> None:
    suspects, other = Quarantine(settings.guardian), tmp_path / "other.db"
    suspects.expire(DAY)
    with sqlite3.connect(other) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute("create table one (id)")
    connection.close()
    settings.guardian.unlink()
    shutil.copy(other, settings.guardian)
    soundness = Soundness(settings, writer)

    soundness.look()

    assert soundness.problems() == ("guardian.db was replaced while it was open",)
    assert settings.guardian.read_bytes() == other.read_bytes()
    suspects.close()
