"""How long something is kept, counted on the calendar: from a date to the same date, as contracts count.

A period of months or years ends on the day of the month on which it began, and where that month has none,
on its last day (Spanish Civil Code, article 5.1).
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from luz.model.scalars import Length, TimeUnit

_A_DAY = dt.timedelta(days=1)
_MONTHS = {TimeUnit.MONTHS: 1, TimeUnit.YEARS: 12}
_DAYS = {TimeUnit.DAYS: 1, TimeUnit.WEEKS: 7}


def end(day: dt.date, length: Length) -> dt.date:
    """The first day on which what was received on `day` is no longer kept.

    Raises OverflowError or ValueError beyond the year 9999, KeyError where the unit is none of a calendar.
    """
    number = int(length.amount)
    if length.unit in _MONTHS:
        return _months_later(day, number * _MONTHS[length.unit])
    return day + number * _DAYS[length.unit] * _A_DAY


def last_day_over(today: dt.date, length: Length) -> dt.date:
    """The last day of which nothing is kept any more: all that came until then is past its time.

    The first day there is, where so long ago there was no calendar. Raises KeyError as `end`.
    """
    back = Length(-length.amount, length.unit)
    try:
        day = end(today, back)
    except (ValueError, OverflowError):
        return dt.date.min
    # The last days of a long month end together, in a short one.
    while end(day + _A_DAY, length) <= today:
        day += _A_DAY
    return day


def _months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
