"""A library grown a second time with some of its values different: what an edition may not see, for instance.

If the edition's bytes are the same again, not one of those values has any part in it, not even by a choice
made, a number counted or a list sorted.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import singledispatch
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from luz.model.base import LocalText, Model, Some
from luz.model.money import Sum
from luz.model.scalars import Length, Span
from tests.leaks.places import Place, narrower, own_limit

Chosen = Callable[[Place, str | None], bool]
"""Whether the value at a place is to be different; of a text per language, the one in that language."""

_WORD = re.compile(r"zq([a-z]{4})qz")
_SWAPPED = {
    "es": "en",
    "en": "es",
    "Europe/Madrid": "Atlantic/Canary",
    "ES": "ES",
    "MD": "CT",
    "#1b4d3e": "#4d1b3e",
    "#8a4b08": "#084b8a",
}
"""Texts that are not free, with another that is allowed in the same place, if there is one."""
_FIVE_CENTURIES = 500 * 366
_LENGTH_OF_A_FINGERPRINT = 64
_NEVER_EMPTY = get_args(Some)[1]


@dataclass(frozen=True)
class Change:
    """Which values differ. `absent` leaves out the optional and the listed ones instead of replacing them."""

    chosen: Chosen
    absent: bool = False

    def of(self, value: Any, annotation: Any, place: Place) -> Any:
        """The value as it stands in the changed library."""
        if not self.absent:
            return self._replaced(value, annotation, place)
        if isinstance(value, tuple):
            within = zip(value, place.items(len(value)), strict=True)
            kept = tuple(item for item, at in within if not self._leaves_out(item, at))
            return value if not kept and _NEVER_EMPTY in get_args(annotation) else kept
        return None if self.chosen(place, None) and NoneType in get_args(annotation) else value

    def _leaves_out(self, item: Any, at: Place) -> bool:
        limit = narrower(at.limit, own_limit(type(item), at))
        return self.chosen(replace(at, limit=limit), None)

    def _replaced(self, value: Any, annotation: Any, place: Place) -> Any:
        if isinstance(value, LocalText):
            texts = value.root.items()
            return LocalText(
                {code: another_word(text) if self.chosen(place, code) else text for code, text in texts}
            )
        if isinstance(value, tuple):
            return tuple(self._replaced(item, annotation, place) for item in value)
        if isinstance(value, dict):
            return {key: self._replaced(item, annotation, place) for key, item in value.items()}
        if value is None or isinstance(value, Model) or not self.chosen(place, None):
            return value
        return _another_choice(value, annotation) or _another(value)


def another_word(text: str) -> str:
    """A text with each planted word replaced by one that is planted nowhere."""
    return _WORD.sub(r"zw\1wz", text)


def _another_choice(value: Any, annotation: Any) -> Any:
    """The next of the values among which a field chooses; None where it chooses among none."""
    allowed = choices(annotation)
    return allowed[(allowed.index(value) + 1) % len(allowed)] if value in allowed else None


def choices(annotation: Any) -> list[Any]:
    """The values among which a field may choose; none where it is free."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return list(annotation)
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [choice for part in get_args(annotation) for choice in choices(part)]


@singledispatch
def _another(value: Any) -> Any:
    raise TypeError(f"no other value than {value!r} is known")


@_another.register
def _(value: str) -> str:
    if _WORD.search(value):
        return another_word(value)
    if value.startswith("+"):
        return value.replace(" 900 ", " 901 ")
    if len(value) == _LENGTH_OF_A_FINGERPRINT:
        return value[::-1]
    return _SWAPPED.get(value) or f"{value}x"


@_another.register
def _(value: bool) -> bool:
    return not value


@_another.register
def _(value: int) -> int:
    return value + 1


@_another.register
def _(value: Decimal) -> Decimal:
    return value - 1 if value > 99 else value + 1


@_another.register
def _(value: dt.date) -> dt.date:
    return value + dt.timedelta(days=_FIVE_CENTURIES)


@_another.register
def _(value: Length) -> Length:
    return replace(value, amount=value.amount + 1)


@_another.register
def _(value: Sum) -> Sum:
    return replace(value, amount=value.amount + 1)


@_another.register
def _(value: Span) -> Span:
    return Span(value.start + 1, value.end + 1)
