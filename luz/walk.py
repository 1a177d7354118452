"""A record taken apart into its single values, each with its place, who may see it, and what it refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from luz.audience import Audience
from luz.model.base import LocalText, Model, Refers
from luz.yaml_tree import Loc


@dataclass(frozen=True)
class Leaf:
    """One value: `audience` is the narrowest on the way to it, `refers` the kind of thing it names."""

    loc: Loc
    value: Any
    audience: Audience
    refers: str | None = None


def leaves(record: Model, loc: Loc = (), audience: Audience = Audience.PUBLIC) -> Iterator[Leaf]:
    """Every value written in a record, in the order of the model; texts per language come as LocalText."""
    audience = narrower(audience, record.own_audience())
    kinds = references(type(record))
    for name, own in record.field_audiences.items():
        yield from _leaves(getattr(record, name), (*loc, name), narrower(audience, own), kinds[name])


def _leaves(value: Any, loc: Loc, audience: Audience, refers: str | None) -> Iterator[Leaf]:
    if isinstance(value, Model):
        yield from leaves(value, loc, audience)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _leaves(item, (*loc, str(key)), audience, refers)
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _leaves(item, (*loc, position), audience, refers)
    elif value is not None:
        yield Leaf(loc, value, audience, refers)


def records(record: Model, loc: Loc = ()) -> Iterator[tuple[Loc, Model]]:
    """A record and every record within it, each with its place."""
    yield loc, record
    for name in type(record).model_fields:
        yield from _records(getattr(record, name), (*loc, name))


def _records(value: Any, loc: Loc) -> Iterator[tuple[Loc, Model]]:
    if isinstance(value, Model):
        yield from records(value, loc)
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _records(item, (*loc, position))


@cache
def nouns_within(noun: type[Model]) -> tuple[type[Model], ...]:
    """A noun and every other that a record of it may hold, in the order of the model, each once."""
    found = {noun: None}
    for field in noun.model_fields.values():
        for inner in nouns_of(field.rebuild_annotation()):
            found |= dict.fromkeys(nouns_within(inner))
    return tuple(found)


def nouns_of(annotation: Any) -> Iterator[type[Model]]:
    """The records a field may hold: itself, as the items of its list, or as one of several kinds."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from nouns_of(part)


def narrower(one: Audience, other: Audience) -> Audience:
    """The smaller of two circles of readers."""
    return one if one.includes(other) else other


def words(value: Any) -> Iterator[str]:
    """The texts in a value: itself, or each of its languages."""
    if isinstance(value, LocalText):
        yield from value.root.values()
    elif isinstance(value, str):
        yield value


@cache
def references(model: type[Model]) -> Mapping[str, str | None]:
    """For each field of a model, the kind of thing its ids name, or None."""
    return {name: _refers(field.rebuild_annotation()) for name, field in model.model_fields.items()}


def _refers(annotation: Any) -> str | None:
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, Refers):
            return mark.to
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return None
    return next((kind for kind in map(_refers, get_args(annotation)) if kind), None)
