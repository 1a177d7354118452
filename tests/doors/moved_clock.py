"""The app as a process of its own on a machine whose clock a test sets, forward and back, while it runs."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from feedback_app.settings import DEMO_KEY as DEMO_KEY_VARIABLE
from feedback_app.settings import Settings
from tests.faults.running import PATIENCE, Running, running
from tests.feedback_app.served import DEMO_KEY, Served

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
"""Debian's faketime: a library that comes between a process and its clock."""
HOUR = 60 * 60
YEAR = 365 * 24 * HOUR


@dataclass(frozen=True)
class Machine:
    """The app, and the clock it goes by."""

    app: Running
    _clock: Path

    def set_clock(self, seconds: int) -> None:
        """Set the clock so many seconds ahead of the true time, or behind it."""
        beside = self._clock.with_suffix(".new")
        beside.write_text(f"{seconds:+d}\n")
        beside.replace(self._clock)

    def printed_link(self, after: int) -> str:
        """The path of the first link that was printed after so many characters."""
        deadline = time.monotonic() + PATIENCE
        while not (found := re.search(r"(/sign-in/[\w-]{40,})\s", self.printed[after:])):
            assert time.monotonic() < deadline, self.printed
            time.sleep(0.02)
        return found[1]

    @property
    def environment(self) -> dict[str, str]:
        """In which a short command goes by this clock; by it alone, without which it could not sleep."""
        return _environment(self._clock) | {"FAKETIME_DONT_FAKE_MONOTONIC": "0"}

    @property
    def server(self) -> Served:
        return self.app.server

    @property
    def data(self) -> Path:
        return self.app.settings.data

    @property
    def printed(self) -> str:
        return self.app.printed


@contextmanager
def machine(settings: Settings) -> Iterator[Machine]:
    """Start the app of these settings, and end it with the block. The clock tells the true time at first."""
    clock = settings.data.parent / "clock"
    clock.write_text("+0\n")
    with running(settings, environment=_environment(clock)) as app:
        yield Machine(app, clock)


def _environment(clock: Path) -> dict[str, str]:
    return {
        **os.environ,
        DEMO_KEY_VARIABLE: DEMO_KEY,
        "LD_PRELOAD": LIBRARIES[0].as_posix(),
        "FAKETIME_TIMESTAMP_FILE": clock.as_posix(),
        "FAKETIME_NO_CACHE": "1",
        # The clock that nobody can set goes on, as it does on a real machine.
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
