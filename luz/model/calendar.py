"""When the company is open: openings a week, public holidays, own closures, all in one time zone."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Annotated
from zoneinfo import available_timezones

import holidays
from pydantic import AfterValidator, model_validator
from pydantic_core import PydanticCustomError

from luz.audience import Audience
from luz.model.base import Id, LocalText, Model, Text
from luz.model.scalars import Date, Opening, Span


class Weekday(StrEnum):
    """The days of the week, as keys of a calendar's week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


_zones = cache(available_timezones)  # reading them anew takes longer than reading all else in a file


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise PydanticCustomError("unknown_time_zone", "no time zone is called «{value}»", {"value": name})
    return name


def _apart(openings: tuple[Span, ...]) -> tuple[Span, ...]:
    for earlier, later in pairwise(openings):
        if later.start < earlier.end:
            raise PydanticCustomError(
                "openings_overlap",
                "{first} and {second} overlap or are out of order",
                {"first": str(earlier), "second": str(later)},
            )
    return openings


Openings = Annotated[tuple[Opening, ...], AfterValidator(_apart)]
"""The stretches of one day in which we are open, in order."""

TimeZone = Annotated[Text, AfterValidator(_known_zone)]
"""A place of the IANA time zone list: `Europe/Madrid`."""


class PublicHolidays(Model, audience=Audience.PUBLIC):
    """Whose public holidays close the office: a country and, where days differ, one of its regions."""

    country: Text
    region: Text | None = None

    @model_validator(mode="after")
    def _known(self) -> PublicHolidays:
        try:  # by its name alone: the list of all of them imports every country there is
            country = holidays.country_holidays(self.country)
        except NotImplementedError:
            raise PydanticCustomError(
                "unknown_country", "no country is called «{value}»", {"value": self.country}
            ) from None
        if self.region is not None and self.region not in country.subdivisions:
            raise PydanticCustomError(
                "unknown_region", "no region is called «{value}»", {"value": self.region}
            )
        return self


class Closure(Model, audience=Audience.PUBLIC):
    """Days on which we are closed, or open for fewer hours, and why (S1.10); `until` is the last such day."""

    starts: Date
    until: Date | None = None
    reason: LocalText
    openings: Openings = ()


class Calendar(Model, audience=Audience.PUBLIC):
    """Opening hours to which commitments and escalation refer by id."""

    id: Id
    name: LocalText
    time_zone: TimeZone
    week: dict[Weekday, Openings]
    public_holidays: PublicHolidays | None = None
    closures: tuple[Closure, ...] = ()
