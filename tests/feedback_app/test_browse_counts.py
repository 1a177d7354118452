"""What managers see of answers that were deleted when their time was over: every figure, and no word."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from feedback_app.storage import Storage, new_receipt
from feedback_app.upkeep.retention import Purged, purge
from tests.feedback_app.asked import DAY, a_response, published_in
from tests.feedback_app.browsed import browsed
from tests.feedback_app.served import Served

pytestmark = pytest.mark.xdist_group("datasette")

# Of this month, one response is past its time on `DAY` and the other is not.
DAYS = (dt.date(2023, 11, 21), dt.date(2023, 11, 22), DAY)
FIGURES = ("satisfaction_by_month", "recommendation_by_month", "distribution", "reasons", "coverage")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("counts")
    published = published_in(folder)
    with closing(Storage(folder / "feedback.db")) as storage, storage.transaction():
        storage.register(published, DAY)
        for day in DAYS:
            storage.add_response(a_response(published, day=day), new_receipt())
    return folder


@pytest.fixture(scope="module")
def manager(folder: Path) -> Iterator[Served]:
    with browsed(folder, sign_in="http://127.0.0.1:9/sign-in") as house:
        yield house.manager


def figures(manager: Served) -> dict[str, list[dict[str, object]]]:
    """What each ready question answers."""
    asked = "?_shape=array&product=&from=&until="
    return {name: json.loads(manager.get(f"/feedback/{name}.json{asked}").body) for name in FIGURES}


def test_no_figure_changes_when_answers_are_purged(folder: Path, manager: Served) -> None:
    before = figures(manager)
    assert [row["Respuestas"] for row in before["coverage"]] == [1, 2]

    with closing(Storage(folder / "feedback.db")) as storage:
        assert sum(purge(storage.connection, DAY), Purged()) == Purged(responses=1, comments=2)

    assert figures(manager) == before


@pytest.mark.parametrize(
    ("page", "cells"),
    [
        ("count_month", ["Tienda de Olmo", "Su opinión · v1", "¿Nos recomendaría?", "10 · Muy probable"]),
        ("count_response", ["Tienda de Olmo", "Su opinión · v1", "Español", "La propia web"]),
    ],
)
def test_the_counts_stand_under_names_and_not_under_numbers(
    manager: Served, page: str, cells: list[str]
) -> None:
    found = re.findall(r"<td[^>]*>(.*?)</td>", manager.get(f"/feedback/{page}").text, re.DOTALL)

    assert [re.sub(r"<[^>]+>", "", cell).strip() for cell in found[1:5]] == cells
