"""Published checklists a plan is held against, and what an editor says of an item that is not its concern."""

from __future__ import annotations

from enum import StrEnum

from luz.audience import Audience
from luz.model.base import Id, Model, Text


class Profile(StrEnum):
    """The checklists Luz knows; what each asks, and where that is published, stands in `luz.profiles`."""

    UNE_93200 = "une93200"
    ISO_20000 = "iso20000"
    LEY_10_2025 = "ley10_2025"


class NotConcerned(Model, audience=Audience.INTERNAL):
    """Says that an item of a checklist does not concern a plan, or any plan of the company, and why."""

    profile: Profile
    item: Id
    reason: Text
