"""People: who directs, who reports to whom, who is accountable, and a ladder that ends at the top."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from luz.checks.context import Context, Records
from luz.model.company import MANAGING_DIRECTOR, Company
from luz.model.escalation import Assignment
from luz.model.party import Party
from luz.model.procedure import Procedure
from luz.model.scalars import Length, TimeUnit
from luz.model.service_plan import ServicePlan
from luz.problems import Problem
from luz.reading import Source
from luz.yaml_tree import Loc

_MINUTES = {
    TimeUnit.MINUTES: 1,
    TimeUnit.HOURS: 60,
    TimeUnit.WORKING_DAYS: 8 * 60,
    TimeUnit.DAYS: 24 * 60,
    TimeUnit.WEEKS: 7 * 24 * 60,
    TimeUnit.MONTHS: 30 * 24 * 60,
    TimeUnit.YEARS: 365 * 24 * 60,
}
"""Roughly how long each unit is, to tell whether one wait is longer than another; never shown."""


def managing_director(context: Records) -> Iterator[Problem]:
    """NO_MANAGING_DIRECTOR: nobody holds the role in which every escalation ends."""
    for company, source in context.records(Company):
        if not any(MANAGING_DIRECTOR in person.roles for person in company.people):
            message = "nobody has the role «{role}», in which every escalation ends; give it to someone"
            yield source.problem(("people",), "NO_MANAGING_DIRECTOR", message, role=MANAGING_DIRECTOR)


def circular_reports(context: Records) -> Iterator[Problem]:
    """REPORTS_IN_A_CIRCLE: following who reports to whom leads back to where one started."""
    for company, source in context.records(Company):
        chiefs = [(person.id, person.reports_to) for person in company.people]
        yield from _circles(chiefs, source, ("people",))
    for plan, source in context.plans():
        contacts = plan.organisation.client.contacts
        chiefs = [(contact.id, contact.reports_to) for contact in contacts]
        yield from _circles(chiefs, source, ("organisation", "client", "contacts"))


def _circles(chiefs: list[tuple[str, str | None]], source: Source, loc: Loc) -> Iterator[Problem]:
    chief = dict(chiefs)
    reported: set[str] = set()
    for position, (start, here) in enumerate(chiefs):
        seen = {start}
        while here is not None and here not in seen:
            seen.add(here)
            here = chief.get(here)
        if here == start and not seen & reported:
            reported |= seen
            message = (
                "following «reports_to» from «{value}» leads back to the same person; someone must be on top"
            )
            yield source.problem((*loc, position, "reports_to"), "REPORTS_IN_A_CIRCLE", message, value=start)


def one_accountable(context: Records) -> Iterator[Problem]:
    """NOT_ONE_ACCOUNTABLE: a matter or an escalation level for which nobody, or more than one, answers."""
    for plan, source in context.plans():
        for loc, contacts in _assignments(plan):
            marked = sum(contact.accountable for contact in contacts)
            if not contacts:
                message = "nobody is named; name at least one person"
                yield source.problem(loc, "NOT_ONE_ACCOUNTABLE", message)
            elif len(contacts) > 1 and marked != 1:
                message = "{count} people are accountable; mark exactly one with «accountable: sí»"
                yield source.problem(loc, "NOT_ONE_ACCOUNTABLE", message, count=marked)


def matters_once(context: Records) -> Iterator[Problem]:
    """NOT_ONE_ACCOUNTABLE: a matter stands twice in a plan, so that two people may answer for it."""
    for plan, source in context.plans():
        first: dict[str, int] = {}
        for position, named in enumerate(plan.organisation.matters):
            if named.matter in first:
                message = "«{value}» is already item {first}; name all of its people there"
                where = ("organisation", "matters", position, "matter")
                params = {"value": named.matter, "first": first[named.matter] + 1}
                yield source.problem(where, "NOT_ONE_ACCOUNTABLE", message, **params)
            first.setdefault(named.matter, position)


def steps(context: Records) -> Iterator[Problem]:
    """STEP_UNCLEAR: a step that does not say who takes it, or says two."""
    for procedure, source in context.records(Procedure):
        for position, step in enumerate(procedure.steps):
            if step.by is Party.PROVIDER and step.role is None:
                message = "nobody takes this step; name a «role» of ours, or write «by: client»"
                yield source.problem(("steps", position), "STEP_UNCLEAR", message)
            if step.by is Party.CLIENT and step.role is not None:
                message = "the client takes this step, and the role is one of ours; keep one of the two"
                yield source.problem(("steps", position, "role"), "STEP_UNCLEAR", message)


def roles(context: Records) -> Iterator[Problem]:
    """PERSON_WITHOUT_ROLE: somebody of whom nobody could say what they answer for."""
    for company, source in context.records(Company):
        for position, person in enumerate(company.people):
            if not person.roles:
                message = "{name} has no role; give at least one of those in organisation.yml"
                yield source.problem(
                    ("people", position, "roles"), "PERSON_WITHOUT_ROLE", message, name=person.name
                )


def _assignments(plan: ServicePlan) -> Iterator[tuple[Loc, tuple[Assignment, ...]]]:
    for position, matter in enumerate(plan.organisation.matters):
        yield ("organisation", "matters", position, "contacts"), matter.contacts
    for position, level in enumerate(plan.escalation.levels):
        yield ("escalation", "levels", position, "contacts"), level.contacts


def escalation_ladder(context: Context) -> Iterator[Problem]:
    """ESCALATION_NOT_TO_THE_TOP and ESCALATION_OUT_OF_ORDER: the ladder rises, and ends at the director."""
    for plan, source in context.plans():
        levels = plan.escalation.levels
        if not levels:
            message = "the escalation has no levels; the last one must be the managing director"
            yield source.problem(("escalation", "levels"), "ESCALATION_NOT_TO_THE_TOP", message)
            continue
        last = [context.index(None).find("person", person) for person in answering(levels[-1].contacts)]
        if context.directors and last and not any(one is None or one in context.directors for one in last):
            message = "the last level is {name}, not the managing director; add a level with role «{role}»"
            where: Loc = ("escalation", "levels", len(levels) - 1)
            params = {"name": last[0].name, "role": MANAGING_DIRECTOR}
            yield source.problem(where, "ESCALATION_NOT_TO_THE_TOP", message, **params)
        for position in range(1, len(levels)):
            if _minutes(levels[position].after) < _minutes(levels[position - 1].after):
                message = "this level comes earlier than the one before it; order the levels by their wait"
                where = ("escalation", "levels", position, "after")
                yield source.problem(where, "ESCALATION_OUT_OF_ORDER", message)


def answering(contacts: tuple[Assignment, ...]) -> list[str]:
    """Who answers: those marked, or everybody named where nobody is marked."""
    marked = [contact.person for contact in contacts if contact.accountable]
    return marked or [contact.person for contact in contacts]


def _minutes(length: Length) -> Decimal:
    return length.amount * _MINUTES[length.unit]
