"""Load by wrk, a program of its own: so many readers at once ask for one address again and again."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

SCRIPT = Path(__file__).with_name("wrk.lua")

READERS = 8
"""Connections kept open, each asking again as soon as it was answered."""


class Unanswered(Exception):
    """The address did not answer every request as it should; what was measured is worth nothing."""


@dataclass(frozen=True)
class Load:
    """What one address withstood: requests a second, and milliseconds to an answer."""

    requests_per_second: float
    p50_ms: float
    p99_ms: float


@dataclass(frozen=True)
class Asked:
    """An address to be asked, the headers sent along, and the bytes an answer has at the least."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    bytes: int = 0


def loaded(asked: Asked, seconds: int) -> Load:
    """Ask an address for some whole seconds. Raises Unanswered, also where answers are too short."""
    headers = [word for name, value in asked.headers.items() for word in ("--header", f"{name}: {value}")]
    size = ["--threads", "1", "--connections", str(READERS), "--duration", f"{seconds}s"]
    command = ["wrk", *size, "--script", str(SCRIPT), *headers, asked.url]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return load_of(printed, asked)


def load_of(printed: str, asked: Asked) -> Load:
    """What wrk and our script have printed, read. Raises Unanswered."""
    said = json.loads(printed.strip().splitlines()[-1])
    answers = said["answers"]
    if said["failed"] or not answers:
        raise Unanswered(f"{asked.url}: {said['failed']} failed, {answers} answered")
    if said["bytes"] < answers * asked.bytes:
        raise Unanswered(f"{asked.url}: {said['bytes'] / answers:.0f} bytes an answer, not {asked.bytes}")
    return Load(answers / said["microseconds"] * 1e6, said["p50"] / 1000, said["p99"] / 1000)
