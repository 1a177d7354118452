"""A `luz serve` of its own: started on a small project, waited for, asked, and always ended."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.feedback_app.served import DEMO_KEY, Served

LUZ = Path(sys.executable).with_name("luz")
PATIENCE = 120.0


@dataclass
class Running:
    """A `luz serve` at work, with all it has printed."""

    process: subprocess.Popen[bytes]
    printed_to: Path
    project: Path

    @property
    def printed(self) -> str:
        return self.printed_to.read_text()

    @property
    def app(self) -> Served:
        return Served(self.port("Sitio público"))

    def port(self, name: str) -> int:
        found = re.search(rf"{name} +http://127\.0\.0\.1:(\d+)/", self.printed)
        assert found, self.printed
        return int(found[1])

    def wait_for(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert self.process.poll() is None, self.printed
            assert time.monotonic() < deadline, self.printed
            time.sleep(0.05)

    def children(self) -> set[int]:
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return {int(pid) for task in tasks for pid in task.read_text().split()}

    def change(self, file: str, old: str, new: str) -> None:
        path = self.project / file
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))


@contextmanager
def serving(project: Path, *arguments: str, ready: bool = True) -> Iterator[Running]:
    printed_to = project.parent / "printed"
    with printed_to.open("wb") as output:
        process = subprocess.Popen(
            [LUZ, "serve", *arguments],
            cwd=project,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "LUZ_DATA": "var", "LUZ_DEMO_KEY": DEMO_KEY},
        )
    running = Running(process, printed_to, project)
    try:
        if ready:
            running.wait_for(
                lambda: "Luz está encendida" in running.printed and running.printed.endswith("\n")
            )
        yield running
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(PATIENCE)


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(pids: set[int]) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if not any(lives(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False
