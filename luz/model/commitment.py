"""A commitment: one record from which its sentence, its table, and the worked example of a breach all derive.

What is measured is compared with a value, over a period; where it is a waiting time, `within` says how long
and `calendar` which hours count. The terms follow OpenSLO (indicator, target) and ISO/IEC 20000-1, 8.3.3.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from luz.audience import Audience
from luz.model.base import CalendarId, Id, IncidentClassId, Model, PersonId, Text
from luz.model.contact import ChannelKind
from luz.model.scalars import NotNegative, Percentage, Positive, PromisedTime


class Comparator(StrEnum):
    """How the measured figure must stand to the promised value."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Unit(StrEnum):
    """What the promised value counts."""

    PERCENT = "percent"
    TIMES = "times"
    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    POINTS = "points"


class Period(StrEnum):
    """The stretch of time over which a commitment is measured."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class WorkloadLimit(Model, audience=Audience.CLIENT):
    """How much work a target holds for, and what happens beyond it (ISO/IEC 20000-1, 8.3.3)."""

    what: Text
    at_most: Positive
    per: Period
    beyond: Text


class Band(Model, audience=Audience.CLIENT):
    """Results of `above` or more and below `below` cost this share of the fee; without `below`, no upper end.

    For a commitment of `at_most`, read «more than `above`, up to `below`».
    """

    above: NotNegative
    below: NotNegative | None = None
    credit: Percentage


class ServiceCredit(Model, audience=Audience.CLIENT):
    """Missing the commitment lowers the fee: by bands of the measured result, up to a cap."""

    kind: Literal["service_credit"]
    over: Text
    bands: tuple[Band, ...]
    cap: Percentage


class Remedy(Model, audience=Audience.CLIENT):
    """Missing the commitment has a consequence in words, of a worth both sides have agreed."""

    kind: Literal["remedy"]
    text: Text


BreachImpact = Annotated[ServiceCredit | Remedy, Field(discriminator="kind")]


class Commitment(Model, audience=Audience.CLIENT):
    """A promise that can be measured (S0.10), and what missing it entails (S0.11).

    `indicator` says what is measured, as a noun phrase that can open a sentence: «averías urgentes atendidas
    por una persona». `value` and `unit` are the target; with `within`, that is the share of cases in time.
    `channel` is set where the promise is about one alone, such as how soon the phone is answered.
    """

    id: Id
    name: Text
    indicator: Text
    comparator: Comparator
    value: NotNegative
    unit: Unit
    within: PromisedTime | None = None
    calendar: CalendarId | None = None
    period: Period
    incident_class: IncidentClassId | None = None
    channel: ChannelKind | None = None
    workload_limits: tuple[WorkloadLimit, ...] = ()
    exceptions: tuple[Text, ...] = ()
    measured_by: Text
    breach_impact: BreachImpact | None = None
    owner: PersonId | None = None
    internal_target: Annotated[Text | None, Audience.INTERNAL] = None
