"""Pages against the rules of axe, by day and by night, on a desk and on a phone. Nothing is waived."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Arrive
from tests.journeys.kinds import CLOSELY, KINDS, SURVEY

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

MANAGER = "employee:luis-prado"
AXE = Axe()
RULES = {"resultTypes": ["violations"]}


def violations(page: Page) -> list[str]:
    """Each rule that is broken, and where."""
    results: dict[str, Any] = AXE.run(page, options=RULES).response
    return [
        f"{one['id']}: {node['target']} {node['html'][:120]}"
        for one in results["violations"]
        for node in one["nodes"]
    ]


def test_axe_sees_what_is_wrong(arrive: Arrive) -> None:
    page = arrive()
    page.set_content(
        "<html lang=es><title>t</title><main><h1>t</h1><p style='color: #aaa'>pálido</p><img src='data:,'>"
    )

    assert sorted(one.partition(":")[0] for one in violations(page)) == ["color-contrast", "image-alt"]


def broken(page: Page, addresses: Iterable[str]) -> dict[str, list[str]]:
    """The rules broken on each of the pages at these addresses; nothing about those in order."""
    found = {}
    for address in addresses:
        page.goto(address)
        if here := violations(page):
            found[address] = here
    return found


@pytest.mark.parametrize(("width", "colours", "which"), [(1280, "light", 0), (360, "dark", 1)])
def test_the_pages_most_unlike_one_another_keep_the_rules(
    arrive: Arrive, width: int, colours: str, which: int
) -> None:
    # Every other page this way and the rest that way; the slow tests look at all pages in all ways.
    assert broken(arrive(MANAGER, width=width, color_scheme=colours), CLOSELY[which::2]) == {}


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_kind_of_page_keeps_the_rules(arrive: Arrive, width: int, colours: str) -> None:
    assert broken(arrive(MANAGER, width=width, color_scheme=colours), KINDS) == {}


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_refused_form_and_the_thanks_keep_the_rules(arrive: Arrive, colours: str) -> None:
    page = arrive(width=360, color_scheme=colours)
    page.goto(SURVEY)
    page.get_by_label("En parte", exact=True).check()
    page.get_by_role("button", name="Enviar mi respuesta").click()
    expect(page.get_by_role("alert")).to_be_focused()
    refused = violations(page)
    page.get_by_label("Satisfactoria", exact=True).check()
    page.get_by_role("button", name="Enviar mi respuesta").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tenemos su respuesta")

    assert (refused, violations(page)) == ([], [])
