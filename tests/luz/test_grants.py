"""Whom a plan grants its portal when something in it is wrong: what is not clear grants nothing."""

from __future__ import annotations

import json

import pytest

from luz.grants import granted
from luz.model.service_plan import ClientContact, ClientSide, PlanOrganisation, ServicePlan

PLAN = """\
title: Plan de servicio
sumary: Cuidamos las reservas.
organisation:
  client:
    contacts:
      - id: julia
        name: Julia Vega
        mail: Julia@hotel-alba.example
      - id: tomas
        nane: Tomás Gil
        mail: tomas@hotel-alba.example
        portal_access: sí
"""
OWN = {"id", "mail", "portal_access", "draft", "specimen"}
JULIA, TOMAS = ("julia", "julia@hotel-alba.example"), ("tomas", "tomas@hotel-alba.example")


def whom(old: str = "", new: str = "") -> list[tuple[str, str]]:
    """Whom the plan grants its portal once one text in it is replaced."""
    assert PLAN.count(old) == 1 or not old
    found = granted((PLAN.replace(old, new) if old else PLAN + new).encode())
    assert found is not None
    return sorted(found)


def test_what_is_wrong_elsewhere_is_no_matter() -> None:
    assert whom() == [JULIA, TOMAS]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("portal_access: sí", "portal_access: no"),
        ("portal_access: sí", "portal_access: No"),
        ("portal_access: sí", 'portal_access: "false"'),
        ("portal_access: sí", "portal_access: nunca"),
        ("portal_access: sí", "portal_access: [sí]"),
        ("portal_access: sí", "portal_acces: no"),
        ("portal_access: sí", "Portal access: no"),
        ("portal_access: sí", "portal_access: sí\n        portal_access: no"),
        ("tomas@hotel-alba.example", "tomas@hotel-alba"),
        ("mail: tomas@", "mail: \n        phone: tomas@"),
        ("id: tomas", "id: Tomás"),
        ("- id: tomas", "- name: tomas"),
        ("      - id: tomas\n        nane: Tomás Gil", "      - Tomás\n      - nane: Tomás Gil"),
    ],
)
def test_an_entry_that_refuses_or_is_not_clear_grants_nothing(old: str, new: str) -> None:
    assert whom(old, new) == [JULIA]


def test_another_address_is_another_grant() -> None:
    assert whom("tomas@", "gil@") == [JULIA, ("tomas", "gil@hotel-alba.example")]


def test_access_that_says_nothing_is_as_in_a_sound_plan() -> None:
    assert whom("portal_access: sí", "portal_access:") == [JULIA, TOMAS]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "draft: sí\n"),
        ("", "specimen: yes\n"),
        ("", "draft: quizá\n"),
        ("", "draf: sí\n"),
        ("", "draft: no\ndraft: sí\n"),
        ("", "organisation:\n  provider: []\n"),
        ("    contacts:", "    contacts: []\n    contacts:"),
        ("    contacts:", "    contact:"),
        ("  client:\n", "  client: Hotel Alba\n  clients:\n"),
        ("organisation:", "organización:"),
    ],
)
def test_a_plan_that_is_for_nobody_or_not_clear_grants_nobody(old: str, new: str) -> None:
    assert whom(old, new) == []


def test_no_field_of_a_plan_passes_for_another_one_misspelt() -> None:
    fields = {"id": "x", "mail": "x@y.example"} | dict.fromkeys(set(ClientContact.model_fields) - OWN, "x")
    client = dict.fromkeys(ClientSide.model_fields, "x") | {"contacts": [fields]}
    organisation = dict.fromkeys(PlanOrganisation.model_fields, "x") | {"client": client}
    plan = dict.fromkeys(set(ServicePlan.model_fields) - OWN, "x") | {"organisation": organisation}

    assert granted(json.dumps(plan).encode()) == frozenset({("x", "x@y.example")})


@pytest.mark.parametrize(
    "plan",
    [None, b"", b"Hotel Alba", PLAN.replace("    contacts:", "\tcontacts:").encode(), PLAN.encode("utf-16")],
)
def test_of_a_plan_that_is_missing_or_no_yaml_nothing_can_be_told(plan: bytes | None) -> None:
    assert granted(plan) is None
