"""The pages on the company itself: how it works, who is who, when it is open, what it asks visitors.

The intranet shows all of them; the public site shows those that are meant for everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hooks.archive_pages import product_page, question_link
from hooks.organisation_chart import chart
from hooks.page import Page
from hooks.places import Paths, Place
from hooks.plan_pages import plan_tools
from hooks.rendering import Rendering
from luz.audience import Record
from luz.editions import Shown
from luz.hours import announced, closures_ahead

A_YEAR = 365


@dataclass(frozen=True)
class AddressedIn:
    """Whom one client addresses for a matter, as that client's plan says."""

    folder: Record
    row: Record


def company_places(shown: Shown, paths: Paths) -> Iterator[tuple[Place, str]]:
    """Where each of the company's own things stands on the intranet."""
    library = shown.library
    for page in ("clients", "procedures", "organisation", "people", "projects", "proposals", "calendar"):
        yield ("page", page), paths.of(page)
    yield ("page", "matters"), paths.of("people", "matters")
    yield ("page", "company"), paths.of("company")
    yield ("page", "objectives"), paths.of("objectives")
    yield ("page", "questionnaires"), paths.of("questionnaires")
    for person in library.company.people:
        yield ("person", person.id), f"{paths.of('people')}#person-{person.id}"
    for role in library.organisation.roles:
        yield ("role", role.id), f"{paths.of('organisation')}#role-{role.id}"
    for phase in library.organisation.phases:
        yield ("phase", phase.id), f"{paths.of('organisation', 'phases')}#phase-{phase.id}"
    for matter in library.organisation.matters:
        yield ("matter", matter.id), f"{paths.of('people', 'matters')}#matter-{matter.id}"
    for incident_class in library.organisation.incident_classes:
        anchor = f"#incident-class-{incident_class.id}"
        yield ("incident_class", incident_class.id), paths.of("organisation", "incidents") + anchor
    for calendar in library.calendars:
        yield ("calendar", calendar.id), f"{paths.of('calendar')}#calendar-{calendar.id}"
    for procedure in library.procedures:
        yield ("procedure", procedure.id), paths.of("procedures", item=procedure.id)
    for questionnaire in library.questionnaires:
        yield ("questionnaire", questionnaire.id), paths.of("questionnaires", item=questionnaire.id)
    for product in library.company.products:
        yield ("product", product.id), paths.of("company", item=product.id)


def company_pages(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    """Every page of the intranet about the company, held together by the page of the company itself."""
    yield from _company(rendering, paths)
    yield from _people(rendering, paths)
    yield from _organisation(rendering, paths)
    yield _calendar(rendering, paths)
    yield from _questionnaires(rendering, paths)


def procedure_pages(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    """The list of procedures, and each procedure."""
    title = rendering.wording.text("Procedures")
    yield rendering.page(paths.of("procedures"), "intranet/procedures.html", title, {"layout": "wide"})
    for procedure in rendering.shown.library.procedures:
        users = [folder for folder in rendering.shown.library.clients if procedure.id in _followed(folder)]
        yield rendering.page(
            paths.of("procedures", item=procedure.id),
            "intranet/procedure.html",
            procedure.name,
            {},
            procedure=procedure,
            users=users,
        )


def _followed(folder: Record) -> set[str]:
    return set() if folder.plan is None else {item.procedure for item in folder.plan.procedures.items}


def _organisation(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    text, shown = rendering.wording.text, rendering.shown
    held = {"nav_parent": paths.of("company")}
    yield rendering.page(paths.of("organisation"), "intranet/organisation.html", text("Roles"), held)
    yield rendering.page(
        paths.of("organisation", "phases"),
        "intranet/phases.html",
        text("Phases and who takes part"),
        {"layout": "wide"},
    )
    used = {
        one.id: [folder for folder in shown.library.clients if one.id in _spoken_of(folder)]
        for one in shown.library.organisation.incident_classes
    }
    yield rendering.page(
        paths.of("organisation", "incidents"),
        "intranet/incidents.html",
        text("Classes of incident"),
        {},
        used=used,
    )


def _spoken_of(folder: Record) -> set[str]:
    promised = () if folder.plan is None else folder.plan.commitments.items
    happened = {incident.incident_class for project in folder.projects for incident in project.incidents}
    return happened | {one.incident_class for one in promised if one.incident_class is not None}


def _people(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    text, people = rendering.wording.text, rendering.shown.library.company.people
    held = {"nav_parent": paths.of("company")}
    yield rendering.page(
        paths.of("people"), "intranet/people.html", text("People"), held, people=people, chart=chart(people)
    )
    yield rendering.page(
        paths.of("people", "matters"),
        "intranet/matters.html",
        text("Whom to address for what"),
        {},
        addressed={
            matter.id: tuple(_addressed(rendering.shown, matter.id))
            for matter in rendering.shown.library.organisation.matters
        },
    )


def _addressed(shown: Shown, matter: str) -> Iterator[AddressedIn]:
    for folder in shown.library.clients:
        if folder.plan is not None:
            rows = folder.plan.organisation.matters
            yield from (AddressedIn(folder, row) for row in rows if row.matter == matter)


def _calendar(rendering: Rendering, paths: Paths) -> Page:
    title = rendering.wording.text("Hours and closures")
    held = {"nav_parent": paths.of("company")}
    return rendering.page(
        paths.of("calendar"), "intranet/calendar.html", title, held, **calendar_tools(rendering)
    )


def calendar_tools(rendering: Rendering) -> dict[str, Any]:
    """What the templates of calendars may call."""
    language = rendering.shown.edition.language
    return {
        **plan_tools(rendering.shown),
        "ahead": lambda calendar: closures_ahead(calendar, rendering.today, A_YEAR, language),
        "announced": lambda calendar: announced(calendar, language),
    }


def _company(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    text, shown = rendering.wording.text, rendering.shown
    yield rendering.page(paths.of("company"), "intranet/company.html", text("The company"), {})
    if shown.library.company.objectives:
        held = {"nav_parent": paths.of("company")}
        yield rendering.page(paths.of("objectives"), "intranet/objectives.html", text("Our objectives"), held)
    for product in shown.library.company.products:
        yield product_page(rendering, product, paths.of("company", item=product.id))


def _questionnaires(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    shown, title = rendering.shown, rendering.wording.text("Questionnaires")
    held = {"nav_parent": paths.of("company")}
    yield rendering.page(paths.of("questionnaires"), "intranet/questionnaires.html", title, held)
    for questionnaire in shown.library.questionnaires:
        yield rendering.page(
            paths.of("questionnaires", item=questionnaire.id),
            "intranet/questionnaire.html",
            questionnaire.title,
            {},
            questionnaire=questionnaire,
            question_link=question_link,
            products=[*_asked_by(shown, questionnaire.id)],
        )


def _asked_by(shown: Shown, questionnaire: str) -> Iterator[Record]:
    for product in shown.library.company.products:
        if product.questionnaire == questionnaire:
            yield product
    for folder in shown.library.clients:
        yield from (one for one in folder.client.products if one.questionnaire == questionnaire)
