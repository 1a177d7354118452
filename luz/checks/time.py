"""What time alone brings about: always a warning that names who must act, never a reason not to publish."""

from __future__ import annotations

from collections.abc import Iterator

from luz.checks.context import Context
from luz.model.base import Model
from luz.model.company import Company
from luz.model.project import Project, ProjectStatus
from luz.model.review import Review
from luz.problems import Problem
from luz.yaml_tree import Loc

_DONE = frozenset({ProjectStatus.CLOSED, ProjectStatus.CANCELLED})


def plans(context: Context) -> Iterator[Problem]:
    """PLAN_ENDED: the last day of validity has passed (one before the first day is DATES_OUT_OF_ORDER)."""
    for plan, source in context.plans():
        ends = plan.validity.ends
        if ends < plan.validity.starts:
            message = "it ends before it starts; check both dates"
            yield source.problem(("validity", "ends"), "DATES_OUT_OF_ORDER", message)
        elif ends < context.today:
            message = "the plan ended on {day}; {owner} should renew it"
            params = {"day": ends, "owner": context.person_name(plan.owner)}
            yield source.warning(("validity", "ends"), "PLAN_ENDED", message, **params)


def reviews(context: Context) -> Iterator[Problem]:
    """REVIEW_OVERDUE: the day by which a block had to be read through again has passed."""
    for entry in context.reading.entries:
        for loc, review in _reviews(entry.record):
            if review.review_by < context.today:
                message = "the review was due on {day}; {owner} should read it through and set the dates"
                params = {"day": review.review_by, "owner": context.person_name(review.owner)}
                yield entry.source.warning((*loc, "review_by"), "REVIEW_OVERDUE", message, **params)


def _reviews(record: Model, loc: Loc = ()) -> Iterator[tuple[Loc, Review]]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Review):
            yield (*loc, name), value
        elif isinstance(value, Model):
            yield from _reviews(value, (*loc, name))


def leavers(context: Context) -> Iterator[Problem]:
    """PERSON_LEFT: something is still in the hands of a person whose last day has passed."""
    gone = {
        person.id: person
        for company, _ in context.records(Company)
        for person in company.people
        if person.date_out is not None and person.date_out < context.today
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
    for project, source in context.records(Project):
        if project.due_on is not None and project.due_on < context.today and project.status not in _DONE:
            message = "the project was due on {day}; tell the client the new date and write it here"
            yield source.warning(("due_on",), "PROJECT_LATE", message, day=project.due_on)
