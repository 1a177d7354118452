"""Datasette while the plans change and the app comes and goes: what it knows of people is never old."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback_app.storage import Storage, new_receipt
from luz.running.ports import hold
from tests.builders import a_company, people
from tests.feedback_app.asked import a_response, asking_library, published_in
from tests.feedback_app.browsed import app_of, datasette
from tests.feedback_app.served import Served, served

pytestmark = pytest.mark.xdist_group("datasette")

PATIENCE_SECONDS = 15
SECRETS = (
    "/feedback",
    "/feedback/comment",
    "/feedback/comment.csv",
    "/feedback.json",
    "/-/metadata",
    "/nothing",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    published = published_in(tmp_path)
    storage = Storage(tmp_path / "feedback.db")
    with storage.transaction():
        storage.register(published, a_response(published).day)
        storage.add_response(a_response(published), new_receipt())
    storage.close()
    return tmp_path


@pytest.fixture
def app_port() -> Iterator[int]:
    """A port on which an app can listen again after it was away."""
    port = hold(0)
    port.free()
    yield port.number


def once_it_changes(server: Served, path: str, before: int) -> int:
    """The status that comes after `before`, once the last word of the app is no longer believed."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (status := server.get(path).status) == before and time.monotonic() < deadline:
        time.sleep(0.05)
    return status


def test_who_is_no_manager_any_more_reads_no_more(folder: Path) -> None:
    with served(app_of(folder)) as app, datasette(folder, app.port) as data:
        manager = Served(data.port, app.being("employee:elena-robles").cookie)
        first = manager.get("/feedback/comment").status
        staff = people()
        staff[0] |= {"manager": "no"}
        published_in(folder, asking_library().model_copy(update={"company": a_company(people=staff)}))

        assert (first, once_it_changes(manager, "/feedback/comment", 200)) == (200, 404)
        assert [manager.get(path).status for path in SECRETS] == [404] * len(SECRETS)


def test_while_the_app_is_away_nobody_reads_and_when_it_is_back_all_is_as_before(
    folder: Path, app_port: int
) -> None:
    with datasette(folder, app_port) as data:
        with served(app_of(folder), app_port) as app:
            manager = Served(data.port, app.being("employee:elena-robles").cookie)
            first = manager.get("/feedback/comment").status

        assert (first, once_it_changes(manager, "/feedback/comment", 200)) == (200, 503)
        answers = [manager.get(path) for path in SECRETS]
        assert [answer.status for answer in answers] == [503] * len(SECRETS)
        assert [answer.headers["Cache-Control"] for answer in answers] == ["private, no-store"] * len(SECRETS)
        assert ["atención" in answer.text or "comment" in answer.text for answer in answers] == [False] * len(
            SECRETS
        )
        # Who brings no cookie is unknown with or without the app.
        assert data.get("/feedback").status == 403

        with served(app_of(folder), app_port):
            assert manager.get("/feedback/comment").status == 200
