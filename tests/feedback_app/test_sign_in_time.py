"""Known or not, an address is answered in the same time: nobody learns by the clock who our clients are."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from feedback_app import current, sign_in
from feedback_app.access_file import access_file
from feedback_app.allowance import Allowances
from feedback_app.links import Links
from feedback_app.outbox import Outbox
from feedback_app.sessions import Sessions
from feedback_app.signed_in import SignedIn
from tests.feedback_app.letters import ELENA, STRANGER
from tests.feedback_app.mail_server import Postman, mail_server
from tests.feedback_app.published_house import a_published_house
from tests.feedback_app.stepped_clock import DAY, SteppedClock

TRIES = 200
AT_MOST = 1.25
"""How many times longer one may take than the other; both are asked in turn, in one run."""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The way in, for which a day passes with every request, so that it never says too often."""
    clock = SteppedClock()

    def next_day() -> float:
        clock.step(DAY)
        return clock()

    with mail_server(Postman()) as smtp:
        settings = replace(a_published_house(tmp_path), smtp=smtp)
        file = access_file(settings.access)
        signed_in = SignedIn(Sessions(file), settings)
        app = Flask("feedback_app")
        current.provide(app, settings)
        outbox = Outbox(smtp)
        desk = sign_in.Desk(Links(file), signed_in, Allowances(next_day), outbox)
        app.register_blueprint(sign_in.blueprint(desk))
        yield app
        outbox.close(60)


@pytest.mark.slow
def test_a_known_address_takes_no_longer_than_a_strangers(app: Flask) -> None:
    client = app.test_client(use_cookies=False)
    taken: dict[str, list[float]] = {ELENA: [], STRANGER: []}
    for _ in range(TRIES):
        for mail, times in taken.items():
            before = time.perf_counter()
            assert client.post("/sign-in", data={"mail": mail}).status_code == 303
            times.append(time.perf_counter() - before)

    known, stranger = (statistics.median(times) for times in taken.values())

    assert 1 / AT_MOST < known / stranger < AT_MOST
