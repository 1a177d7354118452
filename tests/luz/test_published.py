"""What a build publishes, and that whoever has left goes before anything else comes."""

from __future__ import annotations

import datetime as dt
import json
import threading
from pathlib import Path
from typing import Any

import pytest

from luz.access_list import AccessList
from luz.grants import Grants
from luz.model.library import Library
from luz.published import NothingPublished, Published, PublishedState, publish, withdraw
from tests.builders import (
    LOGO,
    a_client,
    a_client_folder,
    a_company,
    a_library,
    a_plan,
    a_product,
    a_questionnaire,
    an_english_client_folder,
    both,
    people,
    write_plans,
)

TODAY = dt.date(2026, 11, 21)


def published(folder: Path, library: Library, **held_back: Grants | None) -> Published:
    publish(library, folder / "published", write_plans(library, folder / "plans"), held_back)
    return PublishedState(folder / "published").current()


def without_elena() -> Library:
    return a_library(company=a_company(people=people()[1:]))


def a_folder_with(contact: dict[str, Any], **plan: Any) -> Library:
    """A library of one client, whose one contact and whose plan differ as given."""
    fields = a_plan(**plan).model_dump(mode="json", exclude_none=True)
    fields["organisation"]["client"]["contacts"][0] |= contact
    if contact.get("mail", "") is None:
        del fields["organisation"]["client"]["contacts"][0]["mail"]
    return a_library(clients=(a_client_folder(plan=fields),))


def contacts(access: AccessList) -> list[tuple[str, str]]:
    return [(one.client, one.id) for one in access.contacts]


def test_employees_are_listed_with_their_rights(tmp_path: Path) -> None:
    access = published(tmp_path, a_library()).access

    assert [(one.id, one.manager, one.date_out) for one in access.employees] == [
        ("elena-robles", True, None),
        ("ana-rivas", True, None),
        ("bruno-leal", False, dt.date(2027, 1, 31)),
    ]
    assert access.employees[1].roles == ("account_manager", "experience_guardian")


def test_contacts_are_listed_with_their_client_and_its_language(tmp_path: Path) -> None:
    access = published(tmp_path, a_library()).access

    assert [(one.client, one.client_name, one.id, one.mail, one.language) for one in access.contacts] == [
        ("olmo", "Bodegas Olmo", "jefa", "julia@cliente.example", "es"),
        ("north-pier", "North Pier Freight", "jefa", "julia@cliente.example", "en"),
    ]


@pytest.mark.parametrize(
    ("contact", "plan"),
    [({"portal_access": "no"}, {}), ({"mail": None}, {}), ({}, {"draft": "sí"}), ({}, {"specimen": "sí"})],
)
def test_a_contact_without_a_portal_is_not_listed(
    tmp_path: Path, contact: dict[str, Any], plan: dict[str, Any]
) -> None:
    assert contacts(published(tmp_path, a_folder_with(contact, **plan)).access) == []


def test_an_employee_is_known_until_the_last_day_and_not_after(tmp_path: Path) -> None:
    access = published(tmp_path, a_library()).access
    last_day = dt.date(2027, 1, 31)

    assert access.employee("bruno-leal", last_day) is not None
    assert access.employee("bruno-leal", last_day + dt.timedelta(days=1)) is None
    assert access.employee("nobody", TODAY) is None


def test_products_of_the_company_and_of_clients_can_be_asked_about(tmp_path: Path) -> None:
    state = published(tmp_path, a_library())

    assert [(one.id, one.client, one.client_name, one.language) for one in state.products] == [
        ("oficio-web", None, None, "es"),
        ("olmo-tienda", "olmo", "Bodegas Olmo", "es"),
    ]
    product = state.product("olmo-tienda")
    assert product is not None
    assert [reason.code for reason in product.reasons] == ["payment-step"]
    assert state.product("nothing") is None


def test_products_of_a_client_whose_plan_is_a_draft_are_not_known_outside(tmp_path: Path) -> None:
    draft = a_library(clients=(a_client_folder(plan=a_plan(draft="sí")),))

    assert [one.id for one in published(tmp_path, draft).products] == ["oficio-web"]


@pytest.mark.parametrize(
    ("day", "active"),
    [
        (dt.date(2025, 12, 31), False),
        (dt.date(2026, 1, 1), True),
        (dt.date(2026, 6, 30), True),
        (dt.date(2026, 7, 1), False),
    ],
)
def test_a_product_is_asked_about_from_its_first_day_to_its_last(
    tmp_path: Path, day: dt.date, active: bool
) -> None:
    product = a_product(active_from="2026-01-01", active_until="2026-06-30")
    library = a_library(clients=(a_client_folder(client=a_client(products=[product])),))
    found = published(tmp_path, library).product("olmo-tienda")

    assert found is not None
    assert found.is_active_on(day) is active


def test_a_questionnaire_comes_back_as_it_was_written(tmp_path: Path) -> None:
    state = published(tmp_path, a_library())

    assert state.questionnaire("opinion") == a_questionnaire()
    assert state.questionnaire("nothing") is None


def test_the_company_comes_with_brand_logo_and_day(tmp_path: Path) -> None:
    state = published(tmp_path, a_library())

    assert (state.company.name, state.company.brand.primary) == ("Oficio", "#1b4d3e")
    assert state.company.time_zone == "Europe/Madrid"
    assert state.logo.read_text() == LOGO
    assert abs(state.company.today() - dt.datetime.now(dt.UTC).date()) <= dt.timedelta(days=1)


def test_what_is_published_is_plain_json_without_what_is_internal(tmp_path: Path) -> None:
    published(tmp_path, a_library())

    files = sorted(path.name for path in (tmp_path / "published").glob("*.json"))
    text = "".join((tmp_path / "published" / name).read_text() for name in files)
    assert files == ["access.json", "state.json"]
    assert [name for name in files if not isinstance(_json(tmp_path, name), dict)] == []
    assert "Cliente exigente y leal" not in text
    assert "Atiende también las quejas" not in text


def _json(folder: Path, name: str) -> Any:
    return json.loads((folder / "published" / name).read_text())


def test_before_the_first_build_nothing_is_published(tmp_path: Path) -> None:
    state = PublishedState(tmp_path / "published")

    with pytest.raises(NothingPublished):
        state.current()
    published(tmp_path, a_library())
    assert state.current().company.name == "Oficio"


def test_a_running_process_notices_a_new_state_and_reads_an_old_one_once(tmp_path: Path) -> None:
    published(tmp_path, a_library())
    state = PublishedState(tmp_path / "published")

    first, again = state.current(), state.current()
    published(tmp_path, a_library(company=a_company(name="Otro Oficio")))
    after = state.current()

    assert first is again
    assert (first.company.name, after.company.name) == ("Oficio", "Otro Oficio")


def test_a_change_of_the_access_list_alone_is_noticed(tmp_path: Path) -> None:
    before = published(tmp_path, a_library())
    state = PublishedState(tmp_path / "published")
    state.current()

    withdraw(without_elena(), tmp_path / "published")

    assert len(before.access.employees) == 3
    assert [one.id for one in state.current().access.employees] == ["ana-rivas", "bruno-leal"]


def test_withdrawing_takes_away_and_adds_nothing(tmp_path: Path) -> None:
    olmo_alone = a_library(clients=(a_client_folder(),), company=a_company(people=people()[:2]))
    published(tmp_path, olmo_alone)
    staff = people()
    staff[0] |= {"manager": "no", "roles": ["managing_director", "experience_guardian"]}
    staff[1] |= {"roles": ["account_manager"], "date_out": "2026-11-30"}
    changed = a_library(company=a_company(people=staff), clients=(an_english_client_folder(),))

    withdraw(changed, tmp_path / "published")

    access = PublishedState(tmp_path / "published").current().access
    assert [(one.id, one.manager, one.roles, one.date_out) for one in access.employees] == [
        ("elena-robles", False, ("managing_director",), None),
        ("ana-rivas", True, ("account_manager",), dt.date(2026, 11, 30)),
    ]
    assert access.contacts == ()


def test_nobody_becomes_a_manager_by_being_withdrawn(tmp_path: Path) -> None:
    published(tmp_path, a_library())
    staff = people()
    staff[2] |= {"manager": "sí"}

    withdraw(a_library(company=a_company(people=staff)), tmp_path / "published")

    access = PublishedState(tmp_path / "published").current().access
    assert [one.manager for one in access.employees] == [True, True, False]


def test_nothing_is_written_when_nobody_leaves(tmp_path: Path) -> None:
    published(tmp_path, a_library())
    before = (tmp_path / "published" / "access.json").stat()

    withdraw(a_library(), tmp_path / "published")

    assert (tmp_path / "published" / "access.json").stat().st_ino == before.st_ino


def test_withdrawing_before_the_first_build_publishes_nothing(tmp_path: Path) -> None:
    withdraw(a_library(), tmp_path / "published")

    assert not (tmp_path / "published").exists()


def test_a_client_held_back_keeps_its_contacts_products_and_plan(tmp_path: Path) -> None:
    before = published(tmp_path, a_library())
    rest = a_library(clients=(an_english_client_folder(),))

    held = published(tmp_path, rest, olmo=None)
    gone = published(tmp_path, rest)

    assert sorted(contacts(held.access)) == [("north-pier", "jefa"), ("olmo", "jefa")]
    assert [one.id for one in held.products] == ["oficio-web", "olmo-tienda"]
    assert held.plan("olmo") == before.plan("olmo")
    assert gone.plan("olmo") is None
    assert contacts(gone.access) == [("north-pier", "jefa")]
    assert [one.id for one in gone.products] == ["oficio-web"]


def test_of_a_client_held_back_whoever_its_plan_grants_nothing_any_more_is_withdrawn(tmp_path: Path) -> None:
    before = published(tmp_path, a_library())

    withdraw(a_library(clients=(an_english_client_folder(),)), tmp_path / "published", {"olmo": frozenset()})

    after = PublishedState(tmp_path / "published").current()
    assert contacts(after.access) == [("north-pier", "jefa")]
    assert after.access.employees == before.access.employees
    assert [one.id for one in after.products] == ["oficio-web", "olmo-tienda"]


def test_who_reads_while_somebody_publishes_sees_one_state_or_the_other(tmp_path: Path) -> None:
    libraries = [
        a_library(),
        a_library(company=a_company(name="Otro", tagline=both("x" * 3000, "y" * 3000))),
    ]
    published(tmp_path, libraries[0])
    state, names, over = PublishedState(tmp_path / "published"), set(), threading.Event()

    def read() -> None:
        while not over.is_set():
            names.add(state.current().company.name)

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(20):
        published(tmp_path, libraries[turn % 2])
    over.set()
    reader.join()

    assert names <= {"Oficio", "Otro"}
    assert names != set()


def test_a_build_that_stops_half_way_leaves_what_was_published(tmp_path: Path) -> None:
    published(tmp_path, a_library())
    before = {path.name: path.read_bytes() for path in (tmp_path / "published").glob("*.json")}
    (tmp_path / "plans" / "files" / "logo.svg").unlink()

    with pytest.raises(FileNotFoundError):
        publish(a_library(company=a_company(name="Otro")), tmp_path / "published", tmp_path / "plans")

    after = {path.name: path.read_bytes() for path in (tmp_path / "published").glob("*.json")}
    assert after == before
