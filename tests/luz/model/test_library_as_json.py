"""The whole library survives the way through JSON: what a build hands to the running app relies on it."""

from __future__ import annotations

import pytest

from luz.library import read
from luz.model.library import Library
from tests.builders import a_library
from tests.cases.case import SAMPLE_PLANS


def sample() -> Library:
    library = read(SAMPLE_PLANS).library()
    assert library is not None
    return library


@pytest.mark.parametrize("library", [sample(), a_library()], ids=["sample plans", "built in tests"])
def test_a_library_read_back_from_json_is_the_same(library: Library) -> None:
    assert Library.model_validate_json(library.model_dump_json()) == library


def test_figures_hours_and_days_are_plain_text_in_json() -> None:
    alba = sample().model_dump(mode="json")["clients"][0]

    availability, urgent = alba["plan"]["commitments"]["items"]
    assert availability["value"] == "99.5"
    assert urgent["within"] == "4 hours"
    assert alba["plan"]["validity"] == {"starts": "2026-01-01", "ends": "2026-12-31", "ending": None}
    assert sample().model_dump(mode="json")["calendars"][0]["week"]["friday"] == ["9:00-15:00"]
