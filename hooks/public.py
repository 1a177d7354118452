"""The pages of the public site: who we are, what we have done, a specimen plan, and every way to reach us."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hooks.archive_pages import question_link
from hooks.company_pages import calendar_tools
from hooks.page import Page
from hooks.places import Paths, Place
from hooks.portal import portal_pages
from hooks.rendering import Rendering, environment, speaking_for, wording
from luz.audience import Record
from luz.editions import Shown

PROJECTS_ON_THE_HOME_PAGE = 6


@dataclass(frozen=True)
class ShownProject:
    """A project anybody may see, with the client who agreed to be named."""

    folder: Record
    project: Record


def public_pages(shown: Shown, today: dt.date, public_url: str) -> tuple[Page, ...]:
    """Every page of the public site, in the order of its navigation."""
    language = shown.edition.language
    paths = Paths(wording(language))
    rendering = Rendering(shown, dict(_places(shown, paths)), today, public_url, content_language=language)
    projects = tuple(_projects(shown))
    return (
        _home(rendering, projects),
        *_offer(rendering, paths),
        _project_page(rendering, paths, projects),
        *_specimens(rendering, paths),
        *_opinion(rendering, paths),
        _about(rendering, paths),
        _contact(rendering, paths),
    )


def _places(shown: Shown, paths: Paths) -> Iterator[tuple[Place, str]]:
    for page in ("services", "maintenance", "projects", "opinion", "about", "contact"):
        yield ("page", page), paths.of(page)
    for specimen in shown.specimens:
        yield ("specimen", specimen.client.id), _specimen_prefix(shown, specimen, paths)
    for service in shown.library.catalogue.services:
        yield ("service", service.id), f"{paths.of('services')}#service-{service.id}"
    for tier in shown.library.catalogue.maintenance_tiers:
        yield ("maintenance_tier", tier.id), f"{paths.of('maintenance')}#maintenance-{tier.id}"
    for calendar in shown.library.calendars:
        yield ("calendar", calendar.id), f"{paths.of('contact')}#calendar-{calendar.id}"
    for questionnaire in shown.library.questionnaires:
        yield ("questionnaire", questionnaire.id), paths.of("opinion", item=questionnaire.id)
    for one in _projects(shown):
        anchor = f"#project-{one.folder.id}-{one.project.id}"
        yield ("project", f"{one.folder.id}/{one.project.id}"), paths.of("projects") + anchor


def _projects(shown: Shown) -> Iterator[ShownProject]:
    """Those under way first, then the finished ones, the youngest first."""
    found = [ShownProject(folder, one) for folder in shown.library.clients for one in folder.projects]
    found.sort(key=lambda one: one.project.started_on, reverse=True)
    found.sort(key=lambda one: one.project.finished_on is not None)
    return iter(found)


def _home(rendering: Rendering, projects: tuple[ShownProject, ...]) -> Page:
    title = rendering.shown.library.company.name
    return rendering.page(
        "",
        "public/home.html",
        title,
        {"layout": "home", "nav_title": rendering.wording.text("Home")},
        projects=projects[:PROJECTS_ON_THE_HOME_PAGE],
        said=speaking_for(rendering),
        specimens=[specimen.client for specimen in rendering.shown.specimens],
    )


def _offer(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    """What anybody may contract, and the ways of being looked after, explained before signing."""
    catalogue, text = rendering.shown.library.catalogue, rendering.wording.text
    if catalogue.services:
        looks = {"nav_title": text("Services")}
        yield rendering.page(paths.of("services"), "public/services.html", text("What we offer"), looks)
    if catalogue.maintenance_tiers:
        looks = {"nav_parent": paths.of("services"), "layout": "wide"}
        title = text("Ways of being looked after")
        yield rendering.page(paths.of("maintenance"), "company/maintenance.html", title, looks)


def _about(rendering: Rendering, paths: Paths) -> Page:
    return rendering.page(paths.of("about"), "public/about.html", rendering.wording.text("Who we are"), {})


def _project_page(rendering: Rendering, paths: Paths, projects: tuple[ShownProject, ...]) -> Page:
    title = rendering.wording.text("Projects")
    said = speaking_for(rendering)
    return rendering.page(
        paths.of("projects"), "public/projects.html", title, {}, projects=projects, said=said
    )


def _opinion(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    text, library = rendering.wording.text, rendering.shown.library
    yield rendering.page(paths.of("opinion"), "public/opinion.html", text("Your opinion"), {})
    for questionnaire in library.questionnaires:
        yield rendering.page(
            paths.of("opinion", item=questionnaire.id),
            "public/questionnaire.html",
            questionnaire.title,
            {"nav_title": text("What we ask")},
            questionnaire=questionnaire,
            question_link=question_link,
        )


def _contact(rendering: Rendering, paths: Paths) -> Page:
    title = rendering.wording.text("Contact")
    return rendering.page(paths.of("contact"), "public/contact.html", title, {}, **calendar_tools(rendering))


def _specimens(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    """Each specimen plan as its own client would read it, marked as invented on every page."""
    shown, title = rendering.shown, rendering.wording.text("Specimen plan")
    note = environment().get_template("public/specimen_note.html").render(t=rendering.wording.text)
    for specimen in shown.specimens:
        prefix = _specimen_prefix(shown, specimen, paths)
        for page in portal_pages(specimen, rendering.today, rendering.public_url, prefix):
            label = title if page.path == prefix else page.nav_title
            yield replace(page, html=note + page.html, nav_title=label)


def _specimen_prefix(shown: Shown, specimen: Shown, paths: Paths) -> str:
    alone = len(shown.specimens) == 1
    return paths.of("specimen", item="" if alone else specimen.client.id)
