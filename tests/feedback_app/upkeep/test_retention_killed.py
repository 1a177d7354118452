"""A purge that is killed, and one beside visitors who answer: nothing is lost or counted twice."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from feedback_app.storage import Storage, new_receipt
from feedback_app.upkeep.counts import rebuild, verify
from feedback_app.upkeep.retention import Purged, purge
from feedback_app.writer import Writer
from luz.published import Published
from tests.feedback_app.answering import answering
from tests.feedback_app.asked import DAY, a_response, a_submission, rows

LONG_AGO = dt.date(2020, 2, 29)
RESPONSES = 40
TOTALS = "select (select sum(n) from count_day), (select sum(n) from count_month), sum(n) from count_response"

PURGING = """
import datetime, pathlib, sys
from feedback_app.storage import Storage
from feedback_app.upkeep.retention import purge
storage = Storage(pathlib.Path(sys.argv[1]))
for part in purge(storage.connection, datetime.date(2026, 11, 21), batch=2):
    print(part, flush=True)
"""


@pytest.fixture
def file(tmp_path: Path, published: Published) -> Path:
    file = tmp_path / "feedback.db"
    with closing(Storage(file)) as storage, storage.transaction():
        storage.register(published, DAY)
        for number in range(RESPONSES):
            storage.add_response(a_response(published, day=LONG_AGO + dt.timedelta(number)), new_receipt())
    return file


def left(file: Path) -> int:
    return int(rows(file, "select count(*) from response")[0][0])


def test_killed_while_it_deletes_the_next_purge_goes_on(file: Path) -> None:
    left_before = RESPONSES
    # Comments go first, twenty batches of them; then the responses, two at a time.
    for batches in (23, 5, 4):
        with subprocess.Popen([sys.executable, "-c", PURGING, str(file)], stdout=subprocess.PIPE) as purging:
            assert purging.stdout
            for _ in range(batches):
                assert purging.stdout.readline()
            purging.kill()
        with closing(Storage(file)) as storage:
            assert verify(storage.connection) == ()
        assert rows(file, TOTALS) == [(RESPONSES * 5, RESPONSES * 5, RESPONSES)]
        assert 0 < left(file) < left_before
        left_before = left(file)

    with closing(Storage(file)) as storage:
        assert sum(purge(storage.connection, DAY), Purged()) == Purged(responses=left_before)
        assert verify(storage.connection) == ()
    assert rows(file, TOTALS) == [(RESPONSES * 5, RESPONSES * 5, RESPONSES)]


def test_beside_visitors_every_answer_is_taken_and_counted_once(file: Path, published: Published) -> None:
    with (
        answering(Writer(file), lambda: a_submission(published), visitors=4) as crowd,
        closing(Storage(file)) as beside,
    ):
        gone = sum(purge(beside.connection, DAY, batch=5), Purged())
        found, mended = verify(beside.connection), rebuild(beside.connection)

    assert (gone, found, mended) == (Purged(RESPONSES, RESPONSES), (), 0)
    assert ({one.visitor for one in crowd.thanked}, crowd.failures) == ({0, 1, 2, 3}, [])
    assert left(file) == len(crowd.thanked)
    total = RESPONSES + len(crowd.thanked)
    assert rows(file, TOTALS) == [(total * 5, total * 5, total)]
