"""The ladder a client climbs when the service number does not solve the matter, up to the director."""

from __future__ import annotations

from luz.audience import Audience
from luz.model.base import CalendarId, Model, PersonId, Text
from luz.model.contact import ChannelKind
from luz.model.review import Review
from luz.model.scalars import Duration, Flag


class Assignment(Model, audience=Audience.CLIENT):
    """A person who answers for a matter or a level; where there are several, exactly one is accountable."""

    person: PersonId
    accountable: Flag = False


class EscalationLevel(Model, audience=Audience.CLIENT):
    """One rung: after how long without a solution one may climb to it, whom to call, and who stands in."""

    name: Text
    after: Duration
    channel: ChannelKind
    contacts: tuple[Assignment, ...]
    deputy: PersonId | None = None
    bring: Text | None = None


class Escalation(Model, audience=Audience.CLIENT):
    """The whole ladder, from first contact to the managing director (S0.12, S0.13)."""

    review: Review | None = None
    calendar: CalendarId
    introduction: Text | None = None
    levels: tuple[EscalationLevel, ...]
