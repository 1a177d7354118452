"""A flood of forms, from one address and from a thousand: the disk is not filled, and others still count.

The app runs in a process of its own behind a proxy. No address of anybody is left behind, in no file or log.
"""

from __future__ import annotations

import http.client
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

from feedback_app.allowance import ANSWERS_AN_HOUR, SUSPECTS_A_DAY
from feedback_app.form_key import FIELD, FormKeys
from feedback_app.settings import Settings
from feedback_app.suspects.judge import TRAP
from feedback_app.suspects.quarantine import MOST_HELD
from tests.faults.running import Running, a_house, running
from tests.feedback_app.asked import FILLED, aged, receipts_held, rows, sent
from tests.feedback_app.surveyed import PAGE

POSTS = 1_000
PROGRAMS = 8
ROBBER, NEIGHBOUR = "198.51.100.77", "2001:db8:77:1::abcd"
BAIT = {TRAP: "https://compre.example/ya"}
CROWD = [f"10.{number >> 8}.{number & 255}.1" for number in range(1_000)]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Running]:
    with running(a_house(tmp_path)) as app:
        app.server.get(PAGE)
        yield app


def post(connection: http.client.HTTPConnection, form: dict[str, object], address: str) -> int:
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": address}
    connection.request("POST", PAGE, urlencode(form, doseq=True), headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def flood(app: Running, addresses: Sequence[str], **changes: object) -> Counter[int]:
    """Send a form from each address, under a key of its own and a minute after it was opened."""
    keys = FormKeys(app.settings.form_secret)

    def some(part: int) -> list[int]:
        connection = http.client.HTTPConnection("127.0.0.1", app.server.port, timeout=30)
        try:
            return [
                post(connection, {**FILLED, FIELD: keys.new(age=60), **changes}, address)
                for address in addresses[part::PROGRAMS]
            ]
        finally:
            connection.close()

    with ThreadPoolExecutor(PROGRAMS) as programs:
        return Counter(status for part in programs.map(some, range(PROGRAMS)) for status in part)


def visit(app: Running, address: str) -> int:
    """Somebody opens the page, takes a minute and answers."""
    form = aged(sent(app.server.get(PAGE).text), app.settings)
    headers = {"X-Forwarded-For": address}
    return app.server.ask("POST", PAGE, urlencode(form, doseq=True), headers).status


def kept(settings: Settings) -> tuple[int, int]:
    """How many are counted, and how many wait for the guardian."""
    counted = rows(settings.answers, "select count(*) from response")[0][0]
    # The file of those who wait is made for the first of them.
    return int(counted), len(receipts_held(settings.guardian)) if settings.guardian.exists() else 0


def bytes_on_disk(settings: Settings) -> int:
    return sum(file.stat().st_size for file in settings.data.glob("*.db*"))


def left_behind(folder: Path) -> bytes:
    """Every byte of the data folder and of what was printed."""
    return b"\n".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


@pytest.mark.parametrize(
    ("changes", "taken"),
    [(BAIT, SUSPECTS_A_DAY.times), ({}, ANSWERS_AN_HOUR.times)],
    ids=["crude", "careful"],
)
def test_from_one_address_no_more_is_kept_than_its_part(
    app: Running, changes: dict[str, object], taken: int
) -> None:
    told = flood(app, [ROBBER] * POSTS, **changes)
    size = bytes_on_disk(app.settings)
    again = flood(app, [ROBBER] * POSTS, **changes)

    assert told == {200: taken, 429: POSTS - taken}
    assert again == {429: POSTS}
    assert bytes_on_disk(app.settings) == size
    assert kept(app.settings) == ((0, taken) if changes else (taken, 0))


def test_who_comes_from_another_address_still_counts_and_no_address_is_left_behind(app: Running) -> None:
    flood(app, [ROBBER] * (SUSPECTS_A_DAY.times + 1), **BAIT)
    statuses = [visit(app, address) for address in (NEIGHBOUR, ROBBER, NEIGHBOUR)]

    assert statuses == [200, 200, 200]
    assert kept(app.settings) == (3, SUSPECTS_A_DAY.times)
    found = left_behind(app.settings.data.parent)
    assert [word for word in (ROBBER, NEIGHBOUR, "2001:db8:77:1:") if word.encode() in found] == []
    assert FILLED["comment"][0].encode() in found


@pytest.mark.slow
def test_from_a_thousand_addresses_the_room_for_suspects_is_all_they_fill(app: Running) -> None:
    told = flood(app, CROWD * 6, **BAIT)
    size = bytes_on_disk(app.settings)
    again = flood(app, CROWD, **BAIT)

    assert told == {200: MOST_HELD, 503: 6_000 - MOST_HELD}
    assert again == {503: 1_000}
    assert bytes_on_disk(app.settings) == size
    assert visit(app, NEIGHBOUR) == 200
    assert visit(app, CROWD[0]) == 200
    assert kept(app.settings) == (2, MOST_HELD)
    assert size < 16 * 1024 * 1024
