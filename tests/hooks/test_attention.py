"""The home page of the intranet reminds of what time has brought about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hooks.attention import Attention, Reminder, attention
from luz.audience import Audience, Edition
from luz.editions import for_edition
from tests.builders import (
    a_catalogue,
    a_client_folder,
    a_company,
    a_contingency,
    a_controlled_document,
    a_document_control,
    a_library,
    a_plan,
    a_procedure,
    a_project,
    a_proposal,
    a_protocol,
    a_review,
    a_service,
    a_supplier,
    people,
)

TODAY = dt.date(2026, 11, 21)
QUIET_PLAN = a_plan(validity={"starts": "2026-01-01", "ends": "2028-12-31"})


def waiting(company: Any = None, procedures: Any = (), **folder: Any) -> Attention:
    client = a_client_folder(**({"plan": QUIET_PLAN, "projects": (), "proposals": ()} | folder))
    staff = company or a_company(people=[person | {"date_out": None} for person in people()])
    library = a_library(company=staff, procedures=(a_procedure(), *procedures), clients=(client,))
    return attention(for_edition(library, Edition(Audience.INTERNAL)), TODAY)


def wanting(**changes: Any) -> Attention:
    """What waits where nothing but the catalogue or the contingencies differs from a house in order."""
    library = a_library(clients=(), **changes)
    return attention(for_edition(library, Edition(Audience.INTERNAL)), TODAY)


def told(reminders: tuple[Reminder, ...]) -> list[tuple[str, tuple[str, str], str]]:
    return [(one.day.isoformat(), one.place, one.owner) for one in reminders]


def test_a_house_in_order_is_quiet() -> None:
    assert waiting().is_quiet


def test_reviews_overdue_and_due_within_a_month_are_told_in_order() -> None:
    definition = QUIET_PLAN.definition.model_copy(
        update={"review": type(QUIET_PLAN.definition.review).model_validate(a_review(review_by="2026-12-20"))}  # type: ignore[union-attr]
    )
    late = a_procedure(id="delivery", review=a_review(owner="bruno-leal", review_by="2026-10-01"))

    found = waiting(procedures=(late,), plan=QUIET_PLAN.model_copy(update={"definition": definition}))

    assert told(found.reviews) == [
        ("2026-10-01", ("procedure", "delivery"), "bruno-leal"),
        ("2026-12-20", ("part", "olmo/service"), "ana-rivas"),
    ]


def test_reviews_of_the_protocol_and_of_documents_kept_elsewhere_are_told() -> None:
    late = a_review(review_by="2026-10-01")

    found = wanting(
        complaint_protocol=a_protocol(review=late),
        document_control=a_document_control(documents=[a_controlled_document(review=late)]),
    )

    assert told(found.reviews) == [
        ("2026-10-01", ("page", "complaint-protocol"), "ana-rivas"),
        ("2026-10-01", ("document", "privacy-policy"), "ana-rivas"),
    ]


def test_a_plan_that_ends_within_sixty_days_is_told() -> None:
    plan = a_plan(validity={"starts": "2026-01-01", "ends": "2027-01-20"})

    assert told(waiting(plan=plan).endings) == [("2027-01-20", ("plan", "olmo"), "ana-rivas")]


def test_a_plan_that_ends_later_or_is_a_specimen_is_not() -> None:
    later = a_plan(validity={"starts": "2026-01-01", "ends": "2027-01-21"})
    specimen = a_plan(specimen="sí")

    assert (waiting(plan=later).endings, waiting(plan=specimen).endings) == ((), ())


def test_people_who_leave_soon_or_have_left_are_told() -> None:
    staff = [
        person | {"date_out": day}
        for person, day in zip(people(), ("2026-11-01", "2027-01-20", "2027-01-21"), strict=True)
    ]

    leavers = waiting(company=a_company(people=staff)).leavers

    assert [person.id for person in leavers] == ["elena-robles", "ana-rivas"]


def test_a_rejected_proposal_is_told_when_its_day_is_near() -> None:
    near = a_proposal(revisit={"on": "2026-12-21"})
    far = a_proposal(id="lejos", revisit={"on": "2026-12-22"})

    assert told(waiting(proposals=(near, far)).revisits) == [
        ("2026-12-21", ("proposal", "olmo/app-movil"), "ana-rivas")
    ]


def test_an_incident_without_a_solution_is_told() -> None:
    solved = a_project().model_dump(mode="json")["incidents"][0]
    still_open = solved | {"id": "i-2", "solved_on": None, "reported_on": "2026-11-02"}
    project = a_project(incidents=[solved, still_open])

    assert told(waiting(projects=(project,)).incidents) == [
        ("2026-11-02", ("project", "olmo/tienda-nueva"), "ana-rivas")
    ]


def test_an_agreement_with_a_supplier_that_ends_within_sixty_days_or_has_ended_is_told() -> None:
    days = {"ended": "2026-11-01", "soon": "2027-01-20", "later": "2027-01-21", "endless": None}
    catalogue = a_catalogue(
        services=[], suppliers=[a_supplier(id=name, ends_on=day) for name, day in days.items()]
    )

    assert told(wanting(catalogue=catalogue).agreements) == [
        ("2026-11-01", ("supplier", "ended"), "bruno-leal"),
        ("2027-01-20", ("supplier", "soon"), "bruno-leal"),
    ]


def test_a_contingency_plan_is_told_a_month_before_its_trial_and_always_until_it_was_tried() -> None:
    tomorrow = {"on": "2026-11-22", "tried": {"es": "Nada."}, "outcome": {"es": "Nada."}}
    plans = (
        a_contingency(id="never", tests=[], test_by="2028-01-01"),
        a_contingency(id="planned", tests=[tomorrow], test_by="2028-02-01"),
        a_contingency(id="soon", test_by="2026-12-21"),
        a_contingency(id="later", test_by="2026-12-22"),
    )

    assert told(wanting(contingencies=plans).trials) == [
        ("2026-12-21", ("contingency", "soon"), "bruno-leal"),
        ("2028-01-01", ("contingency", "never"), "bruno-leal"),
        ("2028-02-01", ("contingency", "planned"), "bruno-leal"),
    ]


def test_stock_below_its_minimum_and_capacity_below_what_is_needed_are_told() -> None:
    stock = [
        {"item": name, "held": held, "minimum": "2", "unit": "discos", "counted_on": "2026-11-02"}
        for name, held in (("Discos", "1"), ("Cables", "2"))
    ]
    capacity = [
        {"what": name, "needed": "2", "available": available, "unit": "personas"}
        for name, available in (("Guardia", "1"), ("Diseño", "2"))
    ]
    services = [a_service(stock=stock, capacity=capacity)]

    found = wanting(catalogue=a_catalogue(services=services)).shortages

    assert [(one.what, int(one.held), int(one.needed), one.service.id) for one in found] == [
        ("Discos", 1, 2, "maintenance"),
        ("Guardia", 1, 2, "maintenance"),
    ]
