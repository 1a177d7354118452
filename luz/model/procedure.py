"""A management procedure as ordered steps: who does what, within what time, by which channel (S0.9)."""

from __future__ import annotations

from typing import Annotated, Literal

from luz.audience import Audience
from luz.model.base import Id, LocalText, Model, RoleId, Some, Text
from luz.model.contact import ChannelKind
from luz.model.party import Party
from luz.model.review import Review
from luz.model.scalars import Date, Duration


class Step(Model, audience=Audience.CLIENT):
    """One step: our role that takes it, or the client; what is done, within what time, by which channel."""

    by: Party = Party.PROVIDER
    role: RoleId | None = None
    what: LocalText
    within: Duration | None = None
    channel: ChannelKind | None = None
    result: LocalText | None = None
    internal_note: Annotated[LocalText | None, Audience.INTERNAL] = None


class ProcedureChange(Model, audience=Audience.CLIENT):
    """What a version of a procedure or of the complaint protocol changed and since when (S4.17)."""

    version: Text
    on: Date
    what: LocalText
    internal_reason: Annotated[Text | None, Audience.INTERNAL] = None


class Procedure(Model, audience=Audience.CLIENT):
    """A procedure clients or employees follow. One that states no audience is for employees only."""

    id: Id
    name: LocalText
    audience: Annotated[Literal[Audience.CLIENT, Audience.INTERNAL], Audience.INTERNAL] = Audience.INTERNAL
    purpose: LocalText
    starts_when: LocalText
    steps: Some[Step]
    outcome: LocalText
    version: Text
    review: Review
    changes: tuple[ProcedureChange, ...] = ()

    def own_audience(self) -> Audience:
        return self.audience
