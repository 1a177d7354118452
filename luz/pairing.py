"""Which item of a list is which item of the same list earlier on: by what names it, or by likeness.

The first field of every record of the model says what the record is (an id, a person, a matter, a day), so it
is what two states of it have in common; what has none of its own is told by its words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Any

from luz.audience import Record, fields_of, kind_of
from luz.model.base import LocalText, Model

LIKE_ENOUGH = 0.5
"""The share of words that two items must have in common to be two states of one."""
LIKE_ENOUGH_UNDER_ANOTHER_ID = 0.8
"""The same for things with ids: another id is another thing, unless next to nothing else is other."""


@dataclass(frozen=True)
class Pair:
    """An item before and after, by position; None where it was not there yet or is no longer."""

    before: int | None
    after: int | None
    moved: bool = False


def fields(record: Any) -> Mapping[str, Any]:
    """The fields of a record, whether of the model or projected for an edition, in their order."""
    if isinstance(record, Record):
        return dict(fields_of(record))
    return {name: getattr(record, name) for name in type(record).model_fields}


def kind(record: Any) -> str:
    """The name of the model of a record, whether projected or not: `Commitment`."""
    return kind_of(record) if isinstance(record, Record) else type(record).__name__


def is_record(value: Any) -> bool:
    """Whether a value has fields of its own."""
    return isinstance(value, Model | Record)


def pairs(before: Sequence[Any], after: Sequence[Any]) -> tuple[Pair, ...]:
    """Every item of both lists once: those there are, in their order, and then those that are gone."""
    matched: dict[int, int] = {}
    for match in (_identical, _same_name, _alike):
        old = [place for place in range(len(before)) if place not in matched.values()]
        new = [place for place in range(len(after)) if place not in matched]
        matched |= {j: i for i, j in match(before, after, old, new)}
    kept = sorted(matched)
    in_order = _longest_rising([matched[place] for place in kept])
    stay = {place for place in kept if matched[place] in in_order}
    there = (Pair(matched.get(j), j, j in matched and j not in stay) for j in range(len(after)))
    gone = (Pair(i, None) for i in range(len(before)) if i not in matched.values())
    return (*there, *gone)


_Places = list[int]
_Matches = Iterator[tuple[int, int]]


def _identical(before: Sequence[Any], after: Sequence[Any], old: _Places, new: _Places) -> _Matches:
    for j in new:
        same = next((i for i in old if before[i] == after[j]), None)
        if same is not None:
            old.remove(same)
            yield same, j


def _same_name(before: Sequence[Any], after: Sequence[Any], old: _Places, new: _Places) -> _Matches:
    then, now = _named(before, old, _name), _named(after, new, _name)
    yield from ((then[name], j) for name, j in now.items() if name in then)


def _named(items: Sequence[Any], places: _Places, name: Callable[[Any], Hashable]) -> dict[Hashable, int]:
    """The items that have a name none of the others has."""
    names = {place: name(items[place]) for place in places}
    times = Counter(names.values())
    return {said: place for place, said in names.items() if said is not None and times[said] == 1}


def _name(item: Any) -> Hashable:
    if not is_record(item):
        return None
    first = next(iter(fields(item).values()), None)
    if isinstance(first, LocalText):
        return tuple(sorted(first.root.items()))
    return None if isinstance(first, Enum | bool) or not isinstance(first, Hashable) else first


def _alike(before: Sequence[Any], after: Sequence[Any], old: _Places, new: _Places) -> _Matches:
    likeness = [
        (-share, abs(i - j), i, j)
        for i in old
        for j in new
        if (share := _likeness(before[i], after[j])) >= _enough(before[i])
    ]
    for _, _, i, j in sorted(likeness):
        if i in old and j in new:
            old.remove(i)
            new.remove(j)
            yield i, j


def _enough(item: Any) -> float:
    has_id = is_record(item) and "id" in fields(item)
    return LIKE_ENOUGH_UNDER_ANOTHER_ID if has_id else LIKE_ENOUGH


def _likeness(one: Any, other: Any) -> float:
    if type(one) is not type(other) or (is_record(one) and kind(one) != kind(other)):
        return 0
    return SequenceMatcher(None, tuple(_words(one)), tuple(_words(other)), autojunk=False).ratio()


def _words(value: Any) -> Iterator[str]:
    if is_record(value):
        for name, item in fields(value).items():
            # Of a flag the word alone would be like any other flag.
            yield from (f"{name}={item}",) if isinstance(item, bool) else _words(item)
    elif isinstance(value, LocalText):
        yield from _words(value.root)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _words(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _words(item)
    elif value is not None:
        yield from str(value).split()


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """The most numbers that can be left where they are while the others move (they are all different)."""
    ends: list[int] = []
    lengths = []
    for number in numbers:
        place = bisect_left(ends, number)
        ends[place : place + 1] = [number]
        lengths.append(place)
    rising, wanted = set(), len(ends) - 1
    for number, length in zip(reversed(numbers), reversed(lengths), strict=True):
        if length == wanted:
            rising.add(number)
            wanted -= 1
    return frozenset(rising)
