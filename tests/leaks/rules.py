"""What must fit together in the planted library, said by name: order, shares, which project is public.

All other values follow from their types alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from luz.audience import Audience
from luz.model.calendar import Weekday
from luz.model.catalogue import Served
from luz.model.contingency import Contingency
from luz.model.document_control import DocumentKind
from luz.model.procedure import Procedure
from luz.model.project import ProjectStatus
from luz.model.proposal import ProposalStatus
from luz.model.scalars import Length, Span, TimeUnit
from tests.leaks.places import COMPANY, DRAFTED, NOTES, OWNERS, Place, own_limit

if TYPE_CHECKING:
    from tests.leaks.planting import Garden

FAR_OFF = dt.date(2400, 1, 1)

Rule = Callable[["Garden", Place], Any]

RULES: dict[str, Rule] = {
    "Brand.primary": lambda garden, place: "#1b4d3e",
    "Brand.accent": lambda garden, place: "#8a4b08",
    "Brand.logo": lambda garden, place: garden.logo(place),
    "Calendar.time_zone": lambda garden, place: "Europe/Madrid",
    "Calendar.week": lambda garden, place: _week(garden, place),
    "PublicHolidays.country": lambda garden, place: "ES",
    "PublicHolidays.region": lambda garden, place: "MD",
    "Closure.starts": lambda garden, place: garden.near_day(place),
    "Closure.until": lambda garden, place: garden.near_day(place),
    "Person.roles": lambda garden, place: (f"role-{place.owner}",),
    "Person.reports_to": lambda garden, place: None,
    "Person.manager": lambda garden, place: True,
    "Person.date_out": lambda garden, place: garden.day(place, FAR_OFF),
    "Procedure.audience": lambda garden, place: own_limit(Procedure, place),
    "Questionnaire.languages": lambda garden, place: ("es", "en"),
    "Retention.responses": lambda garden, place: _months(garden, place),
    "Retention.comments": lambda garden, place: _months(garden, place),
    "Client.language": lambda garden, place: OWNERS[place.owner],
    "Client.logo": lambda garden, place: garden.logo(place),
    "ClientFolder.id": lambda garden, place: place.owner,
    "Product.active_until": lambda garden, place: None,
    "ClientContact.reports_to": lambda garden, place: f"contact-{place.owner}" if place.position else None,
    "ClientContact.portal_access": lambda garden, place: True,
    "ServicePlan.specimen": lambda garden, place: place.owner == "muestra",
    "ServicePlan.draft": lambda garden, place: place.owner == "borrador",
    "Validity.starts": lambda garden, place: garden.day(place),
    "Validity.ends": lambda garden, place: garden.day(place, FAR_OFF),
    "Assignment.accountable": lambda garden, place: place.position == 0,
    "Commitment.value": lambda garden, place: garden.decimal(place, 95),
    "Band.above": lambda garden, place: garden.decimal(place, (0, 90)[place.position]),
    "Band.below": lambda garden, place: garden.decimal(place, (90, 95)[place.position]),
    "Project.public": lambda garden, place: place.position == 0,
    "Project.status": lambda garden, place: (
        ProjectStatus.CLOSED if place.position == 0 else ProjectStatus.IN_PROGRESS
    ),
    "Proposal.status": lambda garden, place: (
        ProposalStatus.REJECTED if place.position == 0 else ProposalStatus.ACCEPTED
    ),
    "Project.draft": lambda garden, place: place.position == DRAFTED,
    "Proposal.draft": lambda garden, place: place.position == DRAFTED,
    "Contingency.audience": lambda garden, place: own_limit(Contingency, place),
    "CatalogueService.audience": lambda garden, place: (
        Audience.PUBLIC if place.owner in (COMPANY, NOTES) else Audience.CLIENT
    ),
    "CatalogueService.serves": lambda garden, place: (
        Served.EMPLOYEES if place.owner == NOTES else Served.CLIENTS
    ),
    "Document.audience": lambda garden, place: tuple(Audience)[place.position % 3],
    "Condition.question": lambda garden, place: "scale",
    "ScaleQuestion.id": lambda garden, place: "scale",
    "KeepingRule.kind": lambda garden, place: tuple(DocumentKind)[place.position],
    "NotConcerned.item": lambda garden, place: ITEMS[place.owner == COMPANY][place.position],
    "Waiver.check": lambda garden, place: "OTHER_CLIENT_NAMED",
}

ITEMS: dict[bool, tuple[str, str]] = {True: ("rights", "participation"), False: ("rules", "complaints")}
"""Items of the first checklist: some that the company says are no concern of it, others that a plan says."""

COUNTS = {
    "ClientFolder.projects": 3,
    "ClientFolder.proposals": 3,
    "PlanOrganisation.provider": 1,
    "Project.documents": 3,
    "Proposal.documents": 3,
}


def _months(garden: Garden, place: Place) -> Length:
    """A whole number of months, as what is kept is counted."""
    return Length(Decimal(garden.whole(place)), TimeUnit.MONTHS)


def _week(garden: Garden, place: Place) -> dict[Weekday, tuple[Span, ...]]:
    """The same hours from Monday to Thursday, others on Friday."""
    usual, friday = ((garden.span(place, 0), garden.span(place, 1)) for _ in range(2))
    return {**dict.fromkeys(list(Weekday)[:4], usual), Weekday.FRIDAY: friday}
