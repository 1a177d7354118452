"""The field reference names every field of every kind of file, with what to write, and no field twice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest

from hooks.field_reference import anchor
from hooks.page import Page
from hooks.pages import pages_of
from luz.audience import Audience, Edition
from luz.editions import for_edition
from luz.field_facts import facts
from luz.library import kinds_of_file
from luz.model.commitment import Commitment, ServiceCredit
from luz.schema import schema_name
from tests.builders import a_library
from tests.hooks.reading_pages import words

TOP = "ayuda/referencia-de-campos/"


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    shown = for_edition(a_library(), Edition(Audience.INTERNAL))
    made = pages_of(shown, dt.date(2026, 11, 21), "")
    return {page.path: page for page in made if page.path.startswith(TOP)}


def page_paths() -> Iterator[str]:
    return (f"{TOP}{schema_name(pattern).removesuffix('.json')}/" for pattern in kinds_of_file())


def test_every_kind_of_file_has_a_page(pages: dict[str, Page]) -> None:
    assert sorted(pages) == sorted([TOP, *page_paths()])


@pytest.mark.parametrize("pattern", kinds_of_file())
def test_a_page_has_a_place_for_every_field_of_its_file(pattern: str, pages: dict[str, Page]) -> None:
    page = pages[f"{TOP}{schema_name(pattern).removesuffix('.json')}/"]
    found = facts(kinds_of_file()[pattern])

    rows = re.findall(r'<tr id="([^"]+)"', page.html)

    assert rows == [anchor(noun, one.name) for noun, fields in found.items() for one in fields]
    assert len(set(rows)) == len(rows)


def test_a_field_is_told_with_its_help_its_form_and_its_readers(pages: dict[str, Page]) -> None:
    row = re.search(r'<tr id="commitment-within">.*?</tr>', pages[f"{TOP}plan/"].html, re.DOTALL)

    assert row is not None
    assert words(Page("a/", "a", row[0])) == (
        "within plazo En cuánto tiempo, si se promete un tiempo de espera, por ejemplo «4 h». Entonces el "
        "objetivo es el porcentaje de casos a tiempo. duración, 2 días laborables Cliente"
    )


def test_a_choice_is_shown_as_it_is_written_and_in_words(pages: dict[str, Page]) -> None:
    row = re.search(r'<tr id="commitment-comparator">.*?</tr>', pages[f"{TOP}plan/"].html, re.DOTALL)

    assert row is not None
    assert words(Page("a/", "a", row[0])).endswith(
        "una de estas opciones: at_least como mínimo at_most como máximo Cliente"
    )


def test_a_record_leads_to_the_fields_that_hold_it(pages: dict[str, Page]) -> None:
    html = pages[f"{TOP}plan/"].html

    assert '<a href="#service-credit">abono por tramos</a>' in html
    assert '<a href="#commitment-breach-impact"><code>breach_impact</code></a>' in html


def test_places_are_named_after_record_and_field() -> None:
    assert anchor(Commitment) == "commitment"
    assert anchor(ServiceCredit, "over") == "service-credit-over"


def test_no_other_edition_holds_the_reference() -> None:
    shown = for_edition(a_library(), Edition(Audience.PUBLIC))

    assert [page.path for page in pages_of(shown, dt.date(2026, 11, 21), "") if "campos" in page.path] == []
