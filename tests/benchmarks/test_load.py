"""What wrk prints is read exactly, and a measurement that went wrong is refused."""

from __future__ import annotations

import json
import os
import shutil

import pytest
from flask import Flask, request

from benchmarks.load import Asked, Load, Server, Unanswered, load_of, loaded
from tests.feedback_app.served import served

PAGE = Asked(Server("http://127.0.0.1:1", 1), "/page/", bytes=1000)
# As wrk 4.1 prints it: its own words first, then the line of our script.
WORDS = "Running 2s test @ http://127.0.0.1:1/page/\n  1 threads and 8 connections\nTransfer/sec: 1.0MB\n"


def printed(**said: int) -> str:
    line = {
        "microseconds": 2_000_000,
        "answers": 500,
        "bytes": 600_000,
        "failed": 0,
        "p50": 12_345,
        "p99": 80_001,
    }
    return WORDS + json.dumps(line | said) + "\n"


def test_requests_a_second_and_milliseconds_are_read() -> None:
    assert load_of(printed(), PAGE, 0.75) == Load(
        answers=500, requests_per_second=250.0, p50_ms=12.345, p99_ms=80.001, processor_ms=1.5
    )


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"failed": 3}, "3 failed, 500 answered"),
        ({"answers": 0, "bytes": 0}, "0 failed, 0 answered"),
        ({"bytes": 120_000}, "240 bytes an answer, not 1000"),
    ],
)
def test_what_was_not_answered_as_it_should_be_measures_nothing(said: dict[str, int], why: str) -> None:
    with pytest.raises(Unanswered) as refused:
        load_of(printed(**said), PAGE, 0.75)

    assert str(refused.value) == f"http://127.0.0.1:1/page/: {why}"


@pytest.mark.skipif(shutil.which("wrk") is None, reason="wrk is not installed: sudo apt-get install wrk")
def test_wrk_itself_asks_with_our_headers_and_says_what_is_read() -> None:
    app = Flask(__name__)

    @app.get("/page/")
    def page() -> tuple[str, int]:
        return "x" * 1000, 200 if request.headers.get("Cookie") == "luz=abc" else 401

    with served(app) as server:
        ours = Server(f"http://127.0.0.1:{server.port}", os.getpid())
        load = loaded(Asked(ours, "/page/", {"Cookie": "luz=abc"}, 1000), 1)
        with pytest.raises(Unanswered):
            loaded(Asked(ours, "/page/", {}, 1000), 1)

    assert load.requests_per_second > 0
    assert 0 < load.p50_ms <= load.p99_ms
    assert load.processor_ms > 0
