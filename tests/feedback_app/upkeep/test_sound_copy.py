"""A copy says what the database said, and a damaged one is neither copied nor touched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from feedback_app.settings import Settings
from feedback_app.upkeep.sound_copy import Copied, Unsound, check, fingerprint, sound_copy
from tests.feedback_app.asked import rows
from tests.feedback_app.damages import ANOTHER_THING, unreadable
from tests.feedback_app.upkeep.copied_house import FILES, a_filled_house, contents, damage


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return a_filled_house(tmp_path)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "target"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(("name", "number"), [*zip(FILES, (1, 3, 1), strict=True)])
def test_a_copy_says_what_the_database_says(settings: Settings, target: Path, name: str, number: int) -> None:
    copied = sound_copy(settings.data / name, target)

    copy = target / name
    assert copied == Copied(name, number, copy.stat().st_size, fingerprint(copy))
    assert copy.stat().st_mode & 0o777 == 0o600
    assert contents(copy) == contents(settings.data / name)


def test_what_still_stands_in_the_wal_comes_along(settings: Settings, target: Path) -> None:
    writer = sqlite3.connect(settings.acknowledgements)
    writer.execute("pragma wal_autocheckpoint = 0")
    columns = "name, mail, kind, subject, version, fingerprint, at"
    writer.execute(f"insert into acknowledgement select 2, 'x', {columns} from acknowledgement")
    writer.commit()

    copied = sound_copy(settings.acknowledgements, target)
    writer.close()

    assert copied.rows == 2


@pytest.mark.parametrize("content", [b"", ANOTHER_THING])
def test_what_is_no_database_of_ours_is_not_copied(settings: Settings, target: Path, content: bytes) -> None:
    settings.answers.write_bytes(content)

    with pytest.raises(Unsound):
        sound_copy(settings.answers, target)

    assert settings.answers.read_bytes() == content


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_database_is_named_and_left_as_it_is(settings: Settings, target: Path, name: str) -> None:
    damage(settings.data / name)
    before = (settings.data / name).read_bytes()

    with pytest.raises(Unsound) as refused:
        sound_copy(settings.data / name, target)

    assert refused.value.file == settings.data / name
    assert refused.value.found != ""
    assert (settings.data / name).read_bytes() == before
    assert list(target.iterdir()) == []


def test_a_schema_that_is_no_text_is_damage(settings: Settings) -> None:
    rows(settings.answers, "pragma wal_checkpoint(truncate)")
    unreadable(settings.answers)

    with pytest.raises(Unsound, match="malformed"):
        check(settings.answers)


def test_an_index_in_which_a_row_is_missing_is_damage(settings: Settings) -> None:
    file = settings.answers
    (receipt,) = rows(file, "select receipt from response limit 1")[0]
    ((page,),) = rows(file, "select rootpage from sqlite_master where name = 'sqlite_autoindex_response_1'")
    rows(file, "pragma wal_checkpoint(truncate)")
    content = file.read_bytes()
    with file.open("r+b") as stream:
        stream.seek(content.index(receipt.encode(), 4096 * (page - 1)))
        stream.write(b"*")

    with pytest.raises(Unsound, match="index"):
        check(file)

    assert rows(file, "pragma quick_check") == [("ok",)]


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        check(tmp_path / "feedback.db")

    assert list(tmp_path.iterdir()) == []
