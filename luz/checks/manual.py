"""The company's manual: a complaint protocol that keeps its word, documents with a rule, changes told."""

from __future__ import annotations

from collections.abc import Iterator

from luz.checks.context import Context, Records
from luz.model.complaint_protocol import ComplaintProtocol, ComplaintStage
from luz.model.document_control import DocumentControl
from luz.model.procedure import Procedure
from luz.problems import Problem

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
        if known and not any(protocol.guardian in person.roles for person in people):
            message = "nobody has the role «{role}»; give it to someone in company.yml"
            yield source.problem(("guardian",), "NO_GUARDIAN", message, role=protocol.guardian)


def keeping_rules(context: Records) -> Iterator[Problem]:
    """KEEPING_RULE_MISSING and KEEPING_RULE_TWICE: each kind of document is kept by one rule (S4.15)."""
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


def procedure_changes(context: Records) -> Iterator[Problem]:
    """CHANGE_NOT_TOLD: the history of a procedure does not end with its version, so nobody was told."""
    for procedure, source in context.records(Procedure):
        if not procedure.changes:
            continue
        latest = max(procedure.changes, key=lambda change: change.on)
        if latest.version != procedure.version:
            message = "the last change told is that of version «{told}»; tell what «{version}» changed"
            params = {"told": latest.version, "version": procedure.version}
            yield source.problem(("changes",), "CHANGE_NOT_TOLD", message, **params)
