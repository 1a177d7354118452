"""Litestream over time: what it loses when killed under load, and how erased words leave what it keeps."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from feedback_app.settings import Settings
from feedback_app.storage import Storage
from feedback_app.upkeep.erasure import erase
from feedback_app.writer import Writer
from luz.published import Published, PublishedState
from tests.feedback_app.answering import answering
from tests.feedback_app.asked import DAY, FILLED, a_submission, receipts_in, rows
from tests.feedback_app.upkeep.copied_house import a_filled_house
from tests.feedback_app.upkeep.counted import drift
from tests.feedback_app.upkeep.streamed import CONFIGURATION, holding, recovered, streamed
from tests.until import until

pytestmark = pytest.mark.slow

WORD = "zangolotino"
LONGEST_BEHIND = 10.0
"""Seconds of answers that may be lost with the machine: far more than was measured (deploy/README.md)."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return a_filled_house(tmp_path / "var")


@pytest.fixture
def published(settings: Settings) -> Published:
    return PublishedState(settings.published).current()


@pytest.mark.parametrize("round_", range(3))
def test_a_machine_lost_under_load_loses_its_last_moments_alone(
    settings: Settings, published: Published, tmp_path: Path, round_: int
) -> None:
    with (
        streamed(settings.data, tmp_path / "replica") as litestream,
        answering(Writer(settings.answers), lambda: a_submission(published)) as crowd,
    ):
        time.sleep(5 + round_ * 0.3)
        died = time.monotonic()
        litestream.kill()

    file = recovered(settings.data, tmp_path, "feedback.db")
    kept = {*receipts_in(file)}
    lost = [died - one.at for one in crowd.thanked if one.at < died and one.receipt not in kept]
    assert (len(kept) > 3, crowd.failures) == (True, [])
    assert max(lost, default=0) < LONGEST_BEHIND
    assert rows(file, "pragma integrity_check") == [("ok",)]
    assert drift(file) == {}


def test_erased_words_leave_what_it_keeps_once_something_else_is_written(
    settings: Settings, published: Published, tmp_path: Path
) -> None:
    replica = tmp_path / "replica"
    storage = Storage(settings.answers)
    with streamed(settings.data, replica, in_seconds(tmp_path)):
        with storage.transaction():
            receipt = storage.add(a_submission(published, FILLED | {"comment": [WORD]})).receipt
        until(lambda: len(holding(WORD, replica)) > 2, seconds=60)
        erase(settings, receipt, DAY)

        def gone() -> bool:
            with storage.transaction():
                storage.add(a_submission(published))
            time.sleep(0.5)
            return holding(WORD, settings.data, replica) == []

        until(gone, seconds=60)
    storage.close()


def in_seconds(folder: Path) -> Path:
    """The configuration of deploy/ with seconds for its hours and days."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    text = re.sub(r"interval: 24h\n  retention: 168h", "interval: 2s\n  retention: 6s", text)
    quick = folder / "litestream.yml"
    levels = "levels: [{interval: 1s}, {interval: 2s}]\nl0-retention: 1s\nl0-retention-check-interval: 1s\n"
    quick.write_text(text + levels, encoding="utf-8")
    assert "interval: 2s" in text
    return quick
