"""In what form each scalar of ours may stand in a YAML file, as regular expressions and for JSON Schemas.

An editor's parser has read `95` as a number and `99,5` as text before it looks into a schema, so each scalar
says which of its values are numbers or flags to YAML, and of which form its texts are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema

NUMBER = r"[+-]?(0|[1-9][0-9]{0,11})([.,][0-9]{1,6})?"
NOTHING = r"([+]?0([.,]0{1,6})?(?![0-9.,])|-)"
"""How an amount begins that is zero, or below."""
THOUSANDS = r"[+-]?[1-9][0-9]{0,2}([.,][0-9]{3})+"

_CLEAR = rf"(?!{THOUSANDS}(?![0-9.,]))"
"""Looks ahead: what follows cannot be read as thousands."""
_WHOLE = r"(0|[1-9][0-9]{0,11})([.,]0{1,6})?"
_AMOUNT = r"(0|[1-9][0-9]{0,11})([.,][0-9]{1,6})?"
_CLOCK = r"(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)"

CLEAR_NUMBER = _CLEAR + NUMBER
WHOLE_NUMBER = rf"{_CLEAR}[+-]?{_WHOLE}"
UP_TO_A_HUNDRED = rf"{_CLEAR}[+]?(100([.,]0{{1,6}})?|[1-9]?[0-9]([.,][0-9]{{1,6}})?)\s*%?"
YES_OR_NO = "[sS]([iI]\u0301?|[íÍ])|[nN][oO]|[yY][eE][sS]|[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]"
DATE = (
    "[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))"
)
OPENING = rf"{_CLOCK}\s*[-–]\s*{_CLOCK}"
MONEY = rf"{_CLEAR}{_AMOUNT}\s*([A-Za-z]{{3}}|[€$£])"


def duration(hours: Iterable[str], other_units: Iterable[str]) -> str:
    """The form of a length of time, by the words for hours, which take decimals, and for the other units."""
    in_hours = rf"{_AMOUNT}\s*({_in_any_case(hours)})"
    return rf"{_CLEAR}({in_hours}|{_WHOLE}\s*({_in_any_case(other_units)}))"


def calendar_time(units: Iterable[str]) -> str:
    """The form of a whole number of units of the calendar, by the words for them."""
    return rf"{_CLEAR}{_WHOLE}\s*({_in_any_case(units)})"


def _in_any_case(phrases: Iterable[str]) -> str:
    """Phrases in small or capital letters, one by one, as JSON Schema cannot say it of all at once."""
    letters = (f"[{char}{char.upper()}]" if char.isalpha() else char for char in "|".join(phrases))
    return "".join(letters).replace(" ", r"\s+")


_BOUNDS = {"ge": "minimum", "le": "maximum"}


@dataclass(frozen=True)
class Written:
    """Marks a scalar: the form of its texts, how its refusal is called, and what else YAML may read it as."""

    form: str
    refusal: str
    also: str | None = None

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        said = handler(core_schema)
        bounds = {_BOUNDS[name]: value for name, value in said.items() if name in _BOUNDS}
        # A bound holds for numbers only; of texts, the form can at least refuse what is below zero.
        no_sign = r"(?!\s*-)" if bounds.get("minimum", -1) >= 0 else ""
        return {
            "type": [self.also, "string"] if self.also else "string",
            "pattern": rf"^{no_sign}\s*({self.form})\s*$",
            "refusal": self.refusal,
            **bounds,
        }


@dataclass(frozen=True)
class AboveZero:
    """Marks a scalar of which none is refused."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        said = handler(core_schema)
        bound = {} if said["type"] == "string" else {"exclusiveMinimum": 0}
        return {**said, "pattern": rf"^(?!\s*{NOTHING}){said['pattern'].removeprefix('^')}", **bound}
