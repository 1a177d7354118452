"""Several who open the same file at the same moment, new or of an earlier schema: each of them can use it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from feedback_app.storage import STEPS
from feedback_app.suspects.quarantine import Quarantine
from tests.feedback_app.asked import DAY, rows
from tests.feedback_app.earlier_files import laid_out

ROUNDS = 8
EARLIER = [f"feedback_{step}" for step in list(STEPS)[:-1]]
OPENING = """
import sys
from pathlib import Path
from feedback_app.storage import Storage
for path in sys.stdin:
    try:
        Storage(Path(path.strip())).close()
        print("opened", flush=True)
    except Exception as failed:
        print(repr(failed), flush=True)
"""


@pytest.mark.parametrize("before", [None, *EARLIER])
def test_processes_that_open_a_file_at_the_same_moment_all_can(tmp_path: Path, before: str | None) -> None:
    others = [
        subprocess.Popen(
            [sys.executable, "-c", OPENING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    said = []
    for number in range(ROUNDS):
        file = tmp_path / f"{number}.db"
        if before:
            laid_out(before, file)
        for other in others:
            assert other.stdin is not None
            other.stdin.write(f"{file}\n")
        for other in others:
            assert other.stdin is not None
            other.stdin.flush()
        said += [other.stdout.readline() for other in others if other.stdout is not None]
    for other in others:
        other.communicate()

    assert said == ["opened\n"] * len(others) * ROUNDS
    taken = [rows(file, "select name from _sqlite_migrations order by 1") for file in tmp_path.glob("*.db")]
    assert taken == [[(step,) for step in sorted(STEPS)]] * ROUNDS


def test_threads_that_open_the_file_of_suspects_at_the_same_moment_all_can(tmp_path: Path) -> None:
    found: list[object] = []

    def ask(together: threading.Barrier, question: Callable[[], object]) -> None:
        together.wait()
        try:
            found.append(question())
        except sqlite3.Error as failed:
            found.append(failed)

    for number in range(3 * ROUNDS):
        with closing(Quarantine(tmp_path / f"{number}.db")) as suspects:
            together = threading.Barrier(2)
            questions = (suspects.waiting, partial(suspects.expire, DAY))
            threads = [threading.Thread(target=ask, args=[together, question]) for question in questions]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

    assert found == [0, 0] * 3 * ROUNDS
