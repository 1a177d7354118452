"""The pages of the intranet: what needs attention, each client's corner, the archive, the company itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from hooks import archive_overview as archive
from hooks.archive_pages import product_pages, project_pages, proposal_pages
from hooks.attention import attention
from hooks.catalogue_pages import catalogue_pages, catalogue_places, contingency_pages
from hooks.client_overview import last_projects, open_matters
from hooks.company_pages import company_pages, company_places, procedure_pages
from hooks.completeness import completeness_page
from hooks.field_reference import reference_pages
from hooks.notices import notices, recent
from hooks.page import Page
from hooks.places import Paths, Place, client_places
from hooks.plan_pages import plan_pages
from hooks.rendering import Rendering, speaking_for, wording
from hooks.staff_pages import staff_pages, staff_places
from luz.audience import Record
from luz.editions import Shown, has_portal
from luz.hours import closures_ahead

DAYS_AHEAD = 60
"""How far ahead closures are announced on the home page."""


def intranet_pages(shown: Shown, today: dt.date, public_url: str) -> tuple[Page, ...]:
    """Every page of the intranet, in the order of its navigation."""
    words = wording(shown.edition.language)
    paths = Paths(words)
    rendering = Rendering(
        shown, dict(_places(shown, paths)), today, public_url, content_language=shown.edition.language
    )
    return (
        _home(rendering),
        *_clients(rendering, paths),
        *procedure_pages(rendering, paths),
        *contingency_pages(rendering, paths),
        *catalogue_pages(rendering, paths),
        *_archive(rendering, paths),
        *company_pages(rendering, paths),
        *staff_pages(rendering, paths),
        *reference_pages(rendering, paths),
    )


def _places(shown: Shown, paths: Paths) -> Iterator[tuple[Place, str]]:
    yield from company_places(shown, paths)
    yield from catalogue_places(shown, paths)
    yield from staff_places(shown, paths)
    for folder in shown.library.clients:
        corner = _corner(paths, folder)
        yield from client_places(folder, corner)
        yield ("completeness", folder.id), corner.of("completeness")


def _corner(paths: Paths, folder: Record) -> Paths:
    return replace(paths, prefix=paths.of("clients", item=folder.id))


def _home(rendering: Rendering) -> Page:
    shown, today = rendering.shown, rendering.today
    language = shown.edition.language
    closures = [
        (calendar, closures_ahead(calendar, today, DAYS_AHEAD, language))
        for calendar in shown.library.calendars
    ]
    return rendering.page(
        "",
        "intranet/home.html",
        rendering.wording.text("Home"),
        {"layout": "home"},
        attention=attention(shown, today),
        notices=recent(notices(shown, today), today),
        closures=[(calendar, ahead) for calendar, ahead in closures if ahead],
        days_ahead=DAYS_AHEAD,
        said=speaking_for(rendering),
    )


def _clients(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    title = rendering.wording.text("Clients")
    folders = sorted(rendering.shown.library.clients, key=lambda folder: str(folder.client.name))
    said = speaking_for(rendering)
    yield rendering.page(
        paths.of("clients"), "intranet/clients.html", title, {"layout": "wide"}, folders=folders, said=said
    )
    for folder in folders:
        corner = _corner(paths, folder)
        here = replace(rendering, content_language=folder.client.language)
        yield _overview(here, folder, corner)
        yield from plan_pages(here, folder, corner)
        yield from project_pages(here, folder, corner)
        yield from proposal_pages(here, folder, corner)
        yield from product_pages(here, folder, corner)
        yield from completeness_page(here, folder, corner)


def _overview(rendering: Rendering, folder: Record, corner: Paths) -> Page:
    return rendering.page(
        corner.of(),
        "intranet/client.html",
        folder.client.name,
        {},
        folder=folder,
        has_portal=has_portal(folder),
        open_matters=open_matters(folder),
        last_projects=last_projects(folder),
        protocol=rendering.shown.library.complaint_protocol,
    )


def _archive(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    text, said = rendering.wording.text, speaking_for(rendering)
    folders = rendering.shown.library.clients
    projects, rejected = archive.projects(folders), archive.rejected(folders)
    yield rendering.page(
        paths.of("projects"),
        "intranet/projects.html",
        text("Project archive"),
        {},
        by_client=archive.by_client(projects),
        by_year=archive.by_year(projects),
        said=said,
    )
    yield rendering.page(
        paths.of("proposals"),
        "intranet/rejected.html",
        text("Rejected proposals"),
        {"nav_parent": paths.of("projects")},
        by_reason=archive.by_reason(rejected),
        by_client=archive.by_client(rejected),
        said=said,
    )
