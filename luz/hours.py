"""Opening hours: what a calendar says of a day, of a week, and of the closures ahead (S1.10).

Read by the pages and by the rules of the plan; works on models and on projected records alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

import holidays

from luz.model.calendar import Weekday
from luz.model.scalars import Span

_WEEK = tuple(Weekday)
_A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Weekdays:
    """A stretch of days of the week with the same openings; days are counted from 0, Monday."""

    first: int
    last: int
    openings: tuple[Span, ...]


@dataclass(frozen=True)
class ClosureAhead:
    """Days, the last included, on which we are closed or, where there are openings, open for fewer hours."""

    starts: dt.date
    until: dt.date
    reason: str
    openings: tuple[Span, ...] = ()


def week(calendar: Any) -> tuple[Weekdays, ...]:
    """The usual week, neighbouring days with the same openings taken together."""
    groups = groupby(range(len(_WEEK)), key=lambda number: _openings_of(calendar, number))
    stretches = ((openings, list(numbers)) for openings, numbers in groups)
    return tuple(Weekdays(numbers[0], numbers[-1], openings) for openings, numbers in stretches)


def closures_ahead(calendar: Any, day: dt.date, days: int, language: str = "es") -> tuple[ClosureAhead, ...]:
    """What closes or shortens a day we are usually open, from `day` on for so many days, in order.

    Public holidays are named in the language where the list of holidays speaks it; one that falls within a
    closure of our own is not told twice.
    """
    last = day + _A_DAY * (days - 1)
    own = announced(calendar, language)
    ahead = [closure for closure in own if closure.starts <= last and closure.until >= day]
    closed = [closure for closure in ahead if not closure.openings]
    public = (
        ClosureAhead(one, one, name)
        for one in _days(day, last)
        if _usual(calendar, one)
        and (name := _public_holiday(calendar, one, language))
        and not any(closure.starts <= one <= closure.until for closure in closed)
    )
    return tuple(sorted((*ahead, *public), key=lambda closure: (closure.starts, closure.until)))


def announced(calendar: Any, language: str = "es") -> tuple[ClosureAhead, ...]:
    """Every closure of our own, past ones too, as the calendar lists them."""
    return tuple(_own(closure, language) for closure in calendar.closures)


def _own(closure: Any, language: str) -> ClosureAhead:
    reason = closure.reason if isinstance(closure.reason, str) else closure.reason.in_language(language)
    return ClosureAhead(closure.starts, closure.until or closure.starts, reason, tuple(closure.openings))


def _usual(calendar: Any, day: dt.date) -> tuple[Span, ...]:
    return _openings_of(calendar, day.weekday())


def _openings_of(calendar: Any, number: int) -> tuple[Span, ...]:
    return tuple(calendar.week.get(_WEEK[number], ()))


def _public_holiday(calendar: Any, day: dt.date, language: str) -> str | None:
    rules = calendar.public_holidays
    return None if rules is None else _holidays_of(rules.country, rules.region, day.year, language).get(day)


@lru_cache
def _holidays_of(country: str, region: str | None, year: int, language: str) -> dict[dt.date, str]:
    spoken = holidays.country_holidays(country, subdiv=region).supported_languages
    fitting = next((name for name in spoken if name.partition("_")[0] == language), None)
    return dict(holidays.country_holidays(country, subdiv=region, years=year, language=fitting))


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    while first <= last:
        yield first
        first += _A_DAY
