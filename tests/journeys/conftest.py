"""One demonstration and one Chromium for all journeys; each test opens windows of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from feedback_app.demo_links import link
from tests.feedback_app.served import DEMO_KEY
from tests.journeys.demonstration import Demonstration, demonstration

PATIENCE_MILLISECONDS = 15_000

Arrive = Callable[..., Page]


expect.set_options(timeout=PATIENCE_MILLISECONDS)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """The demonstration, running."""
    with demonstration(tmp_path_factory.mktemp("demonstration")) as running:
        yield running


@pytest.fixture
def arrive(chromium: Browser, house: Demonstration) -> Iterator[Arrive]:
    """Opens a window: `arrive()` as anybody, `arrive("employee:<id>")` as somebody already chosen."""
    contexts: list[BrowserContext] = []

    def open_window(actor: str = "", *, width: int = 1280, **settings: Any) -> Page:
        context = chromium.new_context(
            base_url=house.url,
            viewport={"width": width, "height": 800},
            **{"locale": "es-ES", "reduced_motion": "reduce", **settings},
        )
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        contexts.append(context)
        if actor:
            answer = context.request.post(link(actor, DEMO_KEY), max_redirects=0)
            assert answer.status == 303, answer.text()
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()
