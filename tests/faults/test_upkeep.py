"""Answers are copied, erased, recounted and purged while visitors answer: none is lost or turned away."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from feedback_app.settings import Settings
from feedback_app.writer import Writer
from luz.published import PublishedState
from tests.faults.running import a_house, running
from tests.faults.visitors import Crowd, send_again
from tests.feedback_app.asked import DAY, a_submission, receipts_in, rows
from tests.feedback_app.upkeep.counted import drift
from tests.journeys.running import LUZ

LONG_AGO = 60
"""Answers of ten years before, whose time has passed."""
EVERY_COMMAND = (["verify"], ["backup"], ["purge"], ["erase"], ["rebuild"], ["verify"])


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = a_house(tmp_path)
    published = PublishedState(settings.published).current()
    writer = Writer(settings.answers)
    for _ in range(LONG_AGO):
        writer.store(a_submission(published, day=DAY.replace(year=DAY.year - 10)))
    writer.close()
    # As the purge of the night before would, without which so long a silence makes the clock doubtful.
    rows(settings.answers, f"pragma user_version = {published.company.today().toordinal()}")
    return settings


def luz(settings: Settings, command: Sequence[str]) -> str:
    """Give a command for the data folder; return what it says."""
    done = subprocess.run(
        [LUZ, "feedback", *command, "--data", settings.data], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("rounds", [1, pytest.param(5, marks=pytest.mark.slow)])
def test_commands_beside_visitors(
    settings: Settings, rounds: int, record_property: Callable[[str, object], None]
) -> None:
    erased = []
    with running(settings) as app:
        with Crowd(app.server.port, settings.data, 4, pause=0.03) as crowd:
            crowd.wait_for(20)
            for number in range(rounds):
                for command in EVERY_COMMAND:
                    if command == ["erase"]:
                        erased.append(crowd.acknowledged[number])
                        command = ["erase", str(erased[-1].receipt)]
                    luz(settings, command)
        # Whoever sends an erased answer once more is told the receipt it had, and it stays erased.
        send_again(app.server.port, [*erased, *crowd.visitors[-20:]])

    assert set(crowd.statuses) == {200}
    kept = [str(one.receipt) for one in crowd.visitors if one not in erased]
    assert sorted(receipts_in(settings.answers)) == sorted(kept)
    assert drift(settings.answers) == {}
    assert rows(settings.answers, "pragma integrity_check") == [("ok",)]
    assert rows(settings.answers, "select sum(n) from archived_day where day < '2020'") != [(None,)]
    commands = rounds * len(EVERY_COMMAND)
    told = f"upkeep: {commands} commands beside {len(crowd.visitors)} visitors, 0 refused, 0 lost"
    record_property("figure", told)
