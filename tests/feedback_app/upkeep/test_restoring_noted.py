"""No older copy brings back what was deleted since it was made, nor lets its form bring it in again."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedback_app.settings import Settings
from feedback_app.storage import KeyUsed
from feedback_app.suspects.deciding import Desk, Fate
from feedback_app.suspects.quarantine import Outcome, Quarantine
from feedback_app.upkeep.backup import back_up
from feedback_app.upkeep.clearing import clear
from feedback_app.upkeep.erasure import erase
from feedback_app.upkeep.restoring import restore
from feedback_app.upkeep.tombstones import Tombstones
from feedback_app.writer import Writer
from luz.published import PublishedState
from tests.feedback_app.asked import DAY, a_submission, rows
from tests.feedback_app.upkeep.copied_house import SOMEBODY, a_filled_house, tomorrow


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return a_filled_house(tmp_path)


@pytest.fixture
def copy(settings: Settings) -> Path:
    return back_up(settings, DAY).folder


def suspects(settings: Settings) -> int:
    return int(rows(settings.guardian, "select count(*) from suspect")[0][0])


def test_a_form_whose_answer_was_erased_brings_nothing_back(settings: Settings, copy: Path) -> None:
    submission = a_submission(PublishedState(settings.published).current())
    writer = Writer(settings.answers)
    erased = writer.store(submission).receipt
    writer.close()
    erase(settings, erased, DAY)

    restore(settings, copy, tomorrow())
    restore(settings, copy, tomorrow())
    with pytest.raises(KeyUsed):
        writer.store(submission)
    writer.close()

    assert rows(settings.answers, "select count(*) from response") == [(3,)]


def test_a_suspect_that_was_past_its_time_does_not_come_back(settings: Settings, copy: Path) -> None:
    clear(settings, None, tomorrow(31))

    restore(settings, copy, tomorrow(31))

    assert suspects(settings) == 0


@pytest.mark.parametrize(("outcome", "left"), [(Outcome.DROPPED, 0), (Outcome.RELEASED, 1)])
def test_only_a_suspect_that_was_dropped_does_not_come_back(
    settings: Settings, copy: Path, outcome: Outcome, left: int
) -> None:
    quarantine, writer = Quarantine(settings.guardian), Writer(settings.answers)
    desk = Desk(quarantine, writer, Tombstones(settings.backups))
    number = quarantine.held()[0].number
    fate = desk.decide(number, outcome, SOMEBODY, PublishedState(settings.published).current())
    quarantine.close()
    writer.close()

    restore(settings, copy, tomorrow())

    assert (fate is not Fate.GONE, suspects(settings)) == (True, left)
