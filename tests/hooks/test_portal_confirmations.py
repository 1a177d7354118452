"""Links to where things are confirmed: on the pages of those who can, and only where the app serves them."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from hooks.frame import Frame
from hooks.pages import pages_of
from luz.audience import Audience, Edition
from luz.editions import for_edition
from luz.model.library import Library
from tests.builders import (
    a_client_folder,
    a_library,
    a_plan,
    a_procedure,
    a_procedure_change,
    a_specimen_folder,
)

TODAY = dt.date(2026, 11, 21)
SERVED = "https://oficio.example"
OLMO, INTERNAL = Edition(Audience.CLIENT, "olmo", "es"), Edition(Audience.INTERNAL)
TO_CONFIRM = re.compile(r'href="[^"]*/((?:agreement|procedures-read|who-agreed)\b[^"]*)"')


def library(**plan: str) -> Library:
    folders = (a_client_folder(plan=a_plan(**plan)), a_specimen_folder())
    return a_library(procedures=(a_procedure(changes=[a_procedure_change()]),), clients=folders)


def links(edition: Edition, public_url: str = SERVED, **plan: str) -> dict[str, list[str]]:
    """By page, the addresses it links at which something is confirmed."""
    pages = pages_of(for_edition(library(**plan), edition), TODAY, public_url)
    return {page.path: found for page in pages if (found := TO_CONFIRM.findall(page.html))}


def test_a_portal_leads_to_its_own_client_s_confirmations() -> None:
    assert links(OLMO) == {
        "": ["agreement/olmo#plan"],
        "plan/": ["agreement/olmo#plan", "agreement/olmo#organisation"],
        "plan/organizacion/": ["agreement/olmo#organisation"],
        "contacto/": ["agreement/olmo"],
    }


def test_the_intranet_leads_employees_to_theirs_and_account_managers_to_who_has() -> None:
    assert links(INTERNAL) == {
        "clientes/": ["who-agreed"],
        "clientes/olmo/": ["who-agreed/olmo"],
        "procedimientos/": ["procedures-read", "who-agreed"],
        "procedimientos/scope-extension/": ["procedures-read#scope-extension"],
        "cambios/": ["procedures-read"],
    }


def test_of_a_draft_nobody_can_have_confirmed_anything() -> None:
    assert "clientes/olmo/" not in links(INTERNAL, draft="sí")


def test_the_specimen_is_nobody_s_to_confirm() -> None:
    assert links(Edition(Audience.PUBLIC)) == {}


@pytest.mark.parametrize("edition", [OLMO, INTERNAL, Edition(Audience.PUBLIC)], ids=lambda one: one.name)
def test_without_the_app_nothing_leads_to_it(edition: Edition) -> None:
    assert links(edition, public_url="") == {}


@pytest.mark.parametrize(
    ("edition", "address", "kept"),
    [
        (OLMO, f"{SERVED}/clients/olmo/", "contacto/#kept"),
        (OLMO, "", ""),
        (INTERNAL, f"{SERVED}/intranet/", ""),
        (Edition(Audience.PUBLIC), f"{SERVED}/", ""),
    ],
)
def test_the_foot_of_a_served_portal_leads_to_what_is_kept(edition: Edition, address: str, kept: str) -> None:
    frame = Frame(for_edition(library(), edition), address)

    assert frame.kept == kept
    assert ("Qué se guarda de lo que lee" in frame.foot("./", "", "Inicio")) == bool(kept)
    pages = pages_of(frame.shown, TODAY, SERVED if address else "")
    assert [page.path + "#kept" for page in pages if 'id="kept"' in page.html] == ([kept] if kept else [])
