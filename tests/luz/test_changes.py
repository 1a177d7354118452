"""Two states of the plans compared: nothing where nothing changed, and not one change that goes untold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from luz import wording
from luz.audience import Audience, Edition
from luz.changes import changes
from luz.changes_told import tell
from luz.editions import editions_of, for_edition
from luz.library import read
from luz.model.base import LocalText, Model
from luz.model.client import ClientFolder
from luz.model.library import Library
from luz.model.money import Sum
from luz.model.scalars import Length, Span
from luz.pairing import kind
from luz.values_told import Names, Values
from luz.walk import Leaf, leaves
from luz.yaml_tree import Loc
from tests.architecture.house import ROOT
from tests.builders import a_library

SPANISH = wording.load(ROOT / "luz", "es")
NAMED_BY_THEIR_OWNER = {"Band", "Point"}


def the_plans() -> Library:
    """The plans of this repository, which hold nearly every field there is."""
    library = read(ROOT / "plans").library()
    assert library is not None
    return library


def other(value: Any) -> Any:
    """Some other value of the same sort."""
    if isinstance(value, LocalText):
        return LocalText({language: f"{text} Otra." for language, text in value.root.items()})
    if isinstance(value, Enum):
        return next(choice for choice in type(value) if choice != value)
    if isinstance(value, bool):
        return not value
    if isinstance(value, dt.date):
        return value + dt.timedelta(days=1)
    if isinstance(value, Decimal | int):
        return value + 1
    if isinstance(value, Length | Sum):
        return replace(value, amount=value.amount + 1)
    if isinstance(value, Span):
        return Span(value.start, value.end - 1)
    return f"{value}-otra"


def with_value(record: Any, loc: Loc, value: Any) -> Any:
    """A copy of a record in which the value at `loc` is another; nothing is checked."""
    if not loc:
        return value
    step, rest = loc[0], loc[1:]
    if isinstance(record, Model):
        return record.model_copy(update={str(step): with_value(getattr(record, str(step)), rest, value)})
    if isinstance(record, Mapping):
        return {**record, step: with_value(record[str(step)], rest, value)}
    return tuple(
        with_value(item, rest, value) if place == step else item for place, item in enumerate(record)
    )


def single_changes(library: Library) -> Iterator[tuple[Leaf, Library]]:
    """The library with one value of each field there is changed, and nothing else."""
    seen = set()
    for leaf in leaves(library):
        field = tuple(step for step in leaf.loc if isinstance(step, str))
        if field not in seen:
            seen.add(field)
            yield leaf, with_value(library, leaf.loc, other(leaf.value))


def innermost_thing(library: Library, loc: Loc) -> Any:
    """The last item of a list on the way to a value that has a name of its own."""
    thing: Any = None
    value: Any = library
    for step in loc:
        value = getattr(value, str(step)) if isinstance(value, Model) else value[step]
        if isinstance(step, int) and isinstance(value, Model) and kind(value) not in NAMED_BY_THEIR_OWNER:
            thing = value
    return thing


def name_of(library: Library, loc: Loc) -> str:
    thing = innermost_thing(library, loc)
    client = library.clients[int(loc[1])].id if loc[0] == "clients" else None
    return "" if thing is None else Values(Names(library), client, SPANISH).name(thing)


def test_nothing_differs_between_a_library_and_itself() -> None:
    assert changes(the_plans(), the_plans()) == ()


def test_nothing_differs_between_what_an_edition_shows_and_itself() -> None:
    for edition in editions_of(a_library()):
        once, again = (for_edition(a_library(), edition).library for _ in range(2))

        assert changes(once, again) == ()


@pytest.mark.slow
def test_every_single_change_is_told_of_the_record_it_is_in() -> None:
    library = the_plans()
    untold = []
    for leaf, changed in single_changes(library):
        told = tell(changes(library, changed), library, changed, SPANISH)
        said = " ".join(f"{one.heading}: {one.sentence}" for one in told)
        names = {name_of(state, leaf.loc) for state in (library, changed)}
        if not told or not any(name in said for name in names):
            untold.append((leaf.loc, said, names))

    assert untold == []


def test_no_client_is_told_a_single_change_of_what_he_may_not_see() -> None:
    library = a_library()
    portal = Edition(Audience.CLIENT, "olmo", "es")
    before = for_edition(library, portal).library
    leaked = []
    for leaf, changed in single_changes(library):
        foreign = leaf.loc[0] == "clients" and leaf.loc[1] != 0
        if (leaf.audience is Audience.INTERNAL or foreign) and not steers_who_sees(leaf.loc):
            after = for_edition(changed, portal).library
            leaked += [
                (leaf.loc, one.sentence) for one in tell(changes(before, after), before, after, SPANISH)
            ]

    assert leaked == []


def steers_who_sees(loc: Loc) -> bool:
    """Whether a value decides what is shown, so that a change of it shows or hides something."""
    return loc[-1] in ("audience", "serves", "draft", "id")


def test_every_part_of_the_plans_has_a_name_to_be_told_by() -> None:
    parts = {*Library.model_fields, *ClientFolder.model_fields} - {"id"}

    assert [part for part in sorted(parts) if SPANISH.text_in("part of the plans", part) == part] == []
