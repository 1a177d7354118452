"""Visitors who answer one after another, as fast as the app takes it, while a test does something else."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from feedback_app.storage import Submission
from feedback_app.writer import Unavailable, Writer


@dataclass(frozen=True)
class Thanked:
    """An answer that was stored: which visitor's, the receipt, and when, by a clock that nobody sets."""

    visitor: int
    receipt: str
    at: float


@dataclass(frozen=True)
class Crowd:
    """What became of the visitors so far."""

    thanked: list[Thanked] = field(default_factory=list)
    failures: list[Unavailable] = field(default_factory=list)

    @property
    def receipts(self) -> list[str]:
        return [one.receipt for one in self.thanked]


@contextmanager
def answering(writer: Writer, answer: Callable[[], Submission], visitors: int = 4) -> Iterator[Crowd]:
    """So many visitors give such answers until the end of the block; then the writer lets go of the file."""
    crowd, over = Crowd(), threading.Event()

    def visit(number: int) -> None:
        while not over.is_set():
            try:
                receipt = writer.store(answer()).receipt
            except Unavailable as failure:
                crowd.failures.append(failure)
            else:
                crowd.thanked.append(Thanked(number, receipt, time.monotonic()))

    threads = [threading.Thread(target=visit, args=[number]) for number in range(visitors)]
    for thread in threads:
        thread.start()
    try:
        yield crowd
    finally:
        over.set()
        for thread in threads:
            thread.join()
        writer.close()
