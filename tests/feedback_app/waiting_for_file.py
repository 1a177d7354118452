"""Visitors who wait for the file while somebody else is writing in it."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feedback_app.database import connect
from feedback_app.storage import KeyUsed, Submission
from feedback_app.writer import Unavailable, Writer
from tests.feedback_app.asked import DAY


def connection_of(writer: Writer) -> sqlite3.Connection:
    """The writer's own connection."""
    return writer._opened().connection


def all_at_once(writer: Writer, submissions: list[Submission]) -> list[object]:
    """What becomes of submissions that arrive, one after another, while somebody else holds the file."""
    outcomes: list[object] = [None] * len(submissions)

    def send(index: int) -> None:
        try:
            outcomes[index] = writer.store(submissions[index]).receipt
        except (KeyUsed, Unavailable) as refused:
            outcomes[index] = refused

    writer.register(submissions[0].published, DAY)
    threads = [threading.Thread(target=send, args=(index,)) for index in range(len(submissions))]
    with held(writer._path):
        for number, thread in enumerate(threads):
            thread.start()
            # The first is writing, the others wait, unless they have been turned away.
            deadline = time.monotonic() + 10
            while thread.is_alive() and not (writer._taken and len(writer._queue) == number):
                assert time.monotonic() < deadline
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    return outcomes


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Somebody else is writing."""
    holder = connect(file)
    holder.execute("begin immediate")
    try:
        yield
    finally:
        holder.rollback()
        holder.close()
