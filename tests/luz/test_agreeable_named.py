"""The fingerprint of a plan changes with what the plan names of the company's, and with nothing beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from luz.agreeable import agreeable_plans
from luz.model.calendar import Calendar
from tests.builders import (
    a_catalogue,
    a_client_folder,
    a_company,
    a_contingency,
    a_library,
    a_plan,
    a_procedure,
    a_procedure_change,
    a_project,
    a_review,
    a_service,
    a_tier,
    an_organisation,
    both,
    calendars,
    people,
)
from tests.doors.instruments import missing
from tests.doors.moved_clock import LIBRARIES

PRINT_IT = """
import datetime
from luz.agreeable import agreeable_plans
from tests.builders import a_library
print(datetime.date.today().year, *(one.fingerprint for one in agreeable_plans(a_library())))
"""


def with_the_company(**changes: Any) -> str:
    """The fingerprint of the plan where something of the company's is another."""
    (found,) = agreeable_plans(a_library(clients=(a_client_folder(),), **changes))
    return found.fingerprint


def hours(number: int, **changes: Any) -> tuple[Calendar, ...]:
    """The calendars, with one of them another."""
    return tuple(
        Calendar.model_validate(one.model_dump(mode="json") | changes) if position == number else one
        for position, one in enumerate(calendars())
    )


@pytest.mark.parametrize(
    "company",
    [
        {"catalogue": a_catalogue(maintenance_tiers=[a_tier(immediacy=both("A las dos horas", "In 2 h"))])},
        {"catalogue": a_catalogue(maintenance_introduction=both("Elija usted.", "Choose."))},
        {"catalogue": a_catalogue(services=[a_service(offer=both("Miramos su sitio.", "We look."))])},
        {"calendars": hours(0, week={"monday": ["9:00-14:00"]})},
        {"calendars": hours(0, closures=[])},
        {"calendars": hours(0, public_holidays={"country": "ES", "region": "CT"})},
        {"contingencies": (a_contingency(rescue=[both("Llamamos a algunos.", "We ring some.")]),)},
        {"procedures": (a_procedure(outcome=both("Nadie lo recoge.", "Nobody holds it.")),)},
        {"organisation": an_organisation(matters=[])},
        {"company": a_company(legal=a_company().legal.model_copy(update={"legal_name": "Otra, S. A."}))},
    ],
    ids=[
        "maintenance tier",
        "introduction to the tiers",
        "service of the catalogue",
        "opening hours",
        "closures",
        "public holidays",
        "contingency",
        "procedure",
        "matters",
        "party",
    ],
)
def test_another_word_in_what_the_plan_names_is_another_plan(company: dict[str, Any]) -> None:
    assert with_the_company(**company) != with_the_company()


@pytest.mark.parametrize(
    "company",
    [
        {"contingencies": (a_contingency(tests=[], test_by="2028-01-01", owner="ana-rivas"),)},
        {"contingencies": (a_contingency(internal_steps=["Mirar el cuadro."]),)},
        {"contingencies": (a_contingency(), a_contingency(id="flood"))},
        {"catalogue": a_catalogue(services=[a_service(owner="ana-rivas", costs=[], stock=[])])},
        {"catalogue": a_catalogue(services=[a_service(), a_service(id="hosting")])},
        {"procedures": (a_procedure(changes=[a_procedure_change()], review=a_review(owner="ana-rivas")),)},
        {"calendars": (*calendars(), calendars()[0].model_copy(update={"id": "nights"}))},
        {"company": a_company(people=[one | {"phone": "+34 910 000 077"} for one in people()])},
        {"company": a_company(tagline=both("Otra cosa", "Something else"))},
    ],
    ids=[
        "trials of a contingency",
        "what employees do in one",
        "a contingency of others",
        "what is internal of a service",
        "a service of others",
        "history of a procedure",
        "hours of others",
        "our people's telephones",
        "the company's own words",
    ],
)
def test_what_is_no_promise_to_this_client_changes_nothing(company: dict[str, Any]) -> None:
    assert with_the_company(**company) == with_the_company()


def test_tiers_count_only_where_one_was_chosen() -> None:
    plan = a_plan()
    definition = plan.definition.model_copy(update={"maintenance": None})
    folders = (a_client_folder(plan=plan.model_copy(update={"definition": definition})),)
    other = a_catalogue(maintenance_tiers=[a_tier(immediacy=both("A las dos horas", "In 2 h"))])

    (before,) = agreeable_plans(a_library(clients=folders))
    (after,) = agreeable_plans(a_library(clients=folders, catalogue=other))

    assert after == before


def test_a_class_of_incident_counts_from_the_first_one_on_as_the_plan_then_explains_it() -> None:
    answer = both("Se repara mañana.", "It is mended tomorrow.")
    classes = [an_organisation().incident_classes[0].model_copy(update={"response": answer})]
    slower = an_organisation(incident_classes=classes)
    spared = (a_client_folder(projects=(a_project(incidents=[]),)),)

    (never,) = agreeable_plans(a_library(clients=spared))
    (never_slower,) = agreeable_plans(a_library(clients=spared, organisation=slower))

    assert with_the_company(organisation=slower) != with_the_company()
    assert never_slower == never


def printed_by_another_process(**environment: str) -> list[str]:
    """The year it was there, and the fingerprint of each plan."""
    command, environment = [sys.executable, "-c", PRINT_IT], {**os.environ, **environment}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()


def test_the_same_sources_have_the_same_fingerprints_on_another_day_and_in_another_process() -> None:
    if not LIBRARIES:
        missing("faketime is not installed: sudo apt-get install faketime")
    clock = LIBRARIES[0].as_posix()

    year, *before = printed_by_another_process(PYTHONHASHSEED="1")
    later, *after = printed_by_another_process(PYTHONHASHSEED="2", LD_PRELOAD=clock, FAKETIME="+800d")

    assert int(later) > int(year)
    assert after == before
    assert after == [one.fingerprint for one in agreeable_plans(a_library())]
