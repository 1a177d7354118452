"""Somebody sets the clock an hour or a year forward or back while visitors answer: each counts once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.doors.instruments import missing
from tests.doors.moved_clock import HOUR, LIBRARIES, YEAR, machine
from tests.faults.recount import drift
from tests.faults.running import a_house
from tests.faults.visitors import Visitor, receipts_in, send, send_again
from tests.feedback_app.asked import rows

STEPS = (0, HOUR, -HOUR, YEAR, -YEAR, 0)


def test_answers_under_a_clock_that_jumps(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    if not LIBRARIES:
        missing("faketime is not installed: sudo apt-get install faketime")
    settings = a_house(tmp_path)
    visitors: list[Visitor] = []
    with machine(settings) as app:
        for step in STEPS:
            app.set_clock(step)
            # Those of every clock before send theirs once more.
            visitors += [Visitor(settings.data) for _ in range(3)]
            send(app.server.port, [one for one in visitors if not one.receipt])
            send_again(app.server.port, visitors)

    assert sorted(receipts_in(settings.answers)) == sorted(str(one.receipt) for one in visitors)
    assert drift(settings.answers) == []
    assert rows(settings.answers, "select distinct day from response order by 1") == _days()
    told = f"clock: {len(STEPS) - 1} steps, {len(visitors)} acknowledged, 0 lost, 0 twice"
    record_property("figure", told)


def _days() -> list[tuple[str]]:
    now = dt.datetime.now(ZoneInfo("Europe/Madrid"))
    return sorted({((now + dt.timedelta(seconds=step)).date().isoformat(),) for step in STEPS})
