"""The portal of one client, in their language; below a prefix also the specimen on the public site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from hooks.archive_pages import product_pages, project_pages, proposal_pages
from hooks.company_pages import calendar_tools
from hooks.page import Page
from hooks.places import Paths, Place, client_places
from hooks.plan_pages import plan_pages, plan_tools
from hooks.rendering import Rendering, wording
from luz.audience import Record
from luz.editions import Shown
from luz.hours import closures_ahead

DAYS_AHEAD = 120
"""How far ahead closures are told: further than anybody plans a delivery without asking."""


@dataclass(frozen=True)
class _LastWork:
    task: Record
    entry: Record


def portal_pages(shown: Shown, today: dt.date, public_url: str, prefix: str = "") -> tuple[Page, ...]:
    """Every page of the portal of the one client this edition shows."""
    folder = shown.client
    paths = Paths(wording(shown.edition.language), prefix)
    rendering = Rendering(
        shown, dict(_places(shown, paths)), today, public_url, content_language=folder.client.language
    )
    return (
        _home(rendering, paths),
        *plan_pages(rendering, folder, paths),
        *_services(rendering, paths),
        *_contingencies(rendering, paths),
        _who(rendering, paths),
        *_procedures(rendering, paths),
        *project_pages(rendering, folder, paths),
        *proposal_pages(rendering, folder, paths),
        *product_pages(rendering, folder, paths),
        *_meeting_points(rendering, paths),
    )


def _places(shown: Shown, paths: Paths) -> Iterator[tuple[Place, str]]:
    library, folder = shown.library, shown.client
    yield from client_places(folder, paths)
    for page in ("who", "complaints", "contact", "procedures", "services", "contingencies"):
        yield ("page", page), paths.of(page)
    for person in library.company.people:
        yield ("person", person.id), f"{paths.of('who')}#person-{person.id}"
    for role in library.organisation.roles:
        yield ("role", role.id), f"{paths.of('who')}#role-{role.id}"
    for phase in library.organisation.phases:
        page = paths.of("plan", "organisation") if phase.id in _own_phases(folder) else paths.of("who")
        yield ("phase", phase.id), f"{page}#phase-{phase.id}"
    for incident_class in library.organisation.incident_classes:
        anchor = f"#incident-class-{incident_class.id}"
        yield ("incident_class", incident_class.id), paths.of("plan", "procedures") + anchor
    for procedure in library.procedures:
        yield ("procedure", procedure.id), paths.of("procedures", item=procedure.id)
    for calendar in library.calendars:
        yield ("calendar", calendar.id), f"{paths.of('contact')}#calendar-{calendar.id}"
    yield from _catalogue_places(shown, paths)


def _catalogue_places(shown: Shown, paths: Paths) -> Iterator[tuple[Place, str]]:
    for service in shown.library.catalogue.services:
        yield ("service", service.id), f"{paths.of('services')}#service-{service.id}"
    for tier in shown.library.catalogue.maintenance_tiers:
        yield ("maintenance_tier", tier.id), f"{paths.of('services')}#maintenance-{tier.id}"
    for one in shown.library.contingencies:
        yield ("contingency", one.id), f"{paths.of('contingencies')}#contingency-{one.id}"


def _home(rendering: Rendering, paths: Paths) -> Page:
    shown, folder = rendering.shown, rendering.shown.client
    title = str(folder.client.name) if paths.prefix else rendering.wording.text("Home")
    calendar = shown.find("calendar", shown.library.company.calendar)
    values = {
        "folder": folder,
        "last_work": _last_work(folder.plan),
        "closures": closures_ahead(calendar, rendering.today, DAYS_AHEAD, shown.edition.language),
        "days_ahead": DAYS_AHEAD,
    }
    return rendering.page(paths.of(), "portal/home.html", title, {"layout": "home"}, **values)


def _services(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    """What the catalogue says of the services contracted, and the maintenance tiers that there are."""
    shown = rendering.shown
    if shown.library.catalogue.services or shown.library.catalogue.maintenance_tiers:
        title = rendering.wording.text("Services contracted")
        yield rendering.page(paths.of("services"), "portal/services.html", title, {}, folder=shown.client)


def _contingencies(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    """What is ready for the contingencies that the plan names."""
    shown, text = rendering.shown, rendering.wording.text
    if shown.library.contingencies:
        looks = {"nav_title": text("Contingencies"), "nav_parent": paths.of("plan")}
        title = text("What we are ready for")
        yield rendering.page(
            paths.of("contingencies"), "portal/contingencies.html", title, looks, folder=shown.client
        )


def _who(rendering: Rendering, paths: Paths) -> Page:
    folder = rendering.shown.client
    phases = rendering.shown.library.organisation.phases
    values = {
        "folder": folder,
        "other_phases": tuple(phase for phase in phases if phase.id not in _own_phases(folder)),
        **plan_tools(rendering.shown),
    }
    title = rendering.wording.text("Whom do I address?")
    return rendering.page(paths.of("who"), "portal/who.html", title, {}, **values)


def _procedures(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    folder = rendering.shown.client
    notes = {item.procedure: item.note for item in folder.plan.procedures.items}
    title = rendering.wording.text("Procedures")
    held = {"nav_parent": paths.of("plan")}
    yield rendering.page(paths.of("procedures"), "portal/procedures.html", title, held, folder=folder)
    for procedure in rendering.shown.library.procedures:
        path = paths.of("procedures", item=procedure.id)
        values = {"folder": folder, "procedure": procedure, "note": notes.get(procedure.id)}
        yield rendering.page(path, "portal/procedure.html", procedure.name, {}, **values)


def _meeting_points(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    """How to complain, and how to reach us."""
    folder, text = rendering.shown.client, rendering.wording.text
    values = {"folder": folder, **calendar_tools(rendering)}
    yield rendering.page(
        paths.of("complaints"),
        "portal/complaints.html",
        text("How to complain"),
        {"nav_title": text("Complaints")},
        **values,
    )
    yield rendering.page(
        paths.of("contact"),
        "portal/contact.html",
        text("Contact and hours"),
        {"nav_title": text("Contact")},
        **values,
    )


def _last_work(plan: Record) -> _LastWork | None:
    """The latest entry in the log of the work that goes unnoticed."""
    tasks = () if plan.silent_work is None else plan.silent_work.tasks
    entries = [_LastWork(task, entry) for task in tasks for entry in task.log]
    return max(entries, key=lambda one: one.entry.on, default=None)


def _own_phases(folder: Record) -> tuple[str, ...]:
    phases: tuple[str, ...] = folder.plan.organisation.phases
    return phases
