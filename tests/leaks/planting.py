"""A whole library grown from the models alone, with a value of its own in every text, date and number.

Nothing here knows a noun by heart: whoever adds a field has planted it. What a field holds is chosen by its
type; only what must fit together is said by name, in `rules`.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import holidays
from pydantic import BaseModel

from luz.audience import Audience
from luz.model.base import FILE_NAME_PATTERN, LANGUAGE_PATTERN, LocalText, Model, Refers
from luz.model.contact import MAIL_PATTERN, PHONE_PATTERN, WEB_ADDRESS_PATTERN
from luz.model.frozen import FINGERPRINT_PATTERN
from luz.model.library import Library
from luz.model.money import Sum
from luz.model.scalars import Length, Span, TimeUnit
from luz.walk import nouns_within, references
from tests.leaks.change import Change
from tests.leaks.places import COMPANY, NOTES, OWNERS, TODAY, Place, Token, narrower, own_limit
from tests.leaks.rules import COUNTS, RULES

PUBLIC_HOLIDAYS = holidays.country_holidays("ES", subdiv="MD")
LONG_AGO = dt.date(1600, 1, 1)
LETTERS = "bcdfghjklmnpqrstvwxz"
OF_A_CLIENT = {"commitment", "contact", "project"}
"""Kinds of thing that stand in a client's folder."""
OF_THE_COMPANY = {"maintenance_tier", "supplier"}
"""Kinds of thing of the company's of which there is one list for all."""
OTHERWISE_CALLED = {"CatalogueService": "service", "ClientContact": "contact"}
"""Nouns to which references go by another name than their own."""


@dataclass
class Garden:
    """Plants; `table` says who sees which field, and decides nothing but which ids internal fields name.

    With a `change`, the values it chooses come out different; all others are the same again.
    """

    table: Mapping[str, Audience]
    change: Change | None = None
    tokens: list[Token] = field(default_factory=list)
    files: dict[str | None, list[str]] = field(default_factory=dict)
    counter: Iterator[int] = field(default_factory=itertools.count)
    spans: Iterator[int] = field(default_factory=itertools.count)
    days_ahead: Iterator[int] = field(default_factory=lambda: itertools.count(7))

    def record(self, model: type[BaseModel], place: Place) -> Any:
        """A record of a model with every field filled."""
        place = replace(place, limit=narrower(place.limit, own_limit(model, place)))
        values: dict[str, Any] = {}
        for name, declared in model.model_fields.items():
            at = place.at(f"{model.__name__}.{name}")
            annotation = declared.rebuild_annotation()
            rule = RULES.get(at.fields[-1])
            if rule is not None:
                grown = rule(self, at)
            elif name == "id" and kind_of(model) in KINDS:
                grown = f"{kind_of(model)}-{place.owner}" + f"-{place.position}" * bool(place.position)
            else:
                grown = self.value(annotation, at)
            values[name] = grown if self.change is None else self.change.of(grown, annotation, at)
        return model(**values)

    def value(self, annotation: Any, place: Place) -> Any:
        """A value of a type; a text is a new word."""
        origin, args = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self._annotated(annotation, place)
        if origin in (Union, type(int | str)):
            members = [member for member in args if member is not type(None)]
            return self.value(members[place.position % len(members)], place)
        if origin is tuple:
            return self._several(args[0], place)
        if origin is Literal:
            return args[0]
        if isinstance(annotation, type) and issubclass(annotation, Model):
            return self.record(annotation, place)
        return self._plain(annotation, place)

    def _several(self, item: Any, place: Place) -> tuple[Any, ...]:
        kinds = (
            [kind for kind in get_args(get_args(item)[0]) if kind] if get_origin(item) is Annotated else []
        )
        count = max(len(kinds), COUNTS.get(place.fields[-1], 2))
        return tuple(self.value(item, at) for at in place.items(count))

    def _plain(self, kind: Any, place: Place) -> Any:
        if kind is LocalText:
            return LocalText({language: self.word(place, language) for language in ("es", "en")})
        if isinstance(kind, type) and issubclass(kind, Enum):
            return next(iter(kind))
        made: dict[Any, Callable[[], Any]] = {
            str: lambda: self.word(place),
            bool: lambda: False,
            int: lambda: self.whole(place),
            Decimal: lambda: self.decimal(place, 5 + place.position),
            dt.date: lambda: self.day(place),
            Sum: lambda: Sum(Decimal(self.whole(place)), "EUR"),
            Length: lambda: Length(self.decimal(place, 4 + place.position), TimeUnit.HOURS),
            Span: lambda: self.span(place),
        }
        return made[kind]()

    def _annotated(self, annotation: Any, place: Place) -> Any:
        kind, *marks = get_args(annotation)
        refers = next((mark.to for mark in marks if isinstance(mark, Refers)), None)
        if refers is not None:
            return self.reference(refers, place)
        if any(getattr(mark, "le", None) is not None for mark in marks) and kind is int:
            return place.position + 1
        pattern = next((mark.pattern for mark in marks if getattr(mark, "pattern", None)), None)
        if pattern is None:
            return self.value(kind, place)
        return self._patterned(str(pattern), place)

    def _patterned(self, pattern: str, place: Place) -> str:
        if pattern == FILE_NAME_PATTERN:
            name = f"{self.word(place)}.txt"
            folder = place.owner if place.owner in OWNERS else None
            self.files.setdefault(folder, []).append(name)
            return name
        if pattern == MAIL_PATTERN:
            return f"{self.word(place)}@correo.example"
        if pattern == WEB_ADDRESS_PATTERN:
            return f"https://{self.word(place)}.example/"
        if pattern == PHONE_PATTERN:
            return self._noted(f"+34 900 {next(self.counter):06}", place)
        if pattern == LANGUAGE_PATTERN:
            return "es"
        if pattern == FINGERPRINT_PATTERN:
            return self._noted(f"feed{next(self.counter):060x}", place, to_be_read=False)
        return self.word(place, to_be_read=False)

    def logo(self, place: Place) -> str:
        """The name of a picture."""
        return self._patterned(FILE_NAME_PATTERN, place).replace(".txt", ".svg")

    def reference(self, kind: str, place: Place) -> str:
        """The id of something that exists: the owner's own, or for an internal field what only notes name."""
        if kind in OF_THE_COMPANY:
            return f"{kind}-{COMPANY}"
        hidden = any(self.table[name] is Audience.INTERNAL for name in place.fields)
        return f"{kind}-{NOTES if hidden and kind not in OF_A_CLIENT else place.owner}"

    def word(self, place: Place, language: str | None = None, to_be_read: bool = True) -> str:
        """A new word of consonants, which no page, script or index holds by chance."""
        digits, rest = "", next(self.counter)
        for _ in range(4):
            rest, digit = divmod(rest, len(LETTERS))
            digits = LETTERS[digit] + digits
        return self._noted(f"zq{digits}qz", place, language, to_be_read)

    def day(self, place: Place, first: dt.date = LONG_AGO) -> dt.date:
        """A day that is planted nowhere else, some time after `first`."""
        day = first + dt.timedelta(days=next(self.counter))
        self._noted(day.isoformat(), place)
        return day

    def near_day(self, place: Place) -> dt.date:
        """A day soon after today that is planted nowhere else and is no public holiday."""
        ahead = (TODAY + dt.timedelta(days=days) for days in self.days_ahead)
        day = next(day for day in ahead if day not in PUBLIC_HOLIDAYS)
        self._noted(day.isoformat(), place)
        return day

    def whole(self, place: Place) -> int:
        """A whole number that is planted nowhere else."""
        return int(self._noted(str(7_100_000 + next(self.counter)), place))

    def decimal(self, place: Place, whole: int) -> Decimal:
        """A number little above `whole`, with decimals that are planted nowhere else."""
        fraction = self._noted(f".9{next(self.counter):04}7", place)
        return Decimal(f"{whole}{fraction}")

    def span(self, place: Place, half: int | None = None) -> Span:
        """Some hours planted nowhere else, in the first or the second half of the day."""
        late, early = divmod(next(self.spans), 60)
        start = 480 + 480 * (place.position if half is None else half)
        span = Span(start + early, start + 240 + late)
        self._noted(str(span), place)
        return span

    def _noted(self, key: str, place: Place, language: str | None = None, to_be_read: bool = True) -> str:
        token = Token(key, place.fields, place.owner, place.limit, language, place.of_a_thing, to_be_read)
        self.tokens.append(token)
        return key


def kind_of(model: type[BaseModel]) -> str:
    """By what kind of reference a noun is named."""
    snake = re.sub("(?<=[a-z])(?=[A-Z])", "_", model.__name__).lower()
    return OTHERWISE_CALLED.get(model.__name__, snake)


def _kinds(noun: type[Model]) -> frozenset[str]:
    named = (references(inner).values() for inner in nouns_within(noun))
    return frozenset(kind for kinds in named for kind in kinds if kind)


KINDS = _kinds(Library)
"""Every kind of thing that something in the library refers to."""
