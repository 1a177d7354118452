"""Somebody sets the clock an hour or a year forward or back: whatever is done then, each answer counts once.

Visitors answer and send again; what cares for the files goes by the same clock, copies, purges and erases.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from feedback_app.settings import Settings
from tests.doors.instruments import missing
from tests.doors.moved_clock import HOUR, LIBRARIES, YEAR, Machine, machine
from tests.faults.running import a_house
from tests.faults.visitors import Visitor, send, send_again
from tests.feedback_app.asked import receipts_in, rows
from tests.feedback_app.upkeep.counted import drift

STEPS = (0, HOUR, -HOUR, YEAR, -YEAR, 0)
FINE, AWAY, BACK = [0, 0, 0, 0, True], [1, 1, 0, 1, False], [1, 1, 0, 1, True]
"""How the commands end, and whether the purge went on. Away from all that is known, nothing is deleted for
its age; back again, the copies of that clock do not fit, as both commands tell, and the purge goes on."""

_COMMANDS = """
import json, sys
from click.testing import CliRunner
from luz.cli import main
run = CliRunner().invoke
ran = [run(main, ["feedback", *command]) for command in json.loads(sys.argv[1])]
print(json.dumps([(one.exit_code, one.stdout) for one in ran]))
"""


@dataclass
class Day:
    """What was done under each clock, and what must outlast all of them."""

    app: Machine
    settings: Settings
    visitors: list[Visitor] = field(default_factory=list)
    erased: list[Visitor] = field(default_factory=list)
    copies: set[str] = field(default_factory=set)
    dates: list[str] = field(default_factory=list)
    """The company's day by each clock, when somebody came under it."""

    def under(self, step: int) -> list[int]:
        """Set the clock, and have three answer, copies made, the old purged and one erased; how it went."""
        self.app.set_clock(step)
        newcomers = [Visitor(self.settings.data) for _ in range(3)]
        now = dt.datetime.now(ZoneInfo("Europe/Madrid"))
        self.dates.append((now + dt.timedelta(seconds=step)).date().isoformat())
        # A form that is too old by this clock is given back, and then sent.
        send(self.app.server.port, newcomers)
        send_again(self.app.server.port, [*self.visitors, *newcomers])
        self.visitors += newcomers
        self.erased.append(newcomers[-1])
        receipt = str(newcomers[-1].receipt)
        ended = _luz(self.app, ["backup"], ["purge"], ["erase", receipt], ["backup"])
        if abs(step) != YEAR:
            self.copies |= _copies(self.settings)
        # Who was stored under any clock is known under every other, purged though it was.
        send_again(self.app.server.port, self.visitors)
        return [*(code for code, _ in ended), "sus recuentos se conservan" in ended[1][1]]


def test_a_clock_that_jumps(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    if not LIBRARIES:
        missing("faketime is not installed: sudo apt-get install faketime")
    settings = a_house(tmp_path)
    with machine(settings) as app:
        day = Day(app, settings)
        ended = [day.under(step) for step in STEPS]

    assert ended == [FINE, FINE, FINE, AWAY, AWAY, BACK]
    assert day.copies <= _copies(settings)
    kept = sorted(str(one.receipt) for one in day.visitors if one not in day.erased)
    assert sorted(receipts_in(settings.answers)) == kept
    # Of what is dated a year ago, the time for comments may be over today.
    alone = "select distinct day from response where response_id not in (select response_id from comment)"
    assert {*rows(settings.answers, alone)} <= {(day.dates[STEPS.index(-YEAR)],)}
    assert drift(settings.answers) == {}
    dated = [date for (date,) in rows(settings.answers, "select distinct day from response order by 1")]
    assert dated == sorted({*day.dates})
    told = f"clock: {len(STEPS) - 1} steps, {len(day.visitors)} acknowledged, 0 lost, 0 twice; "
    record_property("figure", f"{told}{len(day.copies)} copies, 0 lost")


def _luz(app: Machine, *commands: Sequence[str]) -> list[tuple[int, str]]:
    """Give commands on the machine with that clock, one after another; how each ended, and what it said."""
    asked = json.dumps([[*command, "--data", str(app.data)] for command in commands])
    done = subprocess.run(
        [sys.executable, "-c", _COMMANDS, asked], env=app.environment, capture_output=True, check=True
    )
    ended: list[tuple[int, str]] = json.loads(done.stdout)
    return ended


def _copies(settings: Settings) -> set[str]:
    return {path.name for path in settings.backups.iterdir() if path.is_dir()}
