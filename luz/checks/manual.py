"""The company's manual: a complaint protocol that keeps its word, documents with a rule, changes told."""

from __future__ import annotations

from collections.abc import Iterator

from luz.checks.context import Context, Records
from luz.model.base import Model
from luz.model.complaint_protocol import ComplaintProtocol, ComplaintStage
from luz.model.document_control import DocumentControl, DocumentKind
from luz.model.party import Party
from luz.model.procedure import Procedure
from luz.model.project import Project
from luz.model.proposal import Proposal
from luz.model.questionnaire import Questionnaire
from luz.model.service_plan import ServicePlan
from luz.problems import Problem
from luz.reading import Source

_NEEDED = (
    ComplaintStage.ACKNOWLEDGEMENT,
    ComplaintStage.INVESTIGATION,
    ComplaintStage.DECISION,
    ComplaintStage.EFFECTIVENESS,
)
"""Without these a complaint is not answered, or its cause stays (S4.19 to S4.23)."""
_PROMISED = {
    ComplaintStage.ACKNOWLEDGEMENT: "acknowledged_within",
    ComplaintStage.DECISION: "answered_within",
}
"""What the company promises everybody about a stage, in `company.yml`."""
_CONTROLLED: dict[type[Model], DocumentKind] = {
    Procedure: DocumentKind.PROCEDURE,
    ServicePlan: DocumentKind.SERVICE_PLAN,
    ComplaintProtocol: DocumentKind.COMPLAINT_PROTOCOL,
    Questionnaire: DocumentKind.QUESTIONNAIRE,
}
"""What the register of controlled documents shows without being told."""


def protocol_steps(context: Records) -> Iterator[Problem]:
    """PROTOCOL_INCOMPLETE: a stage is missing without which a complaint has no answer or no effect."""
    for protocol, source in context.records(ComplaintProtocol):
        stages = {step.stage for step in protocol.steps}
        for stage in (stage for stage in _NEEDED if stage not in stages):
            message = "no step has the stage «{stage}»; add the step"
            yield source.problem(("steps",), "PROTOCOL_INCOMPLETE", message, stage=stage)


def protocol_times(context: Context) -> Iterator[Problem]:
    """PROTOCOL_TOO_SLOW: employees are given longer than what clients are promised."""
    complaints = context.library.company.complaints
    for protocol, source in context.records(ComplaintProtocol):
        for position, step in enumerate(protocol.steps):
            field = _PROMISED.get(step.stage)
            if field is None or step.within is None:
                continue
            promised = getattr(complaints, field)
            # In other units one would have to know the calendar: two weeks may be ten working days or nine.
            if step.within.unit is promised.unit and step.within.amount > promised.amount:
                message = (
                    "this takes longer than «{field}» of company.yml promises ({promised}); "
                    "change one of the two"
                )
                loc = ("steps", position, "within")
                params = {"field": field, "promised": promised}
                yield source.problem(loc, "PROTOCOL_TOO_SLOW", message, **params)


def guardians(context: Context) -> Iterator[Problem]:
    """NO_GUARDIAN: nobody holds the role of the guardian of the customer's experience (S2.3)."""
    people = context.library.company.people
    for protocol, source in context.records(ComplaintProtocol):
        known = context.index(None).find("role", protocol.guardian) is not None
        holders = [person for person in people if protocol.guardian in person.roles]
        if known and not holders:
            message = "nobody has the role «{role}»; give it to someone in company.yml"
            yield source.problem(("guardian",), "NO_GUARDIAN", message, role=protocol.guardian)
        days = [person.date_out for person in holders if person.date_out is not None]
        if days and len(days) == len(holders) and max(days) < context.today:
            message = "whoever had the role «{role}» left on {day}; give it to someone else in company.yml"
            params = {"role": protocol.guardian, "day": max(days)}
            yield source.warning(("guardian",), "NO_GUARDIAN", message, **params)


def keeping_rules(context: Records) -> Iterator[Problem]:
    """KEEPING_RULE_MISSING and KEEPING_RULE_TWICE: each kind of document is kept by one rule (S4.15)."""
    shown = tuple(dict.fromkeys(_shown_kinds(context)))
    for control, source in context.records(DocumentControl):
        kinds = [rule.kind for rule in control.rules]
        for position, kind in enumerate(kinds):
            if kind in kinds[:position]:
                message = "«{kind}» has a rule already; leave one"
                yield source.problem(("rules", position, "kind"), "KEEPING_RULE_TWICE", message, kind=kind)
        for position, document in enumerate(control.documents):
            if document.kind not in kinds:
                message = "no rule says how long a document of the kind «{kind}» is kept; add it to «rules»"
                loc = ("documents", position, "kind")
                yield source.problem(loc, "KEEPING_RULE_MISSING", message, kind=document.kind)
        for kind in (kind for kind in shown if kind not in kinds):
            message = (
                "there are documents of the kind «{kind}» and no rule says how long they are kept; "
                "add it to «rules»"
            )
            yield source.problem(("rules",), "KEEPING_RULE_MISSING", message, kind=kind)


def _shown_kinds(context: Records) -> Iterator[DocumentKind]:
    for entry in context.reading.entries:
        record = entry.record
        if type(record) in _CONTROLLED:
            yield _CONTROLLED[type(record)]
        elif isinstance(record, Project | Proposal):
            for document in record.documents:
                theirs = document.supplied_by is Party.CLIENT
                yield DocumentKind.CLIENT_DOCUMENT if theirs else DocumentKind.PROJECT_DOCUMENT


def versions_told(context: Records) -> Iterator[Problem]:
    """CHANGE_NOT_TOLD: a history does not end with the version it belongs to, so nobody was told."""
    histories: list[tuple[Procedure | ComplaintProtocol, Source]] = [
        *context.records(Procedure),
        *context.records(ComplaintProtocol),
    ]
    for told, source in histories:
        last_day = max((change.on for change in told.changes), default=None)
        latest = [change.version for change in told.changes if change.on == last_day]
        # Two versions of one day may be written in either order.
        if latest and told.version not in latest:
            message = "the last change told is that of version «{told}»; tell what «{version}» changed"
            params = {"told": latest[-1], "version": told.version}
            yield source.problem(("changes",), "CHANGE_NOT_TOLD", message, **params)
