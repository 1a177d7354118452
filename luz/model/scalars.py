"""Numbers, flags, dates, hours and durations as a Spanish editor writes them; the ambiguous is refused.

Values arrive from the reader as text. Each type says in its error what to write instead.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer
from pydantic_core import PydanticCustomError

from luz.model import written
from luz.model.written import AboveZero, Written

_NUMBER = re.compile(written.NUMBER)
_THOUSANDS = re.compile(written.THOUSANDS)
_TRUE = frozenset({"sí", "si", "true", "yes"})
_FALSE = frozenset({"no", "false"})
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_MINUTES_IN_A_DAY = 24 * 60


def number(value: Any) -> Any:
    """The decimal number a text says; what is no text stays as it is. Raises PydanticCustomError."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if _THOUSANDS.fullmatch(text):
        raise PydanticCustomError(
            "ambiguous_number",
            "«{value}» may be thousands or decimals",
            {"value": text, "plain": re.sub("[.,]", "", text)},
        )
    if _NUMBER.fullmatch(text.removesuffix("%").rstrip()) and text.endswith("%"):
        raise PydanticCustomError(
            "number_with_percent_sign",
            "«{value}» has a sign",
            {"value": text, "plain": text.removesuffix("%").rstrip()},
        )
    if not _NUMBER.fullmatch(text):
        raise PydanticCustomError("not_a_number", "«{value}» is not a number", {"value": text})
    return Decimal(text.replace(",", "."))


def _percentage(value: Any) -> Any:
    signed = isinstance(value, str) and value.count("%") == 1
    return number(value.strip().removesuffix("%").rstrip() if signed else value)


def _whole_number(value: Any) -> Any:
    amount = number(value)
    if isinstance(amount, Decimal):
        if amount != amount.to_integral_value():
            raise PydanticCustomError(
                "not_a_whole_number", "«{value}» is not a whole number", {"value": value}
            )
        return int(amount)
    return amount


def _flag(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    word = value.strip().lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise PydanticCustomError("not_a_flag", "«{value}» is neither yes nor no", {"value": value})


def _date(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    if not _DATE.fullmatch(text):
        raise PydanticCustomError(
            "not_a_date", "«{value}» is not a date written year-month-day", {"value": text}
        )
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("no_such_day", "the calendar has no day {value}", {"value": text}) from None


Number = Annotated[
    Decimal, BeforeValidator(number), Written(written.CLEAR_NUMBER, "not_a_number", also="number")
]
"""A decimal number, with point or comma. `1.000` is refused: thousands to one reader, one to another."""

Percentage = Annotated[
    Decimal,
    BeforeValidator(_percentage),
    Written(written.UP_TO_A_HUNDRED, "not_a_number", also="number"),
    Field(ge=0, le=100),
]
"""A share from 0 to 100, with or without its sign: `95`, `95 %`, `99,5%`."""

NotNegative = Annotated[Number, Field(ge=0)]
"""A figure that can be measured, counted or promised: nothing here is below zero."""


def above_zero(value: Any) -> Any:
    """Refuse a number or an amount of something of which there is none. Raises PydanticCustomError."""
    amount = value if isinstance(value, Decimal) else value.amount
    if amount <= 0:
        raise PydanticCustomError("not_above_zero", "this is nothing at all")
    return value


Positive = Annotated[Number, AfterValidator(above_zero), AboveZero()]
"""A figure of which none would make no sense: an amount of work, for example."""

WholeNumber = Annotated[
    int, BeforeValidator(_whole_number), Written(written.WHOLE_NUMBER, "not_a_whole_number", also="integer")
]
"""A whole number, written without separators."""

Flag = Annotated[bool, BeforeValidator(_flag), Written(written.YES_OR_NO, "not_a_flag", also="boolean")]
"""`sí` or `no`, `yes` or `no`, `true` or `false`; never `on`, `off`, `y` or `1`."""

Date = Annotated[dt.date, BeforeValidator(_date), Written(written.DATE, "not_a_date")]
"""A day, written `2026-12-08`; it means that day in the time zone of the calendar it is used with."""


class TimeUnit(StrEnum):
    """The units a waiting time may be promised in; working days are counted on a calendar."""

    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


_UNIT_WORDS = {
    TimeUnit.MINUTES: "min minuto minutos minute minutes",
    TimeUnit.HOURS: "h hora horas hour hours",
    TimeUnit.DAYS: "d día días dia dias day days",
    TimeUnit.WEEKS: "semana semanas week weeks",
    TimeUnit.MONTHS: "mes meses month months",
    TimeUnit.YEARS: "año años year years",
}
_WORKING_DAY_PHRASES = (
    str(TimeUnit.WORKING_DAYS),
    "día laborable", "días laborables", "dia laborable", "dias laborables",
    "día hábil", "días hábiles", "dia habil", "dias habiles",
    "working day", "working days",
)  # fmt: skip
_UNIT_OF_WORD = {
    **{word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()},
    **dict.fromkeys(_WORKING_DAY_PHRASES, TimeUnit.WORKING_DAYS),
}
_DURATION = re.compile(r"(?P<amount>[0-9][0-9.,]*)\s*(?P<unit>[^\W\d][\w ]*)")


@dataclass(frozen=True)
class Length:
    """A length of time as it was promised: an amount and its unit, never converted."""

    amount: Decimal
    unit: TimeUnit

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"


def one_text(value: Any) -> str:
    """Refuse a list or a group of fields, of which pydantic would make what it could."""
    if not isinstance(value, str):
        raise PydanticCustomError("text_expected", "a text is expected here")
    return value


def _length(value: Any) -> Any:
    if isinstance(value, Length):
        return value
    value = one_text(value)
    parts = _DURATION.fullmatch(value.strip())
    unit = _UNIT_OF_WORD.get(" ".join(parts["unit"].lower().split())) if parts else None
    if parts is None or unit is None:
        raise PydanticCustomError(
            "not_a_duration", "«{value}» is not a length of time", {"value": value.strip()}
        )
    amount = number(parts["amount"])
    if amount != amount.to_integral_value() and unit is not TimeUnit.HOURS:
        raise PydanticCustomError(
            "duration_not_whole", "«{value}» is not a whole number of its unit", {"value": value.strip()}
        )
    return Length(amount, unit)


_HOUR_WORDS = [word for word, unit in _UNIT_OF_WORD.items() if unit is TimeUnit.HOURS]
_OTHER_WORDS = [word for word, unit in _UNIT_OF_WORD.items() if unit is not TimeUnit.HOURS]

Duration = Annotated[
    Length,
    BeforeValidator(_length),
    PlainSerializer(str),
    Written(written.duration(_HOUR_WORDS, _OTHER_WORDS), "not_a_duration"),
]
"""A length of time with its unit: `30 min`, `4 h`, `1,5 h`, `2 días laborables`, `3 meses`."""

PromisedTime = Annotated[Duration, AfterValidator(above_zero), AboveZero()]
"""The same where something is done within it, or kept for it: more than none at all."""


def _on_the_calendar(length: Length) -> Length:
    if length.unit not in _CALENDAR_UNITS:
        raise PydanticCustomError("not_kept_by_the_calendar", "what is kept is counted in days or longer")
    return length


_CALENDAR_UNITS = (TimeUnit.DAYS, TimeUnit.WEEKS, TimeUnit.MONTHS, TimeUnit.YEARS)
_CALENDAR_WORDS = [word for word, unit in _UNIT_OF_WORD.items() if unit in _CALENDAR_UNITS]

KeptTime = Annotated[
    Length,
    BeforeValidator(_length),
    AfterValidator(above_zero),
    AfterValidator(_on_the_calendar),
    PlainSerializer(str),
    Written(written.calendar_time(_CALENDAR_WORDS), "not_kept_by_the_calendar"),
    AboveZero(),
]
"""How long something is kept of which only the day is known: `30 días`, `24 meses`, `2 años`."""


@dataclass(frozen=True)
class Span:
    """Some hours of a day: minutes after midnight, the end not included; midnight at the end is 24:00."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{clock(self.start)}-{clock(self.end)}"


def clock(minutes: int) -> str:
    """Minutes after midnight as a clock shows them: 540 → `9:00`."""
    return f"{minutes // 60}:{minutes % 60:02}"


def _minutes(text: str) -> int:
    parts = _TIME.fullmatch(text.strip())
    minutes = int(parts[1]) * 60 + int(parts[2]) if parts and int(parts[2]) < 60 else None
    if minutes is None or minutes > _MINUTES_IN_A_DAY:
        raise PydanticCustomError("not_a_time", "«{value}» is not a time of day", {"value": text.strip()})
    return minutes


def _span(value: Any) -> Any:
    if isinstance(value, Span):
        return value
    value = one_text(value)
    start, dash, end = value.replace("–", "-").partition("-")
    if not dash:
        raise PydanticCustomError(
            "not_opening_hours", "«{value}» has no start and end", {"value": value.strip()}
        )
    span = Span(_minutes(start), _minutes(end))
    if span.start >= span.end:
        raise PydanticCustomError(
            "opening_ends_before_it_starts", "«{value}» ends before it starts", {"value": value}
        )
    return span


Opening = Annotated[
    Span, BeforeValidator(_span), PlainSerializer(str), Written(written.OPENING, "not_opening_hours")
]
"""Opening hours of one stretch: `9:00-14:00`, `16:00-24:00`."""
