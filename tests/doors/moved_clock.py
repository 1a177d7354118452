"""The app as a process of its own on a machine whose clock a test sets, forward and back, while it runs."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from feedback_app.serving import command
from feedback_app.settings import DEMO_KEY as DEMO_KEY_VARIABLE
from feedback_app.settings import Settings
from luz.running.ports import hold, listens
from tests.feedback_app.served import DEMO_KEY, Served

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
"""Debian's faketime: a library that comes between a process and its clock."""
HOUR = 60 * 60
YEAR = 365 * 24 * HOUR
PATIENCE = 30


@dataclass(frozen=True)
class Machine:
    """The app, its data folder, the clock it goes by, and what it has printed."""

    server: Served
    data: Path
    _clock: Path
    _printed: Path

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
    def printed(self) -> str:
        return self._printed.read_text()


@contextmanager
def machine(settings: Settings) -> Iterator[Machine]:
    """Start the app of these settings, and end it with the block. The clock tells the true time at first."""
    port = hold(0)
    port.free()
    clock, printed = settings.data.parent / "clock", settings.data.parent / "printed"
    clock.write_text("+0\n")
    with printed.open("wb") as output:
        process = subprocess.Popen(
            command(settings, port.number),
            env=_environment(clock),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + PATIENCE
        while not listens(port.number):
            assert process.poll() is None and time.monotonic() < deadline, printed.read_text()
            time.sleep(0.05)
        yield Machine(Served(port.number), settings.data, clock, printed)
    finally:
        process.terminate()
        process.wait(PATIENCE)


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
