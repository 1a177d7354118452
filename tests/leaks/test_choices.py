"""What an edition may see has a part in it, choices and flags too: none was asked of an editor for nothing.

A choice has no unmistakable value that a page could be searched for; so each is made differently once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import pytest

from luz.audience import Audience
from luz.model.base import Model
from luz.model.library import Library
from luz.walk import nouns_within
from tests.leaks.change import Change, choices
from tests.leaks.interference import grown, made_from_plans
from tests.leaks.oracle import committed_table
from tests.leaks.places import Place
from tests.leaks.reviewed import NOT_TOLD, SELECTS

pytestmark = pytest.mark.xdist_group("leaks")


def fields_of_choice() -> Iterator[str]:
    """Every flag and every field that chooses among several values."""
    for noun in nouns_within(Library):
        for name, declared in noun.model_fields.items():
            annotation = declared.rebuild_annotation()
            if _is_flag(annotation) or len(choices(annotation)) > 1:
                yield f"{noun.__name__}.{name}"


def _is_flag(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return False
    return annotation is bool or any(_is_flag(part) for part in get_args(annotation))


@cache
def usual(edition: str) -> tuple[Any, ...]:
    return made_from_plans(grown(), edition)


@pytest.mark.parametrize("field", sorted({*fields_of_choice()} - {*SELECTS}))
def test_a_choice_or_flag_has_a_part_in_what_its_readers_see(field: str) -> None:
    edition = "internal" if committed_table()[field] is Audience.INTERNAL else "client:alba"

    def everywhere(place: Place, language: str | None) -> bool:
        return place.fields[-1] == field

    def once(place: Place, language: str | None) -> bool:
        return everywhere(place, language) and place.position == 0

    # The same flag changed in every item of a list may leave all as it was.
    told = any(
        made_from_plans(grown(Change(where)), edition) != usual(edition) for where in (everywhere, once)
    )

    assert told == (field not in NOT_TOLD)


def test_what_is_said_not_to_be_told_is_a_choice() -> None:
    assert {*NOT_TOLD} - {*fields_of_choice()} == set()
