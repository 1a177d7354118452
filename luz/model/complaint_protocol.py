"""The complaint protocol («guíaburros»): what to do, step by step, when a client complains (S2.3–S2.10).

Stages are those of ISO 10002:2018, 7.2 to 7.9, and the check that the cause is gone (S4.23). Employees read
all of it; clients read who the guardian is and what is promised to all alike.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from luz.audience import Audience
from luz.model.base import Id, LocalText, Model, PersonId, RoleId, Some, Text
from luz.model.money import Budget
from luz.model.procedure import ProcedureChange
from luz.model.review import Review
from luz.model.scalars import Flag, PromisedTime


class ComplaintStage(StrEnum):
    """How far the handling of a complaint has come."""

    RECEIPT = "receipt"
    TRACKING = "tracking"
    ACKNOWLEDGEMENT = "acknowledgement"
    ASSESSMENT = "assessment"
    INVESTIGATION = "investigation"
    RESPONSE = "response"
    DECISION = "decision"
    CLOSURE = "closure"
    EFFECTIVENESS = "effectiveness"


class CauseArea(StrEnum):
    """Where the cause of a complaint lies (S4.21)."""

    PRODUCT_OR_SERVICE = "product_or_service"
    PROCESS = "process"
    CUSTOMER_SERVICE = "customer_service"


class ProtocolStep(Model, audience=Audience.INTERNAL):
    """One step: the role that takes it, what it does and writes down; `within` counts from receipt."""

    stage: ComplaintStage
    role: RoleId
    what: Text
    within: PromisedTime | None = None
    record: Text
    example: Text | None = None


class ComplaintCause(Model, audience=Audience.INTERNAL):
    """A cause of complaints and the treatment that everybody receives for it (S2.6, S2.8, S4.20)."""

    id: Id
    name: Text
    area: CauseArea
    recognised_by: Text
    redress: Some[Text]
    removed_by: Text
    owner: PersonId


class GoodwillBudget(Model, audience=Audience.INTERNAL):
    """Money to be spent for a client after a stumble: equal for all, never handed over (S2.9, S2.10)."""

    amount: Budget
    per: Text
    roles: Some[RoleId]
    spent_on: Some[Text]
    never_for: Some[Text]
    record: Text


class Control(Model, audience=Audience.INTERNAL):
    """How we make sure that the protocol is followed and corrections work (S2.7, S4.23).

    `external` says that somebody from outside the company checks it.
    """

    what: Text
    how_often: Text
    by: RoleId
    evidence: Text
    external: Flag = False


class ComplaintProtocol(Model, audience=Audience.INTERNAL):
    """`complaint_protocol.yml`: written by the guardian of the customer's experience.

    `promises` are what any client may hold us to, whatever the complaint.
    """

    guardian: Annotated[RoleId, Audience.CLIENT]
    promises: Annotated[Some[LocalText], Audience.PUBLIC]
    version: Text
    review: Review
    principles: tuple[Text, ...] = ()
    steps: Some[ProtocolStep]
    causes: Some[ComplaintCause]
    goodwill: GoodwillBudget | None = None
    controls: tuple[Control, ...] = ()
    recognition: Text | None = None
    changes: tuple[ProcedureChange, ...] = ()
