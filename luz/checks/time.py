"""Days: out of order they are a problem; what time alone brings about warns whoever must act, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from luz.checks.context import Context, Records
from luz.model.base import Model
from luz.model.calendar import Closure
from luz.model.catalogue import StockLevel
from luz.model.client import KnownFact
from luz.model.company import Company, Person
from luz.model.contingency import ContingencyTest
from luz.model.product import Product
from luz.model.project import Doubt, Incident, Project, ProjectStatus
from luz.model.proposal import Proposal
from luz.model.review import Review
from luz.model.service_plan import InternalNote, MaintenanceChoice, Peak, Signature, Validity, WorkDone
from luz.problems import Problem
from luz.walk import records
from luz.yaml_tree import Loc

_DONE = frozenset({ProjectStatus.CLOSED, ProjectStatus.CANCELLED})


_IN_ORDER: Mapping[type[Model], tuple[tuple[str, str], ...]] = {
    Closure: (("starts", "until"),),
    Doubt: (("asked_on", "answered_on"),),
    Peak: (("starts", "until"),),
    Incident: (("reported_on", "solved_on"),),
    Person: (("date_in", "date_out"),),
    Product: (("active_from", "active_until"),),
    Project: (("started_on", "due_on"), ("started_on", "finished_on")),
    Proposal: (("proposed_on", "decided_on"),),
    Review: (("reviewed_on", "review_by"),),
    Validity: (("starts", "ends"),),
}
"""Pairs of days of which the second cannot come before the first."""


def dates_in_order(context: Records) -> Iterator[Problem]:
    """DATES_OUT_OF_ORDER: something ends, is answered or is solved before it began."""
    for entry in context.reading.entries:
        for loc, record in records(entry.record):
            for first, second in _IN_ORDER.get(type(record), ()):
                start, end = getattr(record, first), getattr(record, second)
                if start is not None and end is not None and end < start:
                    message = "this day comes before that of «{first}» ({day}); check both"
                    yield entry.source.problem(
                        (*loc, second), "DATES_OUT_OF_ORDER", message, first=first, day=start
                    )


_DONE_ON: Mapping[type[Model], tuple[str, ...]] = {
    ContingencyTest: ("on",),
    Doubt: ("asked_on", "answered_on"),
    Incident: ("reported_on", "solved_on"),
    InternalNote: ("on",),
    KnownFact: ("on",),
    MaintenanceChoice: ("explained_on",),
    Review: ("reviewed_on",),
    Signature: ("signed_on",),
    StockLevel: ("counted_on",),
    WorkDone: ("on",),
}
"""Days of what was done already; a change may be agreed or announced ahead."""


def days_ahead(context: Context) -> Iterator[Problem]:
    """DAY_AHEAD: something is written as done on a day that is still to come."""
    message = "{day} is still to come; write here what was done, not what is planned"
    for entry in context.reading.entries:
        for loc, record in records(entry.record):
            for field in _DONE_ON.get(type(record), ()):
                day = getattr(record, field)
                if day is not None and day > context.today:
                    yield entry.source.warning((*loc, field), "DAY_AHEAD", message, day=day)


def peaks(context: Records) -> Iterator[Problem]:
    """PEAK_OUTSIDE_VALIDITY: days on which more is expected lie wholly outside those of the plan."""
    message = "the plan is in force from {starts} to {ends}, and this lies outside; check the days"
    for plan, source in context.plans():
        validity = plan.validity
        for position, peak in enumerate(plan.definition.peaks):
            outside = peak.until < validity.starts or validity.ends < peak.starts
            if outside and validity.starts <= validity.ends:
                loc = ("definition", "peaks", position, "starts")
                params = {"starts": validity.starts, "ends": validity.ends}
                yield source.warning(loc, "PEAK_OUTSIDE_VALIDITY", message, **params)


def plans(context: Context) -> Iterator[Problem]:
    """PLAN_ENDED: the last day of validity has passed."""
    for plan, source in context.plans():
        ends = plan.validity.ends
        if plan.validity.starts <= ends < context.today:
            message = "the plan ended on {day}; {owner} should renew it"
            params = {"day": ends, "owner": context.person_name(plan.owner)}
            yield source.warning(("validity", "ends"), "PLAN_ENDED", message, **params)


def reviews(context: Context) -> Iterator[Problem]:
    """REVIEW_OVERDUE: the day by which a block had to be read through again has passed."""
    for entry in context.reading.entries:
        reviews = ((loc, record) for loc, record in records(entry.record) if isinstance(record, Review))
        for loc, review in reviews:
            if review.reviewed_on <= review.review_by < context.today:
                message = "the review was due on {day}; {owner} should read it through and set the dates"
                params = {"day": review.review_by, "owner": context.person_name(review.owner)}
                yield entry.source.warning((*loc, "review_by"), "REVIEW_OVERDUE", message, **params)


def leavers(context: Context) -> Iterator[Problem]:
    """PERSON_LEFT: something is still in the hands of a person whose last day has passed."""
    gone = {
        person.id: person
        for company, _ in context.records(Company)
        for person in company.people
        if person.date_out is not None
        and (person.date_in or person.date_out) <= person.date_out < context.today
    }
    for entry in context.reading.entries:
        for leaf in entry.leaves:
            if (
                leaf.refers == "person"
                and leaf.value in gone
                and not _own_project_history(entry.record, leaf.loc)
            ):
                person = gone[leaf.value]
                chief = context.person_name(person.reports_to or person.id)
                message = "{name} left on {day}; {owner} should name someone else"
                params = {"name": person.name, "day": person.date_out, "owner": chief}
                yield entry.source.warning(leaf.loc, "PERSON_LEFT", message, **params)


def _own_project_history(record: Model, loc: Loc) -> bool:
    """Who worked on a project that is done, or proposed something once, is history and stays true."""
    if isinstance(record, Project):
        return record.status in _DONE
    return loc[-1] in ("proposed_by", "by")


def late_projects(context: Context) -> Iterator[Problem]:
    """PROJECT_LATE: a project is past its date and not closed; a delay is announced ahead (S3.14)."""
    owners = {source.client: plan.owner for plan, source in context.plans()}
    otherwise = next((director.id for director in context.directors), "")
    for project, source in context.records(Project):
        if project.due_on is not None and project.due_on < context.today and project.status not in _DONE:
            message = "the project was due on {day}; {owner} should tell the client the new date and write it"
            owner = context.person_name(owners.get(source.client) or otherwise)
            yield source.warning(("due_on",), "PROJECT_LATE", message, day=project.due_on, owner=owner)
