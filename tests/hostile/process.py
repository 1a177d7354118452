"""The collector as a process of its own, whose memory can be read; on request one that forgets nothing.

`python -m tests.hostile.process FOLDER [leaking]` serves what is published there, and says on which port.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from flask import Flask, Response, request

from feedback_app import create_app
from feedback_app.serving import server_of
from feedback_app.settings import Settings

LEAK_BYTES = 40_000
"""What a leaking collector keeps of every request: about as much as the requests of a storm are long."""


@dataclass(frozen=True)
class Process:
    """A collector that serves."""

    port: int
    number: int

    @property
    def memory(self) -> int:
        """Bytes of main memory that it holds."""
        status = Path(f"/proc/{self.number}/status").read_text()
        (line,) = (one for one in status.splitlines() if one.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024

    @property
    def open_files(self) -> int:
        """How many files and connections it holds open."""
        return len(list(Path(f"/proc/{self.number}/fd").iterdir()))


@contextmanager
def running(folder: Path, *, leaking: bool = False) -> Iterator[Process]:
    """A collector over what is published in a folder, until the end of the block."""
    command = [sys.executable, "-m", "tests.hostile.process", str(folder), *(["leaking"] if leaking else [])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield Process(int(process.stdout.readline()), process.pid)
        finally:
            process.terminate()
            process.wait(10)


def main() -> None:
    """Serve until told to stop."""
    app = create_app(Settings(Path(sys.argv[1]) / "var"), collector_only=True)
    if "leaking" in sys.argv:
        make_leak(app)
    server = server_of(app, 0)
    sys.stdout.write(f"{cast(Any, server).effective_port}\n")
    sys.stdout.flush()
    server.run()


def make_leak(app: Flask) -> None:
    """Have an app keep something of every request."""
    forgotten: list[bytes] = []

    @app.after_request
    def keep(response: Response) -> Response:
        forgotten.append(request.path.encode() * (LEAK_BYTES // len(request.path)))
        return response


if __name__ == "__main__":
    main()
