"""The power fails while many answer: what was synced is there, and of the rest whatever the disk had got to.

Killing a process proves nothing of this, as the system goes on and writes what it had taken over.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from feedback_app.database import connect
from tests.doors.instruments import missing
from tests.faults.running import a_house, running
from tests.faults.visitors import Crowd, receipts_apart
from tests.feedback_app.asked import published_in
from tests.feedback_app.upkeep.counted import drift
from tests.until import until

BLOCK = 512
"""Bytes that a disk writes whole."""
FILES = ("feedback.db", "feedback.db-wal")
SERVED_ROUNDS = 6
ROUNDS = [2, pytest.param(12, marks=pytest.mark.slow)]


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that keeps what was synced, compiled here."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        missing("no C compiler is installed: sudo apt-get install gcc libc6-dev")
    library = tmp_path_factory.mktemp("shim") / "power_cut.so"
    source = Path(__file__).with_name("power_cut.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    return library


def keeping(shim: Path, image: Path) -> dict[str, str]:
    """The environment of a process of whose databases the image keeps what was synced."""
    return {"LD_PRELOAD": str(shim), "POWER_CUT_IMAGE": str(image), "POWER_CUT_NAME": ".db"}


@contextmanager
def cut(folder: Path, shim: Path, synchronous: str) -> Iterator[tuple[list[str], Path]]:
    """Write until the power fails: the receipts that were given, and what was synced of the files."""
    image = folder / "image"
    image.mkdir()
    published_in(folder)
    printed = folder / "printed"
    with printed.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.writing", folder, synchronous],
            env=os.environ | keeping(shim, image),
            stdout=output,
        )
    try:
        until(lambda: printed.read_bytes().count(b"\n") > 50 or process.poll() is not None)
        time.sleep(random.uniform(0, 0.5))
    finally:
        process.kill()
        process.wait()
    yield printed.read_text().splitlines(), image


def mixed(synced: Path, written: Path, into: Path, chance: random.Random) -> Path:
    """What was synced, and each block that was written afterwards or was not, as it happens."""
    into.mkdir()
    for name in FILES:
        old, new = _content(synced / name), _content(written / name)
        length = chance.choice([len(old), len(new)])
        old, new = old.ljust(length, b"\0"), new.ljust(length, b"\0")
        blocks = range(0, length, BLOCK)
        (into / name).write_bytes(b"".join(chance.choice((old, new))[at : at + BLOCK] for at in blocks))
    return into


def _content(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""


def receipts(folder: Path) -> set[str]:
    """What is found when the app opens what the power cut has left."""
    try:
        with closing(connect(folder / "feedback.db")) as connection:
            assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
            return {receipt for (receipt,) in connection.execute("select receipt from response")}
    except sqlite3.OperationalError as error:
        assert str(error) == "no such table: response"
        return set()


@pytest.mark.parametrize("rounds", ROUNDS)
def test_what_was_acknowledged_survives_a_power_cut(
    tmp_path: Path, shim: Path, rounds: int, record_property: Callable[[str, object], None]
) -> None:
    acknowledged = images = 0
    for number in range(rounds):
        folder = tmp_path / str(number)
        folder.mkdir()
        with cut(folder, shim, "full") as (given, image):
            left = [image] + [
                mixed(image, folder, folder / f"mixed-{seed}", random.Random(seed)) for seed in range(4)
            ]
            for one in left:
                assert set(given) - receipts(one) == set()
                assert drift(one / "feedback.db") == {}
        acknowledged += len(given)
        images += len(left)
    record_property(
        "figure", f"power cut, FULL: {rounds} rounds, {acknowledged} acknowledged, 0 lost in {images} images"
    )


@pytest.mark.parametrize("rounds", ROUNDS)
def test_the_same_power_cut_takes_answers_away_where_a_commit_does_not_wait_for_the_disk(
    tmp_path: Path, shim: Path, rounds: int, record_property: Callable[[str, object], None]
) -> None:
    acknowledged, lost = 0, []
    for number in range(rounds):
        folder = tmp_path / str(number)
        folder.mkdir()
        with cut(folder, shim, "normal") as (given, image):
            lost.append(len(set(given) - receipts(image)))
        acknowledged += len(given)

    assert sum(lost) > 0
    record_property(
        "figure", f"power cut, NORMAL: {rounds} rounds, {sum(lost)} of {acknowledged} acknowledged lost"
    )


@pytest.mark.slow
def test_what_a_page_has_thanked_for_survives_it_counted_or_held(
    tmp_path: Path, shim: Path, record_property: Callable[[str, object], None]
) -> None:
    acknowledged = held = 0
    for number in range(SERVED_ROUNDS):
        image = tmp_path / f"image-{number}"
        image.mkdir()
        settings = a_house(tmp_path / str(number))
        with (
            running(settings, environment=keeping(shim, image)) as app,
            Crowd(app.server.port, settings.data, programs=True) as crowd,
        ):
            crowd.wait_for(60)
            time.sleep(random.uniform(0, 0.5))
            app.kill()
        suspects = receipts_apart(image / "guardian.db")
        thanked = {one.receipt for one in crowd.acknowledged}
        assert thanked - receipts(image) - set(suspects) == set()
        acknowledged += len(thanked)
        held += len(suspects)
    assert held > 0
    told = f"{SERVED_ROUNDS} rounds, {acknowledged} thanked ({held} held), 0 lost"
    record_property("figure", f"power cut, the app as it is served: {told}")
