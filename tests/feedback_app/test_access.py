"""The table of rules, read from both ends: who may reach what, and that nothing else is granted."""

from __future__ import annotations

import datetime as dt

import pytest

from feedback_app.access import RULES, Actor, Anonymous, Kind, Resource, may
from luz.access_list import Contact, Employee


def an_employee(*, manager: bool = False, roles: tuple[str, ...] = ("developer",)) -> Employee:
    return Employee(
        id="ana", name="Ana", mail="ana@oficio.example", roles=roles, manager=manager,
        date_in=None, date_out=None, language="es",
    )  # fmt: skip


def a_contact(client: str) -> Contact:
    return Contact(
        client=client, client_name=client, id="jefa", name="Julia", mail="julia@olmo.example", language="es"
    )


PEOPLE: dict[str, Actor] = {
    "anonymous": Anonymous(),
    "contact of olmo": a_contact("olmo"),
    "contact of north-pier": a_contact("north-pier"),
    "employee": an_employee(),
    "manager": an_employee(manager=True),
    "guardian": an_employee(roles=("experience_guardian",)),
    "account manager": an_employee(roles=("account_manager",)),
}
EVERYBODY = set(PEOPLE)
STAFF = {"employee", "manager", "guardian", "account manager"}


@pytest.mark.parametrize(
    ("name", "circle"),
    [
        ("public", EVERYBODY),
        ("survey", EVERYBODY),
        ("door", EVERYBODY),
        ("session", EVERYBODY - {"anonymous"}),
        ("internal", STAFF),
        ("client:olmo", STAFF | {"contact of olmo"}),
        ("client:north-pier", STAFF | {"contact of north-pier"}),
        ("client:nobody", STAFF),
        ("data", {"manager"}),
        ("guardian", {"guardian"}),
        ("agreement:olmo", {"contact of olmo"}),
        ("agreement:nobody", set()),
        ("procedures_read", STAFF),
        ("who_agreed", {"manager", "account manager"}),
    ],
)
def test_each_thing_is_reached_by_its_circle_alone(name: str, circle: set[str]) -> None:
    resource = Resource.named(name)

    assert resource is not None
    assert {who for who, actor in PEOPLE.items() if may(actor, resource)} == circle


def test_every_kind_of_thing_has_a_rule() -> None:
    assert set(RULES) == set(Kind)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "everything",
        "client",
        "client:",
        "agreement",
        "who_agreed:olmo",
        "data:olmo",
        "internal:olmo",
        "DATA",
    ],
)
def test_what_has_no_name_in_the_table_is_no_resource(name: str) -> None:
    assert Resource.named(name) is None


def test_a_client_edition_without_a_client_is_reached_by_no_contact() -> None:
    assert not may(a_contact("olmo"), Resource(Kind.CLIENT))


def test_a_contact_reaches_no_client_whose_name_only_resembles_theirs() -> None:
    olmo = PEOPLE["contact of olmo"]

    assert [
        may(olmo, Resource(Kind.CLIENT, name)) for name in ("olmo", "Olmo", "olmo ", "olm", "olmo/..")
    ] == [
        True,
        False,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("day", "present"),
    [
        (dt.date(2026, 1, 31), False),
        (dt.date(2026, 2, 1), True),
        (dt.date(2026, 11, 30), True),
        (dt.date(2026, 12, 1), False),
    ],
)
def test_an_employee_belongs_from_the_first_day_to_the_last_both_included(
    day: dt.date, present: bool
) -> None:
    employee = an_employee().model_copy(
        update={"date_in": dt.date(2026, 2, 1), "date_out": dt.date(2026, 11, 30)}
    )

    assert employee.works_here_on(day) is present
