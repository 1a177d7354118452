"""A company that is served, with its guardian signed in and a quarantine to hold suspects in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback_app import create_app
from feedback_app.settings import Settings
from feedback_app.suspects.quarantine import Quarantine
from luz.published import Published, PublishedState
from tests.feedback_app.asked import asking_library
from tests.feedback_app.published_house import a_published_house
from tests.feedback_app.served import Served, served
from tests.feedback_app.suspects.guarded import ANA


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return a_published_house(tmp_path, asking_library())


@pytest.fixture
def published(settings: Settings) -> Published:
    return PublishedState(settings.published).current()


@pytest.fixture
def quarantine(settings: Settings) -> Iterator[Quarantine]:
    quarantine = Quarantine(settings.guardian)
    yield quarantine
    quarantine.close()


@pytest.fixture
def server(settings: Settings) -> Iterator[Served]:
    with served(create_app(settings)) as server:
        yield server


@pytest.fixture
def ana(server: Served) -> Served:
    return server.being(ANA)
