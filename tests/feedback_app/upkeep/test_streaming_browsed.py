"""Litestream makes tables of its own in the files it copies: managers neither see nor read them."""

from __future__ import annotations

import re
from pathlib import Path

from tests.feedback_app.browsed import browsed
from tests.feedback_app.upkeep.copied_house import a_filled_house
from tests.feedback_app.upkeep.streamed import streamed


def test_managers_see_nothing_of_its_tables(tmp_path: Path) -> None:
    settings = a_filled_house(tmp_path / "var")
    settings.access.unlink()

    with streamed(settings.data, tmp_path / "replica"), browsed(settings.data) as house:
        manager = house.manager
        page, table = manager.get("/feedback"), manager.get("/feedback/_litestream_seq")
        asked = manager.get("/feedback.json?sql=select+*+from+_litestream_seq")

    assert (page.status, re.findall("litestream", page.text)) == (200, [])
    assert (table.status, asked.status) == (404, 400)
