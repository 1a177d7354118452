"""The collector as a visitor meets it: an app that asks, the page it shows, the file it writes."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask
from werkzeug.test import TestResponse

from feedback_app import create_app
from feedback_app.settings import Settings
from luz.model.library import Library
from luz.published import publish
from tests.builders import write_plans
from tests.feedback_app.asked import asking_library, rows
from tests.feedback_app.stepped_clock import MinuteHand

PAGE = "/survey/olmo-tienda"


def an_app(folder: Path, library: Library | None = None, *, demo: bool = False) -> Flask:
    """The collector alone, asking about the products of a library; whoever answers takes a minute or more."""
    republish(folder, library or asking_library())
    return create_app(Settings(folder / "var", demo=demo), collector_only=True, clock=MinuteHand())


def republish(folder: Path, library: Library) -> None:
    """Publish another state of the plans, while the app runs."""
    publish(library, folder / "var" / "published", write_plans(library, folder / "plans"))


def database(folder: Path) -> Path:
    """The file the app writes."""
    return folder / "var" / "feedback.db"


def count(folder: Path) -> int:
    """How many responses are in the file."""
    return int(rows(database(folder), "select count(*) from response")[0][0])


def receipt(answer: TestResponse) -> str:
    """The receipt a page shows."""
    found = re.search(r"([0-9A-Z]{4}-){2}[0-9A-Z]{4}", answer.text)
    assert found, answer.text
    return found[0]


def assert_filled_in(answer: TestResponse) -> None:
    """The page holds every answer of `FILLED`."""
    chosen = re.findall(r'name="([a-z-]+)" value="([^"]+)" checked', answer.text)
    assert chosen == [
        ("satisfaction", "4"), ("found-it", "2"), ("reasons", "reason:search"), ("reasons", "9"),
        ("recommend", "10"),
    ]  # fmt: skip
    assert ">\nLa atención fue buena</textarea>" in answer.text
