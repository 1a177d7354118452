"""Proposals accepted and rejected; the rejected ones keep the reason the client gave (S3.22)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from luz.audience import Audience
from luz.model.base import Id, Model, PersonId, ProjectId, Text
from luz.model.document import Document
from luz.model.scalars import Date, Flag


class ProposalKind(StrEnum):
    """What was proposed."""

    PROJECT = "project"
    FEATURE = "feature"
    EXTENSION = "extension"
    MODIFICATION = "modification"


class ProposalStatus(StrEnum):
    """What became of it."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class RejectionReason(StrEnum):
    """The kind of reason a client gave, so that reasons can be counted across clients."""

    BUDGET = "budget"
    TIMING = "timing"
    PRIORITY = "priority"
    NOT_NEEDED = "not_needed"
    OTHER_SUPPLIER = "other_supplier"
    DONE_IN_HOUSE = "done_in_house"
    RISK = "risk"
    LEGAL = "legal"


class Revisit(Model, audience=Audience.CLIENT):
    """When a rejected proposal is worth raising again: a day, a circumstance, or both."""

    on: Date | None = None
    circumstance: Text | None = None


class Proposal(Model, audience=Audience.CLIENT):
    """Something we proposed to a client, by whom and when it was decided, and why.

    One with `draft: sí` is for employees alone.
    """

    id: Id
    title: Text
    kind: ProposalKind
    summary: Text
    proposed_on: Date
    proposed_by: PersonId
    status: ProposalStatus
    decided_on: Date | None = None
    decided_by: Text | None = None
    reason_code: RejectionReason | None = None
    reason: Text | None = None
    revisit: Revisit | None = None
    project: ProjectId | None = None
    documents: tuple[Document, ...] = ()
    draft: Annotated[Flag, Audience.INTERNAL] = False
    internal_note: Annotated[Text | None, Audience.INTERNAL] = None

    def own_audience(self) -> Audience:
        return Audience.INTERNAL if self.draft else Audience.PUBLIC
