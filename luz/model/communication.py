"""What we tell a client, when, by what means and in what form: before, during and after a service (S4.12)."""

from __future__ import annotations

from enum import StrEnum

from luz.audience import Audience
from luz.model.base import Model, PersonId, Text
from luz.model.contact import ChannelKind


class Moment(StrEnum):
    """When something is told, seen from the service."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Communication(Model, audience=Audience.CLIENT):
    """One thing we tell: its content, the technique, the medium, its form, who tells it and how often."""

    moment: Moment
    content: Text
    technique: Text
    channel: ChannelKind
    form: Text
    when: Text
    by: PersonId
