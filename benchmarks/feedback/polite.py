"""Visitors who take their time, one after the other in four rows, while managers export or do not."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

from benchmarks.load import Asked, Server, Unanswered, drawn

ROWS = 4
PAUSE = 0.01
"""Seconds between a visitor's answer and the next visitor of the same row."""
MANAGERS = 2
HEAD_START = 1
"""Seconds by which the managers begin before the visitors."""


@dataclass(frozen=True)
class Waited:
    """How long visitors waited for the page that thanks them, in milliseconds."""

    answers: int
    p50_ms: float
    p99_ms: float


def waited(server: Server, posts: Path, seconds: int) -> Waited:
    """Send the forms of a file for some seconds, each line once. Raises Unanswered."""
    lines = iter(posts.read_text(encoding="utf-8").splitlines())
    taking = threading.Lock()

    def row() -> list[float]:
        return list(_row(server, lines, taking, time.monotonic() + seconds))

    with ThreadPoolExecutor(ROWS) as rows:
        found = [one for future in [rows.submit(row) for _ in range(ROWS)] for one in future.result()]
    cuts = quantiles(found, n=100)
    return Waited(len(found), cuts[49], cuts[98])


def _row(server: Server, lines: Iterator[str], taking: threading.Lock, until: float) -> Iterator[float]:
    with closing(http.client.HTTPConnection(urlsplit(server.url).netloc)) as connection:
        while time.monotonic() < until:
            with taking:
                path, visitor, body = next(lines).split(" ", 2)
            headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": visitor}
            began = time.perf_counter()
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise Unanswered(f"{server.url}{path}: {answer.status}")
            yield (time.perf_counter() - began) * 1000
            time.sleep(PAUSE)


def while_managers_export(server: Server, posts: Path, seconds: int, export: Asked) -> Waited:
    """The same while two managers export, again and again. Raises Unanswered."""
    with ThreadPoolExecutor(1) as managers:
        exporting = managers.submit(drawn, export, seconds + HEAD_START, MANAGERS)
        time.sleep(HEAD_START)
        found = waited(server, posts, seconds)
        exporting.result()
    return found
