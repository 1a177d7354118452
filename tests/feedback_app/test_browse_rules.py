"""A rule for every route of Datasette and for every table of the file, and none for what is not there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from datasette.plugins import pm

from feedback_app import browse
from feedback_app.access import Resource
from feedback_app.browse import plugin, readable
from feedback_app.browse.rules import ANSWERS, NOBODYS, OPEN, ROUTES, Rules
from feedback_app.browse.titles import HIDDEN
from feedback_app.storage import Storage
from tests.feedback_app.asked import rows


@pytest.fixture
def datasette(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Datasette as we serve it, not serving."""
    database = tmp_path / "feedback.db"
    Storage(database).close()
    for name, value in browse.environment(tmp_path, "http://data.example", "http://app.example", "").items():
        monkeypatch.setenv(name, value)
    plugin.install()
    yield Datasette(
        [str(database)],
        metadata=json.loads(browse.METADATA.read_text()),
        settings=dict(browse.SETTINGS),
        static_mounts=[(prefix, str(folder)) for prefix, folder in browse.STATIC.items()],
        template_dir=str(browse.TEMPLATES),
    )
    pm.unregister(name=browse.PLUGIN)


def test_every_route_has_a_rule_and_every_rule_a_route(datasette: Any) -> None:
    assert {regex.pattern for regex, _ in datasette._routes()} == set(ROUTES)


def test_a_route_without_a_rule_is_nobodys(datasette: Any) -> None:
    class Stranger:
        __name__ = "stranger"

        @plugin.hookimpl
        def register_routes(self) -> list[tuple[str, Any]]:
            return [(r"^/feedback/forgotten$", None)]

    stranger = Stranger()
    pm.register(stranger)
    try:
        routes = datasette._routes()
    finally:
        pm.unregister(stranger)

    assert Rules(routes, "feedback").resource("/feedback/forgotten") is NOBODYS
    assert Rules(datasette._routes(), "feedback").resource("/feedback/forgotten") == ANSWERS


@pytest.mark.parametrize(
    ("path", "about"),
    [
        ("/", ANSWERS),
        ("/feedback", ANSWERS),
        ("/feedback.json", ANSWERS),
        ("/~66eedback", ANSWERS),
        ("/feedback/response.csv", ANSWERS),
        ("/feedback/response/1", ANSWERS),
        ("/brand/logo", OPEN),
        ("/look/browse.css", OPEN),
        ("/look/../browse.css", NOBODYS),
        ("/look/sub/browse.css", NOBODYS),
        ("/look/", NOBODYS),
        ("/look/.css", NOBODYS),
        ("/feedback.db", NOBODYS),
        ("/Feedback", NOBODYS),
        ("/other", NOBODYS),
        ("/other/response", NOBODYS),
        ("/_internal", NOBODYS),
        ("/~5Finternal/tables", NOBODYS),
        ("/_memory", NOBODYS),
        ("/:memory:", NOBODYS),
        ("/-/static/app.css", NOBODYS),
        ("/-/metadata.json", NOBODYS),
        ("/-/nothing", NOBODYS),
        ("//feedback", NOBODYS),
        ("/%66eedback", NOBODYS),
        ("/feedback\xa0", NOBODYS),
        ("", NOBODYS),
        ("feedback", NOBODYS),
        ("*", NOBODYS),
    ],
)
def test_a_path_is_about_what_datasette_would_show(datasette: Any, path: str, about: Resource | None) -> None:
    assert Rules(datasette._routes(), "feedback").resource(path) == about


def test_every_table_of_the_file_is_either_shown_or_kept_back(tmp_path: Path) -> None:
    Storage(tmp_path / "feedback.db").close()

    tables = {
        name
        for (name,) in rows(tmp_path / "feedback.db", "select name from sqlite_schema where type = 'table'")
    }

    search = {"comment_fts", *(f"comment_fts_{part}" for part in ("config", "data", "docsize", "idx"))}
    assert {name for name in tables if not readable.is_shown(name)} == {*HIDDEN, *search}
