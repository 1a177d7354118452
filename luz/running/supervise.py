"""Processes that live and die together: started, waited for, stopped, and none of them ever left behind."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from types import TracebackType

from luz.running.tied import tied

PATIENCE = 5.0
"""Seconds that a child has to end by itself before it is killed."""
PAUSE = 0.05


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

    def start(self, name: str, command: Sequence[str]) -> int:
        """Start a process, from the main thread, and return its number.

        It has its own session: Ctrl-C reaches it through us.
        """
        process = subprocess.Popen(tied(command), stdin=subprocess.DEVNULL, start_new_session=True)
        self._running[name] = process
        return process.pid

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
