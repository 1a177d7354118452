"""Document control: every document customer service leans on, its owner, version, review and keeping.

Procedures, plans, questionnaires and the documents of projects are controlled where they stand; this register
says how long each kind is kept and adds those that stand nowhere else, clients' included (S4.15, S4.16).
"""

from __future__ import annotations

from enum import StrEnum

from luz.audience import Audience
from luz.model.base import Id, Model, Text
from luz.model.review import Review
from luz.model.scalars import PromisedTime


class DocumentKind(StrEnum):
    """What a controlled document is; each kind is kept for its own time."""

    POLICY = "policy"
    PROCEDURE = "procedure"
    SERVICE_PLAN = "service_plan"
    COMPLAINT_PROTOCOL = "complaint_protocol"
    QUESTIONNAIRE = "questionnaire"
    PROJECT_DOCUMENT = "project_document"
    CLIENT_DOCUMENT = "client_document"
    STUDY = "study"
    TEMPLATE = "template"
    RECORD = "record"


class KeepingRule(Model, audience=Audience.INTERNAL):
    """How long documents of a kind are kept, from when on, why, and what becomes of them."""

    kind: DocumentKind
    keep: PromisedTime
    counted_from: Text
    reason: Text
    then: Text


class ControlledDocument(Model, audience=Audience.INTERNAL):
    """A document that has no page of its own here: where it is kept, in what version, who reviews it."""

    id: Id
    title: Text
    kind: DocumentKind
    version: Text
    kept_at: Text
    supplied_by: Text | None = None
    review: Review


class DocumentControl(Model, audience=Audience.INTERNAL):
    """`document_control.yml`."""

    rules: tuple[KeepingRule, ...] = ()
    documents: tuple[ControlledDocument, ...] = ()
