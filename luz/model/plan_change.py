"""The history of a plan: what changed with each version, since when, and who agreed to it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from luz.audience import Audience
from luz.model.base import Model, Some, Text
from luz.model.party import Party
from luz.model.scalars import Date, WholeNumber


class Agreement(Model, audience=Audience.CLIENT):
    """Who agreed to a change, for which side; the name stays as it was, even when the person has left."""

    party: Party
    name: Text
    position: Text


class PlanChange(Model, audience=Audience.CLIENT):
    """What a version of the plan changed; `on` is the day since which it holds."""

    version: Annotated[WholeNumber, Field(ge=1)]
    on: Date
    what: Some[Text]
    agreed_by: Some[Agreement]
    internal_reason: Annotated[Text | None, Audience.INTERNAL] = None
