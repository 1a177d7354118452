"""The company's manual: a complaint protocol that keeps its word, documents with a rule, changes told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from luz.checks.context import Context, Records
from luz.model.base import Model
from luz.model.complaint_protocol import ComplaintProtocol, ComplaintStage
from luz.model.document_control import DocumentControl, DocumentKind
from luz.model.party import Party
from luz.model.procedure import Procedure
from luz.model.project import Project
from luz.model.proposal import Proposal
from luz.model.questionnaire import Questionnaire
from luz.model.scalars import Length, TimeUnit
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
_DAY = Decimal(24)
_AT_LEAST: Mapping[TimeUnit, tuple[Decimal, int]] = {
    TimeUnit.MINUTES: (1 / (60 * _DAY), 0),
    TimeUnit.HOURS: (1 / _DAY, 0),
    TimeUnit.WORKING_DAYS: (Decimal(1), 1),
    TimeUnit.DAYS: (Decimal(1), 0),
    TimeUnit.WEEKS: (Decimal(7), 0),
    TimeUnit.MONTHS: (Decimal(28), 0),
    TimeUnit.YEARS: (Decimal(365), 0),
}
"""The fewest calendar days that one of each unit takes, and how many fewer all of them may take."""
_AT_MOST: Mapping[TimeUnit, tuple[Decimal, int]] = {
    TimeUnit.MINUTES: (1 / (60 * Decimal(2)), 4),
    TimeUnit.HOURS: (1 / Decimal(2), 4),
    TimeUnit.WORKING_DAYS: (Decimal(2), 4),
    TimeUnit.DAYS: (Decimal(1), 0),
    TimeUnit.WEEKS: (Decimal(7), 0),
    TimeUnit.MONTHS: (Decimal(31), 0),
    TimeUnit.YEARS: (Decimal(366), 0),
}
"""The most, and how many more. Hours and minutes are open ones, of four or more a day; a day of work may wait
for one without, and all of them for a long weekend."""


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
        timed = {step.stage for step in protocol.steps if step.within is not None}
        for position, step in enumerate(protocol.steps):
            field = _PROMISED.get(step.stage)
            if field is None:
                continue
            promised = getattr(complaints, field)
            message = ""
            if step.stage not in timed:
                message = "clients are promised this in «{field}» of company.yml ({promised}); add «within»"
            elif step.within is not None and _certainly_longer(step.within, promised):
                message = (
                    "this takes longer than «{field}» of company.yml promises ({promised}); "
                    "change one of the two"
                )
            if message:
                loc = ("steps", position, "within")
                params = {"field": field, "promised": promised}
                yield source.problem(loc, "PROTOCOL_TOO_SLOW", message, **params)


def _certainly_longer(given: Length, promised: Length) -> bool:
    """Whether one length of time exceeds another on any calendar; other units are compared in days."""
    if given.unit is promised.unit:
        return given.amount > promised.amount
    if {given.unit, promised.unit} == {TimeUnit.MINUTES, TimeUnit.HOURS}:
        return _minutes(given) > _minutes(promised)
    (least, fewer), (most, more) = _AT_LEAST[given.unit], _AT_MOST[promised.unit]
    return given.amount * least - fewer > promised.amount * most + more


def _minutes(time: Length) -> Decimal:
    return time.amount * (60 if time.unit is TimeUnit.HOURS else 1)


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
            # A first document of a new kind must not keep the plans from being published.
            yield source.warning(("rules",), "KEEPING_RULE_MISSING", message, kind=kind)


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
