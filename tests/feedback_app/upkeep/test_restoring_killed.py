"""A restore killed at any of its steps: all that stood there stands, or, once finished, all of the copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from feedback_app.refusals import CutShort
from feedback_app.settings import Settings
from feedback_app.storage import Storage
from feedback_app.upkeep.backup import back_up
from feedback_app.upkeep.leftovers import locked
from feedback_app.upkeep.restoring import finish, is_cut_short, restore
from feedback_app.upkeep.soundness import Soundness
from feedback_app.writer import Unavailable, Writer
from luz.published import PublishedState
from tests.feedback_app.asked import DAY, a_submission, rows
from tests.feedback_app.upkeep.copied_house import (
    FILES,
    a_filled_house,
    answer,
    answer_in_the_log_alone,
    confirm,
    contents,
    tomorrow,
)
from tests.feedback_app.upkeep.killed import killed_before


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A copy of three answers, and five more that stand in the log alone, as after a loss of power."""
    settings = a_filled_house(tmp_path / "house")
    back_up(settings, DAY)
    confirm(settings, "2")
    answer_in_the_log_alone(settings)
    return settings


def said(settings: Settings) -> dict[str, dict[str, tuple[int, str]]]:
    return {name: contents(settings.data / name) for name in FILES}


def houses(settings: Settings) -> Iterator[Settings]:
    """The same data folder again and again, in each of which a restore was killed one step later."""
    for step in range(1000):
        house = Settings(settings.data.with_name(f"house-{step}"))
        shutil.copytree(settings.data, house.data)
        copy = house.backups / f"{DAY}-1"
        if not killed_before(step, partial(restore, house, copy, tomorrow())):
            return
        yield house
        shutil.rmtree(house.data)


def test_killed_at_any_step_it_leaves_the_old_or_the_new(settings: Settings, tmp_path: Path) -> None:
    shutil.copytree(settings.data, tmp_path / "other")
    other = Settings(tmp_path / "other")
    old = said(other)
    restore(other, other.backups / f"{DAY}-1", tomorrow())
    new = said(other)
    seen = []

    for house in houses(settings):
        cut_short = is_cut_short(house)
        if cut_short:
            _is_told(house)
        finish(house, tomorrow())
        with locked(house):
            pass

        assert said(house) == (new if cut_short else old)
        assert not [
            path.name for path in house.data.iterdir() if path.name.startswith((".restoring", ".putting"))
        ]
        if cut_short:
            aside = house.set_aside / f"{tomorrow()}-1"
            assert {name: contents(aside / name) for name in FILES} == old
        seen.append(cut_short)

    assert (seen == sorted(seen), seen.count(False) > 2, seen.count(True) > 10) == (True, True, True)


def _is_told(house: Settings) -> None:
    """Nobody opens a file that is to be replaced, and `/healthz` tells."""
    waiting = [path.name for path in (house.data / ".putting-back").glob("*.db")]
    writer = Writer(house.answers)
    if "feedback.db" in waiting:
        with pytest.raises(CutShort):
            Storage(house.answers)
        with pytest.raises(Unavailable):
            writer.store(a_submission(PublishedState(house.published).current()))
    soundness = Soundness(house, writer)
    soundness.look()
    told = [problem for problem in soundness.problems() if "restore" in problem]
    assert sorted(told) == sorted(f"{name} waits for a restore that was cut short" for name in waiting)
    writer.close()
    if waiting:
        with pytest.raises(CutShort):
            back_up(house, tomorrow())


def test_what_is_answered_after_it_is_finished_stays(settings: Settings) -> None:
    house = next(filter(is_cut_short, houses(settings)))
    finish(house, tomorrow())
    answer(house, PublishedState(house.published).current())

    assert not finish(house, tomorrow())
    assert rows(house.answers, "select count(*) from response") == [(4,)]
