"""What is measured is what it is called: who should store does, who should not does not, a disk is slow."""

from __future__ import annotations

import datetime as dt
import http.client
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.feedback import house
from benchmarks.feedback.contestants import BARE, GROUPED, IN_TURN, NOTHING, SINGLE
from benchmarks.feedback.polite import waited
from benchmarks.feedback.visitors import write_posts
from benchmarks.load import Asked, Server, loaded

TODAY = dt.date(2026, 11, 22)
FORMS = 12


@pytest.fixture(scope="module")
def contestants(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, Server]]]:
    folder = tmp_path_factory.mktemp("contestants")
    with house.served((GROUPED, SINGLE, IN_TURN, NOTHING, BARE), folder, TODAY) as servers:
        yield folder, servers


def test_each_contestant_answers_every_form_and_those_that_store_store_it_once(
    contestants: tuple[Path, dict[str, Server]],
) -> None:
    folder, servers = contestants
    published = house.published_in(folder / "forms", TODAY)
    posts = folder / "posts.txt"
    write_posts(posts, published, FORMS)
    lines = [line.split(" ", 2) for line in posts.read_text().splitlines()]

    statuses = {
        name: [post(server, *line) for line in lines for _ in range(2)] for name, server in servers.items()
    }

    assert statuses == dict.fromkeys(servers, [200] * FORMS * 2)
    stored = {name: house.stored(folder / name) for name in (GROUPED, SINGLE, IN_TURN, NOTHING)}
    assert stored == {GROUPED: FORMS, SINGLE: FORMS, IN_TURN: FORMS, NOTHING: 0}


def test_visitors_who_take_their_time_are_all_stored(contestants: tuple[Path, dict[str, Server]]) -> None:
    folder, servers = contestants
    posts = folder / "polite.txt"
    write_posts(posts, house.published_in(folder / "forms", TODAY), 2000)
    before = house.stored(folder / GROUPED)

    found = waited(servers[GROUPED], posts, seconds=1)

    assert house.stored(folder / GROUPED) - before == found.answers > 0
    assert 0 < found.p50_ms <= found.p99_ms


@pytest.mark.skipif(shutil.which("wrk") is None, reason="wrk is not installed: sudo apt-get install wrk")
def test_wrk_sends_the_forms_of_the_file(contestants: tuple[Path, dict[str, Server]]) -> None:
    folder, servers = contestants
    posts = folder / "wrk.txt"
    write_posts(posts, house.published_in(folder / "forms", TODAY), 8000)
    before = house.stored(folder / GROUPED)

    load = loaded(Asked(servers[GROUPED], "/", posts=posts), seconds=1, connections=4)

    assert 0 < load.answers <= house.stored(folder / GROUPED) - before <= load.answers + 4


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler: sudo apt-get install gcc libc6-dev")
def test_a_slow_disk_takes_two_milliseconds_more_for_each_sync(tmp_path: Path) -> None:
    library = house.slow_disk(tmp_path)
    syncing = (
        "import os, sys, time; file = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY)"
        "; began = time.monotonic()"
        "; [sync(file) for sync in (os.fsync, os.fdatasync) for _ in range(50)]"
        "; print(time.monotonic() - began)"
    )
    command = [sys.executable, "-c", syncing, str(tmp_path / "file")]

    slow = subprocess.run(command, check=True, capture_output=True, env={"LD_PRELOAD": str(library)})

    assert float(slow.stdout) >= 100 * 0.002


def post(server: Server, path: str, visitor: str, body: str) -> int:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": visitor}
    connection.request("POST", path, body, headers)
    status = connection.getresponse().status
    connection.close()
    return status
