"""Load by wrk, a program of its own: so many readers at once ask for one address again and again."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

from benchmarks.processor import seconds_of

SCRIPT = Path(__file__).with_name("wrk.lua")
POSTING = Path(__file__).with_name("post.lua")

READERS = 8
"""Connections kept open, each asking again as soon as it was answered."""


PATIENCE = 20
"""Seconds after which an answer counts as not given."""


class Unanswered(Exception):
    """The address did not answer every request as it should; what was measured is worth nothing."""


@dataclass(frozen=True)
class Load:
    """What one address withstood: requests a second, milliseconds to an answer, and of processor for one."""

    answers: int
    requests_per_second: float
    p50_ms: float
    p99_ms: float
    processor_ms: float


@dataclass(frozen=True)
class Server:
    """Whoever answers: the address without slash at its end, and the number of the process."""

    url: str
    process: int


@dataclass(frozen=True)
class Asked:
    """A path to be asked for, and the headers sent along; an answer has so many `bytes` at the least.

    With `posts`, the forms in that file are sent instead, each line once: path, visitor's address and body.
    """

    server: Server
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    bytes: int = 0
    posts: Path | None = None

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.server.url}{self.path}"


def loaded(asked: Asked, seconds: int, connections: int = READERS) -> Load:
    """Ask an address for some whole seconds. Raises Unanswered, also where answers are too short."""
    before = seconds_of(asked.server.process)
    printed = _asked_by_wrk(asked, seconds, connections)
    return load_of(printed, asked, seconds_of(asked.server.process) - before)


def drawn(asked: Asked, seconds: int, connections: int) -> int:
    """Have answers without end drawn for some whole seconds: the bytes read. Raises Unanswered if too few."""
    said = _said(_asked_by_wrk(asked, seconds, connections))
    if said["failed"] or said["bytes"] < asked.bytes:
        raise Unanswered(f"{asked.url}: {said['failed']} failed, {said['bytes']} bytes")
    return said["bytes"]


def _asked_by_wrk(asked: Asked, seconds: int, connections: int) -> str:
    headers = [word for name, value in asked.headers.items() for word in ("--header", f"{name}: {value}")]
    size = ["--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s"]
    script = ["--script", str(POSTING if asked.posts else SCRIPT), "--timeout", f"{PATIENCE}s"]
    posts = ["--", str(asked.posts)] if asked.posts else []
    command = ["wrk", *size, *script, *headers, asked.url, *posts]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _said(printed: str) -> dict[str, int]:
    said: dict[str, int] = json.loads(printed.strip().splitlines()[-1])
    return said


def load_of(printed: str, asked: Asked, processor_seconds: float) -> Load:
    """What wrk and our script have printed, read. Raises Unanswered."""
    said = _said(printed)
    answers = said["answers"]
    if said["failed"] or not answers:
        raise Unanswered(f"{asked.url}: {said['failed']} failed, {answers} answered")
    if said["bytes"] < answers * asked.bytes:
        raise Unanswered(f"{asked.url}: {said['bytes'] / answers:.0f} bytes an answer, not {asked.bytes}")
    return Load(
        answers=answers,
        requests_per_second=answers / said["microseconds"] * 1e6,
        p50_ms=said["p50"] / 1000,
        p99_ms=said["p99"] / 1000,
        processor_ms=processor_seconds / answers * 1000,
    )


def answers(address: str) -> bool:
    """Whether an address of ours answers 200."""
    try:
        with urlopen(address, timeout=1) as response:  # noqa: S310  the address is our own
            return bool(response.status == 200)
    except OSError:
        return False
