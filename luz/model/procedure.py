"""A management procedure as ordered steps: who does what, within what time, by which channel (S0.9)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from luz.audience import Audience
from luz.model.base import Id, LocalText, Model, RoleId, Some
from luz.model.contact import ChannelKind
from luz.model.review import Review
from luz.model.scalars import Duration


class Doer(StrEnum):
    """Which side of the contract takes a step."""

    PROVIDER = "provider"
    CLIENT = "client"


class Step(Model, audience=Audience.CLIENT):
    """One step: our role that takes it, or the client; what is done, within what time, by which channel."""

    by: Doer = Doer.PROVIDER
    role: RoleId | None = None
    what: LocalText
    within: Duration | None = None
    channel: ChannelKind | None = None
    result: LocalText | None = None
    internal_note: Annotated[LocalText | None, Audience.INTERNAL] = None


class Procedure(Model, audience=Audience.CLIENT):
    """A procedure clients or employees follow. One that states no audience is for employees only."""

    id: Id
    name: LocalText
    audience: Annotated[Literal[Audience.CLIENT, Audience.INTERNAL], Audience.INTERNAL] = Audience.INTERNAL
    purpose: LocalText
    starts_when: LocalText
    steps: Some[Step]
    outcome: LocalText
    version: str
    review: Review

    def own_audience(self) -> Audience:
        return self.audience
