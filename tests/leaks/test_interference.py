"""What an edition may not see has no part in a single byte of it: neither values, nor choices, nor how many.

The library is grown again with everything hidden from the edition replaced, and once more with it left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hooks.pages import pages_of
from luz.audience import Audience, Edition, project
from luz.editions import Shown, for_edition
from luz.model.base import Model
from luz.model.library import Library
from tests.leaks.built import EDITIONS, Sites
from tests.leaks.change import Change
from tests.leaks.interference import culprits, grown, hidden_from
from tests.leaks.oracle import committed_table
from tests.leaks.places import TODAY
from tests.leaks.reviewed import HAVE_NO_OTHER_VALUE, SELECTS

pytestmark = pytest.mark.xdist_group("leaks")

ALBA = Edition(Audience.CLIENT, "alba", "es")
PUBLIC = Edition(Audience.PUBLIC)


@pytest.mark.parametrize("absent", [False, True], ids=["replaced", "left out"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_what_an_edition_may_not_see_changes_no_byte_of_it(
    edition: str, absent: bool, sites: Sites, tmp_path: Path
) -> None:
    change = Change(hidden_from(edition), absent)
    base = sites.digests[edition]

    digests = sites.digests_of(grown(change), edition, tmp_path)

    differing = sorted(file for file in base | digests if base.get(file) != digests.get(file))
    assert (differing, culprits(edition, change) if differing else []) == ([], [])


def test_every_value_that_is_to_be_replaced_is_replaced() -> None:
    changed = grown(Change(lambda place, language: True))

    assert set(_same(grown(), changed)) == set(HAVE_NO_OTHER_VALUE)


def _same(one: Any, other: Any, field: str = "") -> Iterator[str]:
    """The fields that hold the same value in two states of the library."""
    if isinstance(one, Model):
        for name in type(one).model_fields:
            yield from _same(getattr(one, name), getattr(other, name), f"{type(one).__name__}.{name}")
    elif isinstance(one, dict):
        yield from _same(tuple(one.values()), tuple(other.values()), field)
    elif isinstance(one, tuple):
        for first, second in zip(one, other, strict=True):
            yield from _same(first, second, field)
    elif one is not None and one == other:
        yield field


@pytest.mark.parametrize("field", SELECTS)
def test_a_field_that_is_said_to_select_does(field: str) -> None:
    change = Change(lambda place, language: place.fields[-1] == field)

    assert for_edition(grown(change), PUBLIC) != for_edition(grown(), PUBLIC)


LEAKS: dict[str, tuple[str, Callable[[Library], Any]]] = {
    "Project.lessons": ("client:alba", lambda library: library.clients[0].projects[0].lessons),
    "Person.date_in": ("client:alba", lambda library: library.company.people[0].date_in),
    "Person.manager": ("client:alba", lambda library: library.company.people[0].manager),
    "Client.since": ("client:alba", lambda library: library.clients[1].client.since),
    "Proposal.status": ("public", lambda library: library.clients[0].proposals[0].status),
    "Band.credit": ("public", lambda library: _commitment(library).breach_impact.bands[0].credit),
    "Commitment.within": ("client:brisa", lambda library: _commitment(library).within),
    "Calendar.week": ("client:brisa", lambda library: library.calendars[0].week),
}
"""Something of each kind that is hidden from an edition, and where it stands."""


def _commitment(library: Library) -> Any:
    plan = library.clients[0].plan
    assert plan is not None
    return plan.commitments.items[0]


@pytest.mark.parametrize("field", LEAKS)
def test_a_page_that_is_made_with_a_hidden_value_is_noticed(field: str) -> None:
    edition, leak = LEAKS[field]

    assert leak(grown(Change(hidden_from(edition)))) != leak(grown())


def test_a_field_that_has_a_part_where_it_is_hidden_is_named() -> None:
    edition, leak = LEAKS["Person.manager"]
    people = [field for field in committed_table() if field.startswith("Person.")]

    found = culprits(edition, Change(hidden_from(edition)), lambda library, name: leak(library), people)

    assert found == ["Person.manager"]


def test_a_page_that_counts_what_is_hidden_is_noticed() -> None:
    without = grown(Change(hidden_from("public"), absent=True))

    assert [len(folder.proposals) for folder in without.clients] == [0, 0, 2, 0]


def test_an_unprojected_record_is_noticed() -> None:
    hidden = hidden_from("client:alba")
    change = Change(lambda place, language: hidden(place, language) and "Document.title" in place.fields)

    def pages(library: Library) -> Any:
        only_alba = library.model_copy(update={"clients": library.clients[:1]})
        return pages_of(Shown(ALBA, project(only_alba, Edition(Audience.INTERNAL))), TODAY, "")

    assert pages(grown(change)) != pages(grown())
