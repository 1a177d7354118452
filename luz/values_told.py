"""A value of the plans as its reader would say it: a day, a length of time, a person's name, a choice.

Works for the library and for what an edition shows of it. A label or a name that is missing gives way to the
key itself: telling what changed never fails for want of a word.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, get_args

from luz import field_words
from luz.model.base import LocalText, Model
from luz.model.library import Library
from luz.model.money import Sum
from luz.model.scalars import Length, Percentage, Span
from luz.pairing import fields, is_record, kind
from luz.walk import references
from luz.wording import Wording

SHORT = 80
"""Letters of a text that is told whole."""

_NAMES = ("name", "title", "label")
_IDS = ("id", "code", "kind")
_PEOPLE = frozenset({"Person", "ClientContact"})
"""Things whose names need no quotation marks."""
_FOLDERS = frozenset({"Library", "ClientFolder"})
"""Records that are no file: nobody writes their fields, and they are named here, not beside the others."""
# Of the nouns that records are called by: «la opción», «la fase», but «el nivel».
_FEMININE = re.compile(r".*(a|ión|dad|tud|ase)s?", re.IGNORECASE)


class Names:
    """Who is who in one state of the plans: things by their id and by what they are, a client's own first."""

    def __init__(self, library: Any) -> None:
        self._company: dict[str, list[Any]] = {}
        self._clients: dict[str, dict[str, list[Any]]] = {}
        for name, value in fields(library).items():
            if name != "clients":
                _collect(value, self._company)
        for folder in library.clients:
            _collect(folder, self._clients.setdefault(folder.id, {}))

    def find(self, sort: str, key: str, client: str | None) -> Any:
        """The thing of that sort (`person`, `contact`) with that id, the client's own first; or None."""
        own = self._clients.get(client or "", {}).get(key, [])
        things = (*own, *self._company.get(key, []))
        return next((thing for thing in things if _snake(kind(thing)).endswith(sort)), None)


def _collect(value: Any, found: dict[str, list[Any]]) -> None:
    if isinstance(value, tuple):
        for item in value:
            _collect(item, found)
    elif is_record(value):
        inside = fields(value)
        if isinstance(inside.get("id"), str):
            found.setdefault(inside["id"], []).append(value)
        for item in inside.values():
            _collect(item, found)


class Values:
    """Says the values of one state of the plans, of one client or of the company, in one language."""

    def __init__(self, names: Names, client: str | None, wording: Wording) -> None:
        self._names, self._client, self._wording = names, client, wording

    def told(self, value: Any, owner: str, field: str) -> str:
        """A value of a field of a kind of record: «4 horas», «Ana Ruiz», «95 %»."""
        if isinstance(value, tuple):
            return self._several(value, owner, field)
        if isinstance(value, LocalText):
            return quoted(shortened(self.text(value)), self._wording)
        if is_record(value):
            return record_label(self._wording, value)
        sort = refers(owner, field)
        if sort and isinstance(value, str):
            return self._named(sort, value)
        if isinstance(value, str) and not isinstance(value, Enum):
            spoken = field in ("language", "languages")
            return (
                self._wording.label("Language", value) if spoken else quoted(shortened(value), self._wording)
            )
        return self._scalar(value, owner, field)

    def text(self, value: Any) -> str:
        """The words of a text, in this language or else in the first it is written in."""
        if isinstance(value, LocalText):
            return value.root.get(self._wording.language) or next(iter(value.root.values()))
        return str(value)

    def name(self, record: Any) -> str:
        """What a record is called by those who know it; a long text is cut short."""
        inside = fields(record.client if kind(record) == "ClientFolder" else record)
        named = next((inside[name] for name in _NAMES if inside.get(name)), None)
        if named is not None:
            return shortened(self.text(named))
        first, value = next(iter(inside.items()))
        if first in _IDS or isinstance(value, Enum) or value is None:
            said = self.first_text(record)
            return said or str(value)
        if isinstance(value, LocalText) or (isinstance(value, str) and not refers(kind(record), first)):
            return shortened(self.text(value))
        return bare(self.told(value, kind(record), first))

    def is_named_by_another(self, record: Any) -> bool:
        """Whether a record is known only by its day, or by the thing it refers to."""
        first, value = next(iter(fields(record).items()))
        return isinstance(value, dt.date) or refers(kind(record), first) is not None

    def first_text(self, record: Any) -> str:
        """The first text of a record that is neither an id nor a reference, cut short; may be empty."""
        for name, value in fields(record).items():
            plain = isinstance(value, str) and not isinstance(value, Enum)
            if isinstance(value, LocalText) or (
                plain and name not in _IDS and not refers(kind(record), name)
            ):
                return shortened(self.text(value))
        return ""

    def _named(self, sort: str, key: str) -> str:
        thing = self._names.find(sort, key, self._client)
        if thing is None or kind(thing) in _PEOPLE:
            return key if thing is None else self.name(thing)
        return quoted(self.name(thing), self._wording)

    def _several(self, values: tuple[Any, ...], owner: str, field: str) -> str:
        if values and all(isinstance(value, Span) for value in values):
            return self._wording.hours(values)
        if not values:
            return self._wording.text_in("changes", "nothing")
        return self._wording.listing(self.told(value, owner, field) for value in values)

    def _scalar(self, value: Any, owner: str, field: str) -> str:
        if isinstance(value, bool):
            return self._wording.text_in("changes", "yes" if value else "no")
        if isinstance(value, dt.date):
            return self._wording.date(value)
        if isinstance(value, Length):
            return self._wording.duration(value)
        if isinstance(value, Enum):
            label = self._wording.label(type(value).__name__, str(value.value))
            return quoted(label[:1].lower() + label[1:], self._wording)
        if isinstance(value, Decimal | int):
            number = self._wording.percentage if is_share(owner, field) else self._wording.number
            return number(value)
        return self._wording.money(value) if isinstance(value, Sum) else str(value)


def field_label(wording: Wording, owner: str, field: str) -> str:
    """What people call a field of a kind of record: «plazo»; the key where nobody has named it."""
    if owner in _FOLDERS:
        label = wording.text_in("part of the plans", field)
    else:
        model = _models().get(owner)
        label = field_words.load(wording.language).label(model, field) if model else field
    return field.replace("_", " ") if label.endswith(f".{field}") else label


def record_label(wording: Wording, record: Any) -> str:
    """What people call a kind of record: «compromiso»."""
    if kind(record) == "ClientFolder":
        record = record.client
    model = _models().get(kind(record))
    return field_words.load(wording.language).record(model) if model else kind(record)


def the_record(wording: Wording, record: Any) -> str:
    """The same within a sentence: «el compromiso»."""
    label = record_label(wording, record)
    if wording.language != "es":
        return wording.text_in("changes", "the {noun}", noun=label)
    head = label.split()[0]
    feminine, plural = _FEMININE.fullmatch(head), head.endswith("s")
    return f"{('las' if feminine else 'los') if plural else 'la' if feminine else 'el'} {label}"


def quoted(text: str, wording: Wording) -> str:
    """A text in quotation marks, but for numbers, phones and addresses, which are told from words anyway."""
    plain = not re.search(r"[^\W\d_]", text) or re.match(r"\S+@\S+$|https?://", text)
    return text if plain else wording.text("“{text}”", text=text)


def bare(said: str) -> str:
    """What stands between the quotation marks, where all that is said stands in one pair of them."""
    alone = re.fullmatch(r"[«“]([^«»“”]*)[»”]", said)
    return alone[1] if alone else said


def shortened(text: str) -> str:
    """A text of which only the beginning is told where it is long."""
    if len(text) <= SHORT:
        return text.removesuffix(".")
    return f"{text[:SHORT].rsplit(maxsplit=1)[0].rstrip(',;:.')}…"


def refers(owner: str, field: str) -> str | None:
    """The sort of thing that a field names by its id, or None."""
    model = _models().get(owner)
    return references(model).get(field) if model else None


def is_share(owner: str, field: str) -> bool:
    """Whether a field holds a share from 0 to 100."""
    model = _models().get(owner)
    known = model.model_fields.get(field) if model else None
    return known is not None and get_args(Percentage)[1] in _marks(known.rebuild_annotation())


def _marks(annotation: Any) -> tuple[Any, ...]:
    own = tuple(getattr(annotation, "__metadata__", ()))
    return own + tuple(mark for part in get_args(annotation) for mark in _marks(part))


@cache
def _models() -> Mapping[str, type[Model]]:
    """Every kind of record there is in a library, by its name."""
    return {model.__name__: model for model in _within(Library, set())}


def _within(annotation: Any, seen: set[type[Model]]) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        if annotation not in seen:
            seen.add(annotation)
            yield annotation
            for field in annotation.model_fields.values():
                yield from _within(field.rebuild_annotation(), seen)
    else:
        for part in get_args(annotation):
            yield from _within(part, seen)


@cache
def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
