"""The app is ended by force while many answer: whoever saw a receipt is in the file, and nobody is twice."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from feedback_app.settings import Settings
from tests.faults.running import a_house, running
from tests.faults.visitors import Crowd, Visitor, receipts_apart, send_again
from tests.feedback_app.asked import receipts_held, receipts_in, rows
from tests.feedback_app.upkeep.counted import drift


@pytest.mark.parametrize("rounds", [5, pytest.param(25, marks=pytest.mark.slow)])
def test_nothing_acknowledged_is_lost_and_nothing_counts_twice(
    tmp_path: Path, rounds: int, record_property: Callable[[str, object], None]
) -> None:
    settings = a_house(tmp_path)
    visitors: list[Visitor] = []
    unanswered = 0
    for _ in range(rounds):
        crowd = _until_killed(settings)
        visitors += crowd.visitors
        there = _kept(settings)
        assert {one.receipt for one in visitors if one.receipt} - set(there) == set()
        assert len(there) == len(set(there)) <= len(visitors)
        unanswered += len(crowd.visitors) - len(crowd.acknowledged)
    acknowledged = sum(1 for one in visitors if one.receipt)
    with running(settings) as app:
        send_again(app.server.port, random.sample(visitors, 100))
        send_again(app.server.port, [one for one in visitors if not one.receipt])

    assert sorted(_kept(settings)) == sorted(str(one.receipt) for one in visitors)
    assert sorted(receipts_held(settings.guardian)) == sorted(
        str(one.receipt) for one in visitors if one.is_program
    )
    assert rows(settings.answers, "pragma integrity_check") == [("ok",)]
    assert drift(settings.answers) == {}
    record_property(
        "figure",
        f"kill -9: {rounds} rounds, {acknowledged} acknowledged, 0 lost; {unanswered} sent again, 0 twice",
    )


def _kept(settings: Settings) -> list[str]:
    """All receipts there are, of answers that count and of those that wait for the guardian."""
    return receipts_in(settings.answers) + receipts_apart(settings.guardian)


def _until_killed(settings: Settings) -> Crowd:
    """Everybody who came before the app was killed, at a moment nobody chose."""
    with running(settings) as app, Crowd(app.server.port, settings.data, programs=True) as crowd:
        crowd.wait_for(60)
        time.sleep(random.uniform(0, 0.4))
        app.kill()
    return crowd
