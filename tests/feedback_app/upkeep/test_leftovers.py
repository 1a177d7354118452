"""What a killed command left half made goes with the next one, whatever else that one can do."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedback_app.settings import Settings
from feedback_app.upkeep.backup import GoneMissing, back_up
from feedback_app.upkeep.clearing import clear
from feedback_app.upkeep.erasure import UnknownReceipt, erase
from feedback_app.upkeep.leftovers import locked
from feedback_app.upkeep.restoring import NoSuchCopy, restore
from luz.cli import main
from tests.feedback_app.asked import DAY
from tests.feedback_app.upkeep.copied_house import a_filled_house


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A data folder with copies, a database lost since, and folders that killed commands left."""
    settings = a_filled_house(tmp_path)
    back_up(settings, DAY)
    settings.acknowledgements.unlink()
    for left in left_over(settings):
        left.mkdir(parents=True)
        (left / "feedback.db").write_text("half of it")
    return settings


def commanded(settings: Settings, command: str) -> None:
    """Whoever opened a file while a copy takes its place would write beside the new one."""
    CliRunner().invoke(main, ["feedback", command, "--data", str(settings.data)], catch_exceptions=False)


def left_over(settings: Settings) -> list[Path]:
    return [
        settings.data / ".restoring-x",
        settings.backups / ".unfinished-x",
        settings.set_aside / ".unfinished-y",
        settings.data / "replica" / "backups" / ".unfinished-z",
    ]


@pytest.mark.parametrize(
    "work",
    [
        lambda settings: back_up(settings, DAY),
        lambda settings: clear(settings, None, DAY),
        lambda settings: erase(settings, "7KQM-3F9D-XZ2A", DAY),
        lambda settings: restore(settings, settings.data / "no-such-copy", DAY),
        lambda settings: commanded(settings, "verify"),
        lambda settings: commanded(settings, "rebuild"),
    ],
    ids=["backup", "clearing", "erasure", "restore", "verify", "rebuild"],
)
def test_it_goes_even_where_the_command_fails(settings: Settings, work: Callable[[Settings], object]) -> None:
    with suppress(GoneMissing, NoSuchCopy, UnknownReceipt):
        work(settings)

    assert [path for path in left_over(settings) if path.exists()] == []


@pytest.mark.parametrize("command", ["verify", "rebuild"])
def test_what_somebody_is_at_work_on_stays(settings: Settings, command: str) -> None:
    with locked(settings):
        begun = settings.backups / ".unfinished-z"
        begun.mkdir()
        other = threading.Thread(target=commanded, args=[settings, command])
        other.start()
        other.join(0.2)
        waits = (other.is_alive(), begun.exists())
    other.join()

    assert (waits, begun.exists()) == ((True, True), False)
