"""A process that stores responses from several threads until it is killed, printing each receipt.

`python -m tests.faults.writing FOLDER SYNCHRONOUS`: the folder holds what is published; the second word is
what SQLite's pragma is set to, `full` for leaving the app's own connection as it is.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from feedback_app.writer import Unavailable, Writer
from luz.published import Published, PublishedState
from tests.feedback_app.asked import DAY, a_submission

THREADS = 8


def main(folder: Path, synchronous: str) -> None:
    """Write to `feedback.db` in a folder, for ever."""
    published = PublishedState(folder / "published").current()
    writer = Writer(folder / "feedback.db")
    writer.register(published, DAY)
    if synchronous != "full":
        # The product has no such switch: it is the test that loosens this one connection.
        writer._opened().connection.execute(f"pragma synchronous = {synchronous}")
    for _ in range(THREADS):
        threading.Thread(target=_answer, args=[writer, published]).start()


def _answer(writer: Writer, published: Published) -> None:
    while True:
        try:
            receipt = writer.store(a_submission(published)).receipt
        except Unavailable as reason:
            receipt = f"unavailable: {reason}"
        # One call, so that lines are whole whenever the end comes.
        os.write(sys.stdout.fileno(), f"{receipt}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
