"""The plans as of today: the day it is where the company works, which only its own plans can tell."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from luz.library import read
from luz.model.library import Library
from luz.plans import Plans, judged


def load_today(folder: Path) -> tuple[dt.date, Plans]:
    """Read the plans as of the company's present day; UTC's where they do not say where that is."""
    reading = read(folder)
    day = dt.datetime.now(zone_of(reading.library())).date()
    return day, judged(reading, day)


def zone_of(library: Library | None) -> dt.tzinfo:
    """The time zone in which the company works: that of its own calendar."""
    calendars = () if library is None else library.calendars
    zones = [ZoneInfo(one.time_zone) for one in calendars if library and one.id == library.company.calendar]
    return zones[0] if zones else dt.UTC
