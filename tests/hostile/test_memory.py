"""A storm of hostile requests leaves a process as it was: memory flat, no file or connection left open."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.feedback_app.served import Served
from tests.feedback_app.surveyed import PAGE, republish
from tests.hostile.corpus import BODIES, FIELDS, TEXTS, TOO_LONG
from tests.hostile.house import (
    HONEST,
    Kept,
    a_long_questionnaire,
    body_of,
    kept,
    own_fields_of,
    receipt,
)
from tests.hostile.process import Process, running
from tests.hostile.wire import HOST, MEBIBYTE, announced, chunked, post, spoken
from tests.until import until

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")

ROUNDS = 6
ALLOWED = 4 * MEBIBYTE
"""What an allocator may come to need in half a storm without anything being lost."""

STRANGE = b"'%FF%00%E2%80%AE=;:<script>{{7*7}}"
REQUESTS: Sequence[bytes] = (
    *(post(f"Content-Length: {len(body)}\r\n") + body
      for typed in (*TEXTS.values(), *TOO_LONG.values())
      for body in [body_of([*HONEST, ("_key", "0" * 32), ("comment", typed)])]),
    *(post(f"Content-Length: {len(body)}\r\n") + body
      for fields, _ in FIELDS.values() for body in [body_of(fields)][:60_000]),
    *(b"POST %s HTTP/1.1\r\n%sContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
      % (PAGE.encode(), HOST.encode(), kind.encode(), len(body), body) for kind, body in BODIES.values()),
    *(b"".join(chunked(size)) for size in (70_000, 700_000)),
    *(b"".join(announced(size)) for size in (70_000, 700_000)),
    *(f"{method} {path} HTTP/1.1\r\n{HOST}Connection: close\r\n{headers}\r\n".encode()
      for method in ("GET", "BREW")
      for path in (PAGE, "/healthz", "/brand/logo", "/static/page.css", "/survey/%00", "//")
      for headers in ("", "Cookie: " + "a=b;" * 5_000 + "\r\n", "Range: bytes=" + "0-," * 9_000 + "\r\n")),
    b"GET " + STRANGE + b" HTTP/1.1\r\nConnection: close\r\n\r\n",
    post("Transfer-Encoding: chunked\r\n") + b"1;" + b"x" * 50_000,
)  # fmt: skip


def grows(memory: Sequence[int]) -> bool:
    """Whether the second half of a storm cost more than half of what the first, still warming up, did."""
    middle = memory[len(memory) // 2]
    first, second = middle - memory[0], memory[-1] - middle
    return second > max(ALLOWED, first / 2)


def storm(process: Process, rounds: int, requests: Sequence[bytes] = REQUESTS) -> list[int]:
    """Send everything again and again; return the memory held after each round."""
    memory = []
    with ThreadPoolExecutor(8) as attackers:
        for _ in range(rounds + 1):
            answers = list(attackers.map(lambda request: spoken(process.port, [request]).statuses, requests))
            assert [statuses for statuses in answers if len(statuses) != 1 or statuses[0] >= 500] == []
            memory.append(process.memory)
    return memory


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    republish(tmp_path, a_long_questionnaire())
    return tmp_path


def check_storm(folder: Path, rounds: int) -> None:
    with running(folder) as process:
        server = Served(process.port)
        assert server.get(PAGE).status == 200
        open_files = process.open_files

        memory = storm(process, rounds)

        assert not grows(memory), memory
        # The file of the answers and what belongs to it.
        until(lambda: process.open_files <= open_files + 4, seconds=60)
        answer = server.ask("POST", PAGE, body_of([*own_fields_of(server.get(PAGE).text), *HONEST]).decode())
        assert kept(folder, str(receipt(answer.text))) == Kept(dict(HONEST))


def test_a_storm_leaves_nothing_behind(folder: Path) -> None:
    check_storm(folder, ROUNDS)


@pytest.mark.slow
def test_a_long_storm_leaves_nothing_behind(folder: Path) -> None:
    check_storm(folder, 25 * ROUNDS)


def test_a_collector_that_forgets_nothing_would_be_found_out(folder: Path) -> None:
    plain = f"GET /healthz HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n".encode()
    with running(folder, leaking=True) as process:
        assert grows(storm(process, 4, [plain] * 120))


@pytest.mark.parametrize(
    ("memory", "does"),
    [
        ([100, 160, 180, 181, 182], False),
        ([100, 100, 100, 103, 104], False),
        ([100, 110, 120, 130, 140], True),
        ([100, 160, 180, 180, 230], True),
        ([100, 100, 100, 100, 90], False),
    ],
)
def test_growth_is_what_goes_on_growing(memory: list[int], does: bool) -> None:
    assert grows([one * MEBIBYTE for one in memory]) == does
