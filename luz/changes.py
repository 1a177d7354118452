"""Two states of the plans → what changed between them, as plain values, for whoever tells it in words.

The two are either the library itself, with every language of its texts, or what one edition shows of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from luz.model.base import LocalText
from luz.pairing import fields, is_record, kind, pairs


class What(StrEnum):
    """What became of a value."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True)
class Step:
    """A record on the way to what changed: the field that holds it, and whether that is a list."""

    field: str
    record: Any
    before: Any
    in_list: bool = False
    place: int = 0
    """Its place in the list, counted from 1."""


@dataclass(frozen=True)
class Change:
    """One difference: what became of the value in `field` of the last record of `way`, or of all.

    `key` is the language of a text or the day of a week where `field` has one value for each. Of an item of
    a list, before and after are the item; `places` are its places before and after, counted from 1.
    """

    what: What
    way: tuple[Step, ...]
    field: str
    before: Any = None
    after: Any = None
    key: str | None = None
    in_list: bool = False
    places: tuple[int, int] = (0, 0)

    @property
    def value(self) -> Any:
        """What is there now, or was there last."""
        return self.before if self.after is None else self.after


_IN_THE_ORDER_OF_FILES = frozenset({"clients", "projects", "proposals"})
"""Lists of which nobody chose the order: it follows the names of files."""


@dataclass(frozen=True)
class _Field:
    """Where two values are being compared."""

    way: tuple[Step, ...]
    name: str

    def change(self, before: Any, after: Any, key: str | None = None) -> Change:
        what = What.ADDED if _is_nothing(before) else What.REMOVED if _is_nothing(after) else What.CHANGED
        return Change(what, self.way, self.name, before, after, key)

    def item(self, what: What, item: Any, before: int, after: int) -> Change:
        sides = (None if what is What.ADDED else item, None if what is What.REMOVED else item)
        return Change(what, self.way, self.name, *sides, in_list=True, places=(before, after))


def changes(before: Any, after: Any) -> tuple[Change, ...]:
    """Everything that differs between two libraries, in the order of the model and of its lists."""
    return tuple(_records(before, after, ()))


def _records(before: Any, after: Any, way: tuple[Step, ...]) -> Iterator[Change]:
    earlier = fields(before)
    for name, value in fields(after).items():
        yield from _values(earlier.get(name), value, _Field(way, name))


def _values(before: Any, after: Any, field: _Field) -> Iterator[Change]:
    if _read_the_same(before, after):
        return
    if is_record(before) and is_record(after) and kind(before) == kind(after):
        yield from _records(before, after, (*field.way, Step(field.name, after, before)))
    elif isinstance(before, LocalText) and isinstance(after, LocalText):
        yield from _by_key(before.root, after.root, field)
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _by_key(before, after, field)
    elif isinstance(before, tuple) and isinstance(after, tuple) and _is_list(before + after):
        yield from _lists(before, after, field)
    else:
        yield field.change(before, after)


def _by_key(before: Mapping[str, Any], after: Mapping[str, Any], field: _Field) -> Iterator[Change]:
    for key in (*before, *(key for key in after if key not in before)):
        if not _read_the_same(before.get(key), after.get(key)):
            yield field.change(before.get(key), after.get(key), str(key))


def _lists(before: tuple[Any, ...], after: tuple[Any, ...], field: _Field) -> Iterator[Change]:
    for pair in pairs(before, after):
        if pair.after is None:
            gone = pair.before or 0
            yield field.item(What.REMOVED, before[gone], gone + 1, 0)
        elif pair.before is None:
            yield field.item(What.ADDED, after[pair.after], 0, pair.after + 1)
        else:
            old, new = before[pair.before], after[pair.after]
            if pair.moved and field.name not in _IN_THE_ORDER_OF_FILES:
                yield field.item(What.MOVED, new, pair.before + 1, pair.after + 1)
            yield from _items(old, new, field, pair.after + 1)


def _items(before: Any, after: Any, field: _Field, place: int) -> Iterator[Change]:
    if before == after:
        return
    if is_record(after):
        step = Step(field.name, after, before, in_list=True, place=place)
        yield from _records(before, after, (*field.way, step))
    else:
        yield from _values(before, after, field)


def _is_list(items: tuple[Any, ...]) -> bool:
    """Whether each item is told on its own; opening hours and numbers are told as one value."""
    return all(is_record(item) or isinstance(item, str | LocalText) for item in items)


def _read_the_same(one: Any, other: Any) -> bool:
    """Whether nobody would see a difference: texts may part their words by whichever spaces."""
    if type(one) is str and type(other) is str:
        return one.split() == other.split()
    return bool(one == other)


def _is_nothing(value: Any) -> bool:
    return value is None or value == ()
