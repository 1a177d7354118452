"""The app as a whole: no cookies where anybody may enter, failures as pages."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Never

import pytest

from feedback_app import create_app
from feedback_app.headers import DOCUMENT_POLICY
from feedback_app.settings import Settings
from tests.builders import LOGO
from tests.feedback_app.published_house import a_published_house
from tests.feedback_app.served import Served, served

OPEN = [
    "/",
    "/nothing",
    "/survey/oficio-web",
    "/survey/nothing",
    "/healthz",
    "/brand/logo",
    "/static/page.css",
]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return a_published_house(tmp_path)


@pytest.fixture
def server(settings: Settings) -> Iterator[Served]:
    with served(create_app(settings)) as server:
        yield server


@pytest.mark.parametrize("path", ["/sign-in", "/nothing-at-all.css", "/survey/nothing"])
def test_the_apps_own_pages_run_no_script(settings: Settings, path: str) -> None:
    (settings.site / "public").unlink()
    with served(create_app(settings)) as server:
        answer = server.get(path)

    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert b"<script" not in answer.body
    assert b" style=" not in answer.body


@pytest.mark.parametrize("path", OPEN)
def test_what_is_open_to_everybody_neither_reads_nor_sets_a_cookie(server: Served, path: str) -> None:
    as_nobody = server.get(path)
    as_manager = server.being("employee:elena-robles").get(path)

    assert as_nobody.headers["Set-Cookie"] is None
    assert as_manager.headers["Set-Cookie"] is None
    assert "Cookie" not in (as_nobody.headers["Vary"] or "")
    assert as_nobody.status == as_manager.status


def test_the_collector_alone_has_questionnaires_and_neither_sites_nor_access(settings: Settings) -> None:
    rules = {rule.rule for rule in create_app(settings, collector_only=True).url_map.iter_rules()}

    assert rules == {
        "/brand/colours.css",
        "/brand/logo",
        "/healthz",
        "/static/<path:filename>",
        "/survey/<product>",
    }


def test_it_is_healthy_once_something_is_published(settings: Settings, tmp_path: Path) -> None:
    empty = Settings(tmp_path / "empty")
    with served(create_app(empty)) as server:
        before = server.get("/healthz")
    with served(create_app(settings)) as server:
        after = server.get("/healthz")

    assert (before.status, after.status) == (503, 200)
    assert after.text == '{"status":"ok"}\n'


def test_before_the_first_build_a_page_says_what_to_do(tmp_path: Path) -> None:
    with served(create_app(Settings(tmp_path / "empty", demo=True))) as server:
        answer = server.get("/survey/oficio-web", Accept_Language="en")

    assert answer.status == 503
    assert "Nothing has been published here yet. «luz build» does it." in answer.text


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("es", "En esta dirección no hay nada"),
        ("en-GB,en;q=0.9,es;q=0.8", "There is nothing at this address"),
        ("fr,de;q=0.5", "En esta dirección no hay nada"),
        ("", "En esta dirección no hay nada"),
    ],
)
def test_a_failure_is_said_in_the_readers_language(server: Served, language: str, title: str) -> None:
    answer = server.get("/survey/nothing", Accept_Language=language)

    assert answer.status == 404
    assert f"<h1>{title}</h1>" in answer.text
    assert "mailto:hola@oficio.example" in answer.text


def test_the_wrong_method_and_a_body_too_large_are_answered_with_pages(server: Served) -> None:
    wrong = server.ask("DELETE", "/survey/oficio-web")
    large = server.ask("POST", "/survey/oficio-web", "x=" + "y" * 100_000)

    assert (wrong.status, sorted(wrong.headers["Allow"].split(", "))) == (
        405,
        ["GET", "HEAD", "OPTIONS", "POST"],
    )
    assert "Esta dirección no se usa así" in wrong.text
    assert large.status == 413
    assert "Lo enviado es demasiado grande" in large.text


def test_a_fault_of_ours_is_logged_and_says_nothing_of_how_we_work(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(settings)

    def fails() -> Never:
        raise LookupError("a key of ours")

    app.view_functions["branding.colours"] = fails
    with served(app) as server, caplog.at_level(logging.ERROR):
        answer = server.get("/brand/colours.css")

    assert answer.status == 500
    assert "Algo ha fallado por nuestra parte" in answer.text
    assert "Traceback" not in answer.text
    assert "a key of ours" not in answer.text
    assert [record.name for record in caplog.records] == ["feedback_app.errors"]


def test_the_brand_is_served_as_it_was_published(server: Served) -> None:
    colours, logo = server.get("/brand/colours.css"), server.get("/brand/logo")

    assert "--luz-primary: #1b4d3e;" in colours.text
    assert colours.headers["Content-Type"] == "text/css; charset=utf-8"
    assert logo.text == LOGO
    assert logo.headers["Content-Security-Policy"] == DOCUMENT_POLICY


def test_a_data_folder_may_be_named_from_where_one_stands(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    from_here = replace(settings, data=settings.data.relative_to(tmp_path))
    with served(create_app(from_here)) as server:
        assert server.get("/brand/logo").text == LOGO
        assert server.get("/").status == 200
