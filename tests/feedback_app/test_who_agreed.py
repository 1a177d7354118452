"""What account managers see of who has confirmed what, and that nobody else sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feedback_app import create_app
from feedback_app.settings import Settings
from luz.model.library import Library
from tests.builders import (
    a_client_folder,
    a_library,
    a_plan,
    a_procedure,
    a_procedure_change,
    an_english_client_folder,
)
from tests.feedback_app import test_agreement, test_procedures_read
from tests.feedback_app.published_house import a_published_house, republish
from tests.feedback_app.served import Served, served

MANAGER, EMPLOYEE, CONTACT = "employee:elena-robles", "employee:bruno-leal", "contact:olmo:jefa"
BLAS = {"id": "blas", "name": "Blas Roca", "mail": "blas@cliente.example"}


def library(contacts: tuple[dict[str, Any], ...] = ({}, BLAS), **plan: Any) -> Library:
    """A library whose first client has these contacts, each told by how they differ from the usual one."""
    fields = a_plan(**plan).model_dump(mode="json", exclude_none=True)
    (usual,) = fields["organisation"]["client"]["contacts"]
    fields["organisation"]["client"]["contacts"] = [usual | {"id": "jefa"} | one for one in contacts]
    folders = (a_client_folder(plan=fields), an_english_client_folder())
    return a_library(procedures=(a_procedure(changes=[a_procedure_change()]),), clients=folders)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return a_published_house(tmp_path, library())


@pytest.fixture
def server(settings: Settings) -> Iterator[Served]:
    with served(create_app(settings)) as server:
        yield server


def stands(page: str) -> dict[str, list[str]]:
    """Of each contact named on a page, how they stand to the plan and to their organisation."""
    found = {}
    for entry in re.findall(r"<li><strong>([^<]+)</strong> <a class=\"mail\".*?</li>", page, re.DOTALL):
        part = page.split(f"<li><strong>{entry}</strong> <a", 1)[1].split("</li>", 1)[0]
        found[entry] = re.findall(r"<dd><(?:span class=\"done\"|strong)>([^<]+)<", part)
    return found


def test_who_has_and_who_has_not_are_named(server: Served) -> None:
    test_agreement.press(server.being(CONTACT), "plan")

    page = server.being(MANAGER).get("/who-agreed/olmo").text

    assert stands(page) == {"Julia Vega": ["Sí", "Todavía no"], "Blas Roca": ["Todavía no", "Todavía no"]}


def test_the_overview_counts_those_of_every_client_and_names_who_has_not(server: Served) -> None:
    test_agreement.press(server.being(CONTACT), "plan")

    page = server.being(MANAGER).get("/who-agreed").text

    assert re.findall(r'href="/who-agreed/([\w-]+)"', page) == ["olmo", "north-pier"]
    olmo = page.partition('id="client-olmo"')[2].partition("</section>")[0]
    told = re.findall(r"<dd>(.*?)</dd>", olmo, re.DOTALL)
    assert [" ".join(re.sub("<[^>]+>", "", one).split()) for one in told] == [
        "1 de 2. Todavía no: Blas Roca",
        "0 de 2. Todavía no: Julia Vega y Blas Roca",
    ]


def test_of_a_new_version_nobody_has_and_the_earlier_one_is_told(settings: Settings, server: Served) -> None:
    test_agreement.press(server.being(CONTACT), "plan")
    republish(settings.data, library(version=3))

    page = server.being(MANAGER).get("/who-agreed/olmo").text

    assert stands(page)["Julia Vega"] == ["Todavía no", "Todavía no"]
    earlier = page.partition("Versiones y textos anteriores")[2]
    assert re.findall(r"<strong>([^<]+)</strong>", earlier) == ["Julia Vega"]
    assert "versión 2" in earlier


def test_who_confirmed_and_can_no_longer_sign_in_is_told_apart(settings: Settings, server: Served) -> None:
    test_agreement.press(server.being(CONTACT), "plan")
    republish(settings.data, library(({"portal_access": "no"}, BLAS)))

    page = server.being(MANAGER).get("/who-agreed/olmo").text

    assert list(stands(page)) == ["Blas Roca"]
    gone = page.partition("personas que ya no pueden entrar")[2].partition("<h2>")[0]
    assert re.findall(r"<strong>([^<]+)</strong>", gone) == ["Julia Vega"]


def test_employees_who_have_not_read_a_procedure_are_named(server: Served) -> None:
    test_procedures_read.press(server.being(EMPLOYEE))

    page = server.being(MANAGER).get("/who-agreed").text

    procedure = page.partition('id="procedure-scope-extension"')[2].partition("</section>")[0]
    assert re.findall(r"</strong> ([^<]+)</p>", procedure) == ["Elena Robles y Ana Rivas"]
    assert re.findall(r"<li>([^,]+),", procedure) == ["Bruno Leal"]


@pytest.mark.parametrize(
    ("who", "status"),
    [(MANAGER, 200), (EMPLOYEE, 404), (CONTACT, 404)],
)
@pytest.mark.parametrize("page", ["/who-agreed", "/who-agreed/olmo"])
def test_managers_see_it_and_other_employees_and_contacts_do_not(
    tmp_path: Path, who: str, status: int, page: str
) -> None:
    with served(create_app(a_published_house(tmp_path))) as server:
        assert server.being(who).get(page).status == status


def test_of_a_client_nobody_has_there_is_no_page(server: Served) -> None:
    assert server.being(MANAGER).get("/who-agreed/nobody").status == 404
