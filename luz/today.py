"""The plans as of today: the day it is where the company works, which only its own plans can tell."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from luz.model.library import Library
from luz.plans import Plans, load


def load_today(folder: Path) -> tuple[dt.date, Plans]:
    """Read the plans as of the company's present day; UTC's where they do not say where that is."""
    now = dt.datetime.now(dt.UTC)
    plans = load(folder, now.date())
    if plans.library is None:
        return now.date(), plans
    here = now.astimezone(zone_of(plans.library)).date()
    return here, plans if here == now.date() else load(folder, here)


def zone_of(library: Library) -> ZoneInfo:
    """The time zone in which the company works: that of its own calendar."""
    calendar = next(one for one in library.calendars if one.id == library.company.calendar)
    return ZoneInfo(calendar.time_zone)
