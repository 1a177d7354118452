"""Where visitors come from behind a proxy, over real HTTP: each network for itself, all others as one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, request
from hypothesis import given
from hypothesis import strategies as st

from feedback_app.allowance import network_of
from feedback_app.forwarded import last_address
from tests.feedback_app.served import Served, served


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    app = Flask(__name__)
    app.add_url_rule("/", "network", lambda: network_of(request.remote_addr))
    with served(app, behind_proxy=True) as server:
        yield server


@pytest.mark.parametrize(
    ("said", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("203.0.113.9:4433", "203.0.113.9"),
        ("10.1.2.3, 203.0.113.9", "203.0.113.9"),
        ("::ffff:100.1.2.1", "100.1.2.1"),
        ("::ffff:100.1.3.1", "100.1.3.1"),
        ("[::ffff:100.1.2.1]:4433", "100.1.2.1"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::ffff]", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::ffff]:4433", "2001:db8:1:2::/64"),
        ('"[2001:db8:1:2::ffff]:4433"', "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("garbage", "unknown"),
        ('"abc, 203.0.113.999', "unknown"),
        ("203.0.113.9,", "unknown"),
        (" ", "unknown"),
        ("[", "unknown"),
        (":", "unknown"),
        ("203.000.113.009", "unknown"),
    ],
)
def test_everybody_comes_from_where_the_proxy_says(server: Served, said: str, network: str) -> None:
    answer = server.get("/", X_Forwarded_For=said, Forwarded="for=192.0.2.1", X_Real_IP="192.0.2.1")

    assert (answer.status, answer.text) == (200, network)


def test_of_whom_the_proxy_says_nothing_it_asks_itself(server: Served) -> None:
    assert server.get("/", Forwarded="for=192.0.2.1").text == "127.0.0.1"


@given(st.text() | st.from_regex(r"[\[\]:.,%0-9a-f\"]*", fullmatch=True))
def test_whatever_is_said_is_an_address_or_none(said: str) -> None:
    assert network_of(last_address(said))
