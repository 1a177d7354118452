"""What somebody confirms has a fingerprint: it changes with what they read, and with nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from luz.agreeable import AgreeablePlan, AgreeableProcedure, agreeable_plans, agreeable_procedures
from luz.model.scalars import Length
from tests.builders import (
    a_change,
    a_client,
    a_client_folder,
    a_duty,
    a_library,
    a_plan,
    a_procedure,
    a_procedure_change,
    a_project,
    a_review,
    a_timed_commitment,
    both,
)

A_SIGNATURE = {"party": "client", "name": "Julia Vega", "position": "Gerente", "signed_on": "2026-02-02"}
A_LOG = [{"on": "2026-03-02", "done": "Se cambió un disco."}]


def silent_work(**task: Any) -> dict[str, Any]:
    return {"tasks": [{"name": "Copias", "what": "Se prueban.", "frequency": "Cada lunes"} | task]}


def edited(*steps: str | int, to: Any, **plan: Any) -> dict[str, Any]:
    """A plan in which what stands at the end of these steps is something else."""
    whole: dict[str, Any] = a_plan(**plan).model_dump(mode="json", exclude_none=True)
    within: Any = whole
    for step in steps[:-1]:
        within = within[step]
    within[steps[-1]] = to
    return whole


def agreeable(plan: Any = None, **folder: Any) -> AgreeablePlan:
    library = a_library(clients=(a_client_folder(plan=plan or a_plan(), **folder),))
    (found,) = agreeable_plans(library)
    return found


def procedure(**changes: Any) -> AgreeableProcedure:
    (found,) = agreeable_procedures(a_library(procedures=(a_procedure(**changes),)))
    return found


CONTACT = ("organisation", "client", "contacts", 0)


@pytest.mark.parametrize(
    "after",
    [
        edited("version", to=3),
        edited("validity", "ends", to="2027-12-31"),
        edited("summary", to="Cuidamos la tienda y el almacén."),
        edited("definition", "scope", 0, "limit", to="Hasta 9999 pedidos al mes."),
        edited("commitments", "items", 0, "value", to="99,4"),
        edited("organisation", "provider", 0, "does", to="Otra cosa."),
    ],
    ids=["version", "validity", "summary", "scope", "commitment", "our people"],
)
def test_another_word_in_the_plan_is_another_plan_and_the_same_organisation(after: dict[str, Any]) -> None:
    before, now = agreeable(), agreeable(after)

    assert now.fingerprint != before.fingerprint
    assert now.organisation.fingerprint == before.organisation.fingerprint


@pytest.mark.parametrize(
    "after",
    [
        a_plan(internal_notes=[{"on": "2026-03-01", "by": "ana-rivas", "text": "Pagan tarde."}]),
        edited("commitments", "items", 0, "internal_target", to="99,99 %"),
        a_plan(changes=[a_change()]),
        a_plan(signatures=[A_SIGNATURE]),
        edited("definition", "review", to=a_review(reviewed_on="2026-10-10", review_by="2027-10-10")),
        edited("organisation", "client", "confirmed_on", to="2026-05-05"),
    ],
    ids=["internal note", "internal target", "history", "signature", "read through", "confirmed"],
)
def test_what_is_internal_or_tells_of_the_agreement_changes_nothing(after: Any) -> None:
    before, now = agreeable(), agreeable(after)

    assert (now.fingerprint, now.organisation) == (before.fingerprint, before.organisation)


def test_work_written_down_every_week_asks_nobody_again_but_another_task_does() -> None:
    before = agreeable(a_plan(silent_work=silent_work()))
    logged = agreeable(a_plan(silent_work=silent_work(log=A_LOG)))
    rarer = agreeable(a_plan(silent_work=silent_work(frequency="Cada mes")))

    assert logged.fingerprint == before.fingerprint
    assert rarer.fingerprint != before.fingerprint


def test_projects_and_products_are_no_part_of_the_plan() -> None:
    client = a_client(products=[], internal_summary="Ahora menos exigente.")

    assert agreeable(client=client, projects=(a_project(title="Otro proyecto"),)) == agreeable()


@pytest.mark.parametrize(
    "after",
    [
        edited(*CONTACT, "name", to="Julia Vega Sanz"),
        edited(*CONTACT, "position", to="Directora"),
        edited(*CONTACT, "does", to="Otra cosa."),
        edited(*CONTACT, "phone", to="+34 910 000 055"),
        edited(*CONTACT, "mail", to="otra@cliente.example"),
        edited(*CONTACT, "portal_access", to=False),
    ],
    ids=["name", "position", "does", "phone", "mail", "access"],
)
def test_another_contact_is_another_organisation_and_the_same_plan(after: dict[str, Any]) -> None:
    before, now = agreeable(), agreeable(after)

    assert now.organisation.fingerprint != before.organisation.fingerprint
    assert now.fingerprint == before.fingerprint


def test_a_duty_is_part_of_both() -> None:
    commitments = {"items": [a_timed_commitment()]}
    duty, longer = a_duty(), a_duty(within="2 h")
    before = agreeable(edited("organisation", "client", "duties", to=[duty], commitments=commitments))
    after = agreeable(edited("organisation", "client", "duties", to=[longer], commitments=commitments))

    assert after.fingerprint != before.fingerprint
    assert after.organisation.fingerprint != before.organisation.fingerprint
    (told,) = after.organisation.duties
    assert (told.what, told.contact, told.stops_clock_of) == (
        "Abrir la sala de servidores.",
        "Julia Vega",
        ("Averías",),
    )
    assert isinstance(told.within, Length)
    assert str(told.within.amount) == "2"


def test_a_contact_is_told_whole_with_the_name_of_whoever_is_above() -> None:
    chief = a_plan().organisation.client.contacts[0].model_dump(mode="json", exclude_none=True)
    second = chief | {"id": "segundo", "name": "Blas Roca", "reports_to": "jefa", "portal_access": "no"}
    plan = edited("organisation", "client", "contacts", to=[chief, second])

    _, told = agreeable(plan).organisation.contacts

    assert (told.name, told.reports_to, told.portal_access) == ("Blas Roca", "Julia Vega", False)
    assert (told.position, told.does, told.mail) == (chief["position"], chief["does"], chief["mail"])


@pytest.mark.parametrize(
    ("changes", "since"),
    [
        ([], dt.date(2026, 1, 1)),
        ([a_change(version="2", on="2026-04-01")], dt.date(2026, 4, 1)),
        ([a_change(version="1", on="2025-04-01")], dt.date(2026, 1, 1)),
    ],
)
def test_a_version_holds_since_its_entry_in_the_history_or_since_the_first_day(
    changes: list[dict[str, Any]], since: dt.date
) -> None:
    plan = agreeable(a_plan(changes=changes))

    assert (plan.version, plan.since) == (2, since)
    assert (plan.owner, plan.owner_mail) == ("Ana Rivas", "ana.rivas@oficio.example")


@pytest.mark.parametrize("field", ["draft", "specimen"])
def test_nobody_is_asked_to_agree_to_a_draft_or_to_the_specimen(field: str) -> None:
    library = a_library(clients=(a_client_folder(plan=a_plan(**{field: "sí"})),))

    assert agreeable_plans(library) == ()


def test_each_client_is_asked_in_their_own_language() -> None:
    plans = agreeable_plans(a_library())

    assert [(one.client, one.language) for one in plans] == [("olmo", "es"), ("north-pier", "en")]


@pytest.mark.parametrize(
    "changes",
    [
        {"version": "2"},
        {"outcome": both("Otra cosa.", "Something else.")},
        {"steps": [{"by": "client", "what": both("Llama.", "Calls.")}]},
    ],
)
def test_another_word_in_a_procedure_is_another_procedure(changes: dict[str, Any]) -> None:
    assert procedure(**changes).fingerprint != procedure().fingerprint


@pytest.mark.parametrize(
    "changes",
    [
        {"changes": [a_procedure_change()]},
        {"review": a_review(reviewed_on="2026-10-10", review_by="2027-10-10")},
        {"outcome": both("El anexo lo recoge.", "The annex has it.")},
    ],
    ids=["history", "read through", "in English"],
)
def test_what_employees_do_not_follow_changes_no_procedure(changes: dict[str, Any]) -> None:
    assert procedure(**changes).fingerprint == procedure().fingerprint


def test_a_procedure_tells_its_changes_the_latest_first() -> None:
    changes = [
        a_procedure_change(version="1", on="2026-01-01"),
        a_procedure_change(version="2", on="2026-09-01"),
    ]
    told = procedure(version="2", changes=changes)

    assert [(one.version, one.on.month) for one in told.changes] == [("2", 9), ("1", 1)]
    assert told.changes[0].what == "El acta se firma en el momento."
