"""What needs somebody's attention today: read off the library as employees see it, shown on the intranet.

Nothing here is a mistake: time alone brings it about, and each thing names who should look into it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal

from hooks.places import PARTS, Place
from luz.audience import Record
from luz.editions import Shown
from luz.readiness import falls_short, runs_low, was_tried

REVIEWS_SOON = dt.timedelta(days=30)
PLANS_ENDING = dt.timedelta(days=60)
PEOPLE_LEAVING = dt.timedelta(days=60)
REVISITS_SOON = dt.timedelta(days=30)
AGREEMENTS_ENDING = dt.timedelta(days=60)
TRIALS_SOON = dt.timedelta(days=30)

_BLOCKS = dict(
    zip(PARTS, ("definition", "organisation", "procedures", "commitments", "escalation"), strict=True)
)


@dataclass(frozen=True)
class Reminder:
    """A thing, the day it falls due, whose it is, and the client it concerns, if it concerns one."""

    day: dt.date
    place: Place
    name: str
    owner: str
    folder: Record | None = None


@dataclass(frozen=True)
class Shortage:
    """Something of which a service has less than it needs: stock or capacity."""

    service: Record
    what: str
    held: Decimal
    needed: Decimal
    unit: str


@dataclass(frozen=True)
class Attention:
    """All reminders of a day by kind, each kind in order of days."""

    reviews: tuple[Reminder, ...]
    endings: tuple[Reminder, ...]
    leavers: tuple[Record, ...]
    revisits: tuple[Reminder, ...]
    incidents: tuple[Reminder, ...]
    agreements: tuple[Reminder, ...]
    trials: tuple[Reminder, ...]
    shortages: tuple[Shortage, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing at all waits."""
        return not any(getattr(self, kind.name) for kind in fields(self))


def attention(shown: Shown, today: dt.date) -> Attention:
    """What waits on this day in the library as employees see it."""
    folders = shown.library.clients
    return Attention(
        reviews=_due((*_plan_reviews(folders), *_manual_reviews(shown)), today + REVIEWS_SOON),
        endings=_due(_endings(folders), today + PLANS_ENDING),
        leavers=_leavers(shown, today),
        revisits=_due(_revisits(folders), today + REVISITS_SOON),
        incidents=_due(_open_incidents(folders), today),
        agreements=_due(_agreements(shown), today + AGREEMENTS_ENDING),
        trials=_trials(shown, today),
        shortages=tuple(_shortages(shown)),
    )


def _due(reminders: Iterator[Reminder] | tuple[Reminder, ...], last: dt.date) -> tuple[Reminder, ...]:
    return tuple(sorted((one for one in reminders if one.day <= last), key=lambda one: (one.day, one.name)))


def _plan_reviews(folders: tuple[Record, ...]) -> Iterator[Reminder]:
    for folder in folders:
        if folder.plan is None:
            continue
        for part, block in _BLOCKS.items():
            review = getattr(folder.plan, block).review
            if review is not None:
                place = ("part", f"{folder.id}/{part}")
                yield Reminder(review.review_by, place, part, review.owner, folder)
        silent = folder.plan.silent_work
        if silent is not None and silent.review is not None:
            place = ("silent_work", folder.id)
            yield Reminder(silent.review.review_by, place, "silent_work", silent.review.owner, folder)


def _manual_reviews(shown: Shown) -> Iterator[Reminder]:
    """Procedures, the complaint protocol, whose name is the page's to say, and documents kept elsewhere."""
    library = shown.library
    for procedure in library.procedures:
        yield _review(procedure.review, ("procedure", procedure.id), procedure.name)
    if library.complaint_protocol is not None:
        yield _review(library.complaint_protocol.review, ("page", "complaint-protocol"), "")
    for document in library.document_control.documents:
        yield _review(document.review, ("document", document.id), document.title)


def _review(review: Record, place: Place, name: str) -> Reminder:
    return Reminder(review.review_by, place, name, review.owner)


def _endings(folders: tuple[Record, ...]) -> Iterator[Reminder]:
    for folder in folders:
        plan = folder.plan
        if plan is not None and not plan.specimen:
            yield Reminder(plan.validity.ends, ("plan", folder.id), plan.title, plan.owner, folder)


def _leavers(shown: Shown, today: dt.date) -> tuple[Record, ...]:
    """People whose last day is near or past: until they are taken out of the plans they are named there."""
    people = shown.library.company.people
    leaving = (one for one in people if one.date_out is not None and one.date_out <= today + PEOPLE_LEAVING)
    return tuple(sorted(leaving, key=lambda one: (one.date_out, one.name)))


def _revisits(folders: tuple[Record, ...]) -> Iterator[Reminder]:
    for folder in folders:
        for one in folder.proposals:
            if one.revisit is not None and one.revisit.on is not None:
                place = ("proposal", f"{folder.id}/{one.id}")
                yield Reminder(one.revisit.on, place, one.title, one.proposed_by, folder)


def _open_incidents(folders: tuple[Record, ...]) -> Iterator[Reminder]:
    for folder in folders:
        if folder.plan is None:
            continue
        for project in folder.projects:
            for incident in project.incidents:
                if incident.solved_on is None:
                    place = ("project", f"{folder.id}/{project.id}")
                    yield Reminder(incident.reported_on, place, incident.title, folder.plan.owner, folder)


def _agreements(shown: Shown) -> Iterator[Reminder]:
    for supplier in shown.library.catalogue.suppliers:
        if supplier.ends_on is not None:
            place = ("supplier", supplier.id)
            yield Reminder(supplier.ends_on, place, supplier.name, supplier.owner)


def _trials(shown: Shown, today: dt.date) -> tuple[Reminder, ...]:
    """Plans to be tried soon, and those that nobody has tried yet, however far their day."""
    reminders = (
        Reminder(one.test_by, ("contingency", one.id), one.name, one.owner)
        for one in shown.library.contingencies
        if one.test_by <= today + TRIALS_SOON or not was_tried(one, today)
    )
    return tuple(sorted(reminders, key=lambda one: (one.day, one.name)))


def _shortages(shown: Shown) -> Iterator[Shortage]:
    for service in shown.library.catalogue.services:
        for one in service.stock:
            if runs_low(one):
                yield Shortage(service, one.item, one.held, one.minimum, one.unit)
        for one in service.capacity:
            if falls_short(one):
                yield Shortage(service, one.what, one.available, one.needed, one.unit)
