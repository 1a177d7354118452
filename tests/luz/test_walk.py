"""A record taken apart: each value with its place, the narrowest audience on the way, and what it names."""

from __future__ import annotations

import pytest

from luz.audience import Audience
from luz.model.base import LocalText
from luz.model.client import Client
from luz.model.commitment import Band, Commitment, Remedy, ServiceCredit, WorkloadLimit
from luz.model.company import Person
from luz.model.document import Document
from luz.model.procedure import Procedure
from luz.model.project import Project
from luz.walk import Leaf, leaves, narrower, nouns_within, references, words
from tests.builders import a_procedure, a_project


def by_place(record: Procedure | Project | Document) -> dict[tuple[str | int, ...], Leaf]:
    return {leaf.loc: leaf for leaf in leaves(record)}


def test_a_value_carries_the_narrowest_audience_on_the_way_to_it() -> None:
    found = by_place(a_procedure())

    assert found[("steps", 1, "what")].audience is Audience.CLIENT
    assert found[("steps", 1, "internal_note")].audience is Audience.INTERNAL


def test_a_record_that_narrows_itself_narrows_all_below_it() -> None:
    found = by_place(a_procedure(audience="internal"))

    assert {leaf.audience for leaf in found.values()} == {Audience.INTERNAL}


def test_a_project_that_is_not_public_hides_even_its_public_title() -> None:
    assert by_place(a_project())[("public_title",)].audience is Audience.PUBLIC
    assert by_place(a_project(public="no"))[("public_title",)].audience is Audience.CLIENT


def test_a_value_that_names_a_thing_says_of_which_kind() -> None:
    found = by_place(a_procedure())

    assert found[("steps", 1, "role")] == Leaf(
        ("steps", 1, "role"), "account_manager", Audience.CLIENT, "role"
    )
    assert found[("review", "owner")].refers == "person"
    assert found[("version",)].refers is None


def test_what_is_absent_has_no_leaf() -> None:
    assert ("steps", 0, "within") not in by_place(a_procedure())


def test_a_field_that_holds_ids_says_of_which_kind_also_in_a_list() -> None:
    assert references(Person)["roles"] == "role"
    assert references(Person)["deputy"] == "person"
    assert references(Client)["products"] is None


@pytest.mark.parametrize(
    ("one", "other", "smaller"),
    [
        (Audience.PUBLIC, Audience.CLIENT, Audience.CLIENT),
        (Audience.INTERNAL, Audience.CLIENT, Audience.INTERNAL),
        (Audience.PUBLIC, Audience.PUBLIC, Audience.PUBLIC),
    ],
)
def test_of_two_circles_the_narrower_is_the_smaller(
    one: Audience, other: Audience, smaller: Audience
) -> None:
    assert narrower(one, other) is smaller
    assert narrower(other, one) is smaller


def test_the_words_of_a_value_are_its_languages_or_itself() -> None:
    assert list(words(LocalText({"es": "vino", "en": "wine"}))) == ["vino", "wine"]
    assert list(words("vino")) == ["vino"]
    assert list(words(7)) == []


def test_the_nouns_within_a_noun_are_those_of_its_lists_and_of_each_kind_of_choice() -> None:
    assert nouns_within(Commitment) == (Commitment, WorkloadLimit, ServiceCredit, Band, Remedy)
