"""What a plan lacks of the published checklists, what is no concern of it, and what it meets."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from hooks.intranet import intranet_pages
from hooks.page import Page
from luz.audience import Audience, Edition
from luz.editions import for_edition
from luz.profiles import CHECKLISTS
from tests.builders import a_client_folder, a_company, a_library, a_plan
from tests.hooks.reading_pages import flaws, words

TODAY = dt.date(2026, 11, 21)
PATH = "clientes/olmo/lo-que-falta/"


def pages(company: Any = None, **plan: Any) -> dict[str, Page]:
    folder = a_client_folder(plan=a_plan(**plan))
    library = a_library(company=company or a_company(), clients=(folder,))
    shown = for_edition(library, Edition(Audience.INTERNAL))
    return {page.path: page for page in intranet_pages(shown, TODAY, "")}


def headed(text: str, *headings: str) -> list[str]:
    """The headings that a text holds, in its order."""
    return re.findall("|".join(map(re.escape, headings)), text)


def test_every_checklist_stands_on_the_page_with_every_item_of_it() -> None:
    page = pages()[PATH]
    items = [item.id for one in CHECKLISTS.values() for item in one.items]

    assert re.findall(r"<h2 id=\"[^\"]+\">([^<]+)</h2>", page.html) == [
        one.title for one in CHECKLISTS.values()
    ]
    assert sorted(re.findall(r"<code>([^<]+)</code>", page.html)) == sorted(items)
    assert flaws(page) == []


def test_what_is_missing_says_where_to_write_it() -> None:
    text = words(pages()[PATH])

    assert "ITIL, Checklist SLA (IT Process Wiki) · ending Se escribe en plan.yml: validity.ending" in text


def test_what_an_editor_says_of_an_item_stands_as_its_reason() -> None:
    said = [{"profile": "iso20000", "item": "ending", "reason": "Se contrata por horas."}]

    text = words(pages(not_concerned=said)[PATH])

    assert "· ending Se contrata por horas." in text


def test_where_the_checklist_itself_lets_a_plan_off_its_own_reason_is_told() -> None:
    company = a_company(channels=[{"kind": "mail", "value": "hola@oficio.example"}])

    text = words(pages(company)[PATH])

    assert "· phone_wait No se atiende por teléfono" in text


def test_what_is_met_is_folded_below_what_is_not() -> None:
    said = [{"profile": "une93200", "item": "services", "reason": "Aún no."}]
    html = pages(not_concerned=said)[PATH].html

    une = html[html.index('<h2 id="une93200">') : html.index('<h2 id="iso20000">')]
    assert headed(une, "une93200-missing", "une93200-not_concerned", "<details>") == [
        "une93200-missing",
        "une93200-not_concerned",
        "<details>",
    ]


def test_a_client_without_a_plan_has_no_such_page() -> None:
    shown = for_edition(a_library(clients=(a_client_folder(plan=None),)), Edition(Audience.INTERNAL))

    assert PATH not in {page.path for page in intranet_pages(shown, TODAY, "")}
