"""Processes that live and die together: started, waited for, stopped, and none of them ever left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import IO

from luz.tied import tied

PATIENCE = 5.0
"""Seconds that a child has to end by itself before it is killed."""
PAUSE = 0.05


@dataclass(frozen=True)
class Process:
    """A command to run, with what is added to its environment.

    Lines it prints that begin with `unsaid` are not passed on; without that, all it prints is.
    """

    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    unsaid: bytes = b""


class ChildDied(Exception):
    """A process ended that should have gone on."""

    def __init__(self, name: str, status: int) -> None:
        super().__init__(f"{name} ended with status {status}")
        self.name = name
        self.status = status


class Children:
    """Processes started here; leaving the `with` block stops them all."""

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Children:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, name: str, process: Process) -> None:
        """Start a process, from the main thread. It has its own session: Ctrl-C reaches it through us."""
        started = subprocess.Popen(
            tied(process.command),
            env=os.environ | process.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if process.unsaid else None,
            stderr=subprocess.STDOUT if process.unsaid else None,
            start_new_session=True,
        )
        self._running[name] = started
        if started.stdout is not None:
            threading.Thread(target=_pass_on, args=(started.stdout, process.unsaid), daemon=True).start()

    def check(self) -> None:
        """Raise ChildDied if a process has ended."""
        for name, process in self._running.items():
            status = process.poll()
            if status is not None:
                raise ChildDied(name, status)

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> bool:
        """Wait until something holds that the children bring about; False if it took too long."""
        deadline = time.monotonic() + seconds
        while not ready():
            self.check()
            if time.monotonic() > deadline:
                return False
            time.sleep(PAUSE)
        return True

    def stop(self) -> None:
        """Ask every process to end, and kill the one that does not."""
        for process in self._running.values():
            process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in self._running.values():
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._running.clear()


def _pass_on(printed: IO[bytes], unsaid: bytes) -> None:
    with printed:
        for line in printed:
            if not line.startswith(unsaid):
                sys.stderr.buffer.write(line)
                sys.stderr.flush()
