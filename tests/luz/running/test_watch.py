"""Noticing that a file was saved."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from luz.running.watch import QUIET, Watch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plans = tmp_path / "plans"
    (plans / "clients" / "olmo").mkdir(parents=True)
    (plans / "company.yml").write_text("name: Oficio\n")
    return plans


@pytest.fixture
def watch(folder: Path) -> Watch:
    return Watch([folder, folder.with_name("missing")])


def settles(watch: Watch, seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if watch.settled():
            return True
        time.sleep(0.02)
    return False


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file is changed": lambda folder: (folder / "company.yml").write_text("name: Otro\n"),
    "a file is added": lambda folder: (folder / "clients/olmo/plan.yml").write_text("title: Plan\n"),
    "a file is removed": lambda folder: (folder / "company.yml").unlink(),
    "a file is renamed": lambda folder: (folder / "company.yml").rename(folder / "firma.yml"),
    "an editor swaps the file": lambda folder: _swapped(folder / "company.yml"),
    "a folder is added": lambda folder: (folder / "clients/faro").mkdir(),
    "a watched folder comes": lambda folder: folder.with_name("missing").mkdir(),
    "a watched folder is removed": shutil.rmtree,
    "another takes its place": lambda folder: _replaced(folder),
}
NO_CHANGES: dict[str, Callable[[Path], object]] = {
    "nothing happens": lambda folder: None,
    "a file is read": lambda folder: (folder / "company.yml").read_text(),
    "an editor keeps a copy of its own": lambda folder: (folder / ".company.yml.swp").write_text("x"),
    "an editor keeps the last version": lambda folder: (folder / "company.yml~").write_text("x"),
}


def _swapped(file: Path) -> None:
    beside = file.with_name(".company.yml.new")
    beside.write_text("name: Otro\n")
    beside.replace(file)


def _replaced(folder: Path) -> None:
    """What git does to a folder that another revision lacks: it goes, and comes back as another."""
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "company.yml").write_text("name: Oficio\n")


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_noticed_once(folder: Path, watch: Watch, change: str) -> None:
    CHANGES[change](folder)

    assert settles(watch)
    assert not watch.settled()


@pytest.mark.parametrize("no_change", NO_CHANGES)
def test_what_is_no_change_is_not_noticed(folder: Path, watch: Watch, no_change: str) -> None:
    NO_CHANGES[no_change](folder)

    assert not settles(watch, 3 * QUIET)


def test_a_saving_that_goes_on_is_waited_for(folder: Path, watch: Watch) -> None:
    seen = []
    for turn in range(10):
        (folder / "company.yml").write_text(f"name: {turn}\n")
        time.sleep(QUIET / 5)
        seen.append(watch.settled())

    assert seen == [False] * 10
    assert settles(watch)


def test_a_folder_moved_away_is_noticed_and_again_when_it_is_put_back(folder: Path, watch: Watch) -> None:
    away = folder.with_name("elsewhere")

    folder.rename(away)
    assert settles(watch)
    away.rename(folder)
    assert settles(watch)
    (folder / "company.yml").write_text("name: Otro\n")
    assert settles(watch)


def test_a_link_to_nowhere_hides_nothing_beside_it(folder: Path, watch: Watch) -> None:
    (folder / "clients" / "nowhere").symlink_to(folder / "missing.yml")
    assert settles(watch)

    (folder / "clients" / "olmo" / "plan.yml").write_text("title: Plan\n")
    assert settles(watch)
