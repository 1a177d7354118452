"""Dated copies: whole or not at all, kept as long as they may be, and never fewer for a failure."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from feedback_app.settings import Settings
from feedback_app.upkeep.backup import GoneMissing, NothingToCopy, back_up, databases
from feedback_app.upkeep.dated_folders import dated
from feedback_app.upkeep.sound_copy import Unsound
from feedback_app.upkeep.tombstones import KEPT_DAYS, Tombstones
from tests.feedback_app.asked import DAY
from tests.feedback_app.upkeep.copied_house import FILES, a_filled_house, contents, damage, tomorrow


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return a_filled_house(tmp_path)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of every copy."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_one_folder_holds_the_databases_of_one_moment_and_their_sums(settings: Settings) -> None:
    made = back_up(settings, DAY)

    assert made.folder == settings.backups / "2026-11-21-1"
    assert names(made.folder) == sorted(["SHA256SUMS", *FILES])
    assert {one.name: one.rows for one in made.files} == {
        "acknowledgements.db": 1,
        "feedback.db": 3,
        "guardian.db": 1,
    }
    assert {name: contents(made.folder / name) for name in FILES} == {
        name: contents(settings.data / name) for name in FILES
    }


def test_the_sums_are_those_that_sha256sum_reads(settings: Settings) -> None:
    made = back_up(settings, DAY)

    checked = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"], cwd=made.folder, capture_output=True, text=True, check=True
    )

    assert sorted(checked.stdout.splitlines()) == [f"{name}: OK" for name in FILES]


def test_copies_are_their_owners_alone(settings: Settings) -> None:
    made = back_up(settings, DAY)

    modes = {path.stat().st_mode & 0o777 for path in (settings.backups, made.folder)}
    assert (modes, {path.stat().st_mode & 0o777 for path in made.folder.iterdir()}) == ({0o700}, {0o600})


def test_the_suspects_are_copied_before_the_answers_they_may_become(settings: Settings) -> None:
    assert [path.name for path in databases(settings)] == [
        "guardian.db",
        "feedback.db",
        "acknowledgements.db",
    ]


def test_copies_of_one_day_are_numbered(settings: Settings) -> None:
    made = [back_up(settings, DAY).folder.name for _ in range(11)]

    assert made == [f"2026-11-21-{number}" for number in range(1, 12)]
    assert [one.folder.name for one in dated(settings.backups)] == made[::-1]


def test_copies_made_at_once_are_all_whole(settings: Settings) -> None:
    with ThreadPoolExecutor(4) as commands:
        made = list(commands.map(lambda _: back_up(settings, DAY), range(4)))

    assert sorted(one.folder.name for one in made) == [f"2026-11-21-{number}" for number in range(1, 5)]
    assert {tuple(names(one.folder)) for one in made} == {tuple(sorted(["SHA256SUMS", *FILES]))}


def test_only_the_newest_are_kept(settings: Settings) -> None:
    made = [back_up(settings, tomorrow(days), keep=2) for days in range(4)]

    assert names(settings.backups) == ["2026-11-23-1", "2026-11-24-1"]
    assert [(one.kept, one.removed) for one in made] == [(1, 0), (2, 0), (2, 1), (2, 1)]


def test_none_is_kept_for_longer_than_was_promised(settings: Settings) -> None:
    back_up(settings, DAY)
    back_up(settings, tomorrow())

    back_up(settings, tomorrow(KEPT_DAYS - 1))

    assert names(settings.backups) == ["2026-11-22-1", "2026-12-20-1"]


def test_what_was_set_aside_goes_when_copies_of_its_day_go(settings: Settings) -> None:
    for days in (0, 1):
        (settings.set_aside / f"{tomorrow(days)}-1").mkdir(parents=True)

    back_up(settings, tomorrow(KEPT_DAYS - 1))

    assert names(settings.set_aside) == ["2026-11-22-1"]


@pytest.mark.parametrize("years", [-1, 1])
def test_a_clock_a_year_off_removes_no_copy_however_often(settings: Settings, years: int) -> None:
    for days in range(3):
        back_up(settings, tomorrow(days))
    good = ["2026-11-21-1", "2026-11-22-1", "2026-11-23-1"]
    wrong = DAY.replace(year=DAY.year + years)

    told = [back_up(settings, wrong + dt.timedelta(days=days), keep=2) for days in range(4)]

    assert [sorted(one.folder.name for one in made.doubtful) for made in told] == [good] * 4
    assert [(made.kept, made.removed) for made in told] == [(4, 0), (5, 0), (5, 1), (5, 1)]
    assert {*good} <= {*names(settings.backups)}


@pytest.mark.parametrize("years", [-1, 1])
def test_a_copy_of_a_wrong_clock_stays_until_it_is_said_that_the_clock_is_right(
    settings: Settings, years: int
) -> None:
    back_up(settings, DAY)
    wrong = back_up(settings, DAY.replace(year=DAY.year + years)).folder.name

    later = back_up(settings, tomorrow(), keep=1)
    assert ([one.folder.name for one in later.doubtful], later.removed) == ([wrong], 1)
    assert names(settings.backups) == sorted([wrong, "2026-11-22-1"])

    trusted = back_up(settings, tomorrow(2), trust_clock=True)
    assert (trusted.doubtful, trusted.removed) == ((), 1)
    assert names(settings.backups) == ["2026-11-22-1", "2026-11-23-1"]


def test_a_clock_set_back_over_midnight_is_none_to_doubt(settings: Settings) -> None:
    back_up(settings, tomorrow())

    made = back_up(settings, DAY)

    assert (made.kept, made.removed, made.doubtful) == (2, 0, ())


def test_after_forty_days_without_a_copy_the_age_counts_and_after_more_somebody_is_asked(
    settings: Settings,
) -> None:
    (settings.set_aside / f"{DAY}-1").mkdir(parents=True)
    back_up(settings, DAY)

    asked = back_up(settings, tomorrow(41))
    assert [one.folder.name for one in asked.doubtful] == ["2026-11-21-1"] * 2
    shutil.rmtree(asked.folder)

    assert back_up(settings, tomorrow(40)).removed == 2
    assert (names(settings.backups), names(settings.set_aside)) == (["2026-12-31-1"], [])


def test_what_is_not_ours_in_the_folder_stays(settings: Settings) -> None:
    (settings.backups / "2020-01-01-copia de Marta").mkdir(parents=True)
    (settings.backups / "2020-01-01-1").write_text("a file, no folder")
    Tombstones(settings.backups).add("7KQM-3F9D-XZ2A", DAY)

    back_up(settings, tomorrow(40))

    kept = ["2020-01-01-1", "2020-01-01-copia de Marta", "2026-12-31-1", "erased.txt"]
    assert names(settings.backups) == kept


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_database_leaves_every_copy_as_it_was(settings: Settings, name: str) -> None:
    for days in range(3):
        back_up(settings, tomorrow(days))
    before = everything(settings.backups)
    damage(settings.data / name)

    with pytest.raises(Unsound) as refused:
        back_up(settings, tomorrow(40), keep=1)

    assert refused.value.file == settings.data / name
    assert everything(settings.backups) == before
    assert names(settings.backups) == ["2026-11-21-1", "2026-11-22-1", "2026-11-23-1"]


@pytest.mark.parametrize("name", FILES)
def test_a_database_that_went_missing_is_noticed(settings: Settings, name: str) -> None:
    back_up(settings, DAY)
    (settings.data / name).unlink()

    with pytest.raises(GoneMissing) as refused:
        back_up(settings, tomorrow())

    assert refused.value.file == settings.data / name
    assert names(settings.backups) == ["2026-11-21-1"]


def test_before_there_is_anything_nothing_is_copied(tmp_path: Path) -> None:
    with pytest.raises(NothingToCopy):
        back_up(Settings(tmp_path), DAY)

    assert dated(Settings(tmp_path).backups) == []


def test_what_a_killed_command_left_is_no_copy_and_goes(settings: Settings) -> None:
    left = settings.backups / ".unfinished-x"
    left.mkdir(parents=True)
    (left / "feedback.db").write_text("half of it")

    back_up(settings, DAY)

    assert names(settings.backups) == ["2026-11-21-1"]


def test_a_folder_has_a_day_and_a_number(tmp_path: Path) -> None:
    for name in ("2026-11-21-3", "2026-99-99-1", "2026-11-21"):
        (tmp_path / name).mkdir()

    (found,) = dated(tmp_path)

    assert (found.day, found.number) == (dt.date(2026, 11, 21), 3)
