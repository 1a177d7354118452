"""The part of the library that one edition shows: what its readers may see and what their plan reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from luz.audience import Audience, Edition, Record, project
from luz.index import Index, index_of
from luz.model.base import Model
from luz.model.catalogue import CatalogueService
from luz.model.client import ClientFolder
from luz.model.library import Library
from luz.walk import leaves

COMPANY_WIDE = (
    "person",
    "role",
    "matter",
    "phase",
    "incident_class",
    "calendar",
    "procedure",
    "questionnaire",
    "service",
    "contingency",
)
"""Kinds of thing that belong to the company and enter an edition only when something in it reaches them."""

Reached = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Shown:
    """What one edition shows: a projected library, and each specimen plan as its own client would see it."""

    edition: Edition
    library: Record
    specimens: tuple[Shown, ...] = ()
    _index: dict[str, dict[str, Record]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", _index_records(self))

    @property
    def client(self) -> Record:
        """The folder of the one client of a client edition."""
        folders: tuple[Record, ...] = self.library.clients
        (folder,) = folders
        return folder

    def find(self, kind: str, key: str | None) -> Record | None:
        """The thing of that kind with that id, or None where this edition does not show it."""
        return self._index.get(kind, {}).get(key) if key else None

    def holders(self, role: str) -> tuple[Record, ...]:
        """The people shown here who hold a role."""
        return tuple(person for person in self._index["person"].values() if role in person.roles)


def editions_of(library: Library) -> tuple[Edition, ...]:
    """Every site to be built: the intranet, the public site, and a portal per client with a plan in force."""
    portals = (
        Edition(Audience.CLIENT, folder.id, folder.client.language)
        for folder in library.clients
        if has_portal(folder)
    )
    return (Edition(Audience.INTERNAL), Edition(Audience.PUBLIC), *portals)


def has_portal(folder: Any) -> bool:
    """Whether a client's folder, or what employees see of it, has a plan with a portal of its own."""
    plan = folder.plan
    return plan is not None and not plan.draft and not plan.specimen


def for_edition(library: Library, edition: Edition) -> Shown:
    """Project the library for one edition: what it hides is not in the result, not even by name."""
    if edition.audience is Audience.INTERNAL:
        return Shown(edition, project(library, edition))
    folders = _folders(library, edition)
    if edition.audience is Audience.CLIENT:
        # A portal holds its own client's products; the company's own site is nobody's service.
        company = library.company.model_copy(update={"products": ()})
        library = library.model_copy(update={"company": company})
    shown = project(_narrowed(library, edition, folders), edition)
    if edition.audience is Audience.CLIENT:
        return Shown(edition, shown)
    return Shown(edition, shown, tuple(_specimens(library, edition)))


def _specimens(library: Library, edition: Edition) -> Iterator[Shown]:
    for folder in library.clients:
        if folder.plan is not None and folder.plan.specimen and not folder.plan.draft:
            as_client = Edition(Audience.CLIENT, folder.id, edition.language)
            yield for_edition(library, as_client)


def _folders(library: Library, edition: Edition) -> tuple[ClientFolder, ...]:
    if edition.audience is Audience.CLIENT:
        return tuple(folder for folder in library.clients if folder.id == edition.client)
    return tuple(
        client
        for client in library.clients
        if any(work.own_audience() is Audience.PUBLIC for work in client.projects)
    )


def _narrowed(library: Library, edition: Edition, folders: tuple[ClientFolder, ...]) -> Library:
    reached = reach(library, edition, folders)

    def kept(kind: str, things: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(thing for thing in things if (kind, thing.id) in reached)

    company, organisation = library.company, library.organisation
    people = kept("person", company.people)
    return library.model_copy(
        update={
            "company": company.model_copy(update={"people": people}),
            "calendars": kept("calendar", library.calendars),
            "organisation": organisation.model_copy(
                update={
                    "roles": kept("role", organisation.roles),
                    "matters": kept("matter", organisation.matters),
                    "phases": kept("phase", organisation.phases),
                    "incident_classes": kept("incident_class", organisation.incident_classes),
                }
            ),
            "procedures": kept("procedure", library.procedures),
            "questionnaires": kept("questionnaire", library.questionnaires),
            "catalogue": library.catalogue.model_copy(
                update={"services": kept("service", library.catalogue.services)}
            ),
            "contingencies": kept("contingency", library.contingencies),
            "clients": folders,
        }
    )


def reach(library: Library, edition: Edition, folders: tuple[ClientFolder, ...]) -> Reached:
    """Every company-wide thing that what is visible in an edition names, directly or through another."""
    index = index_of(library)
    company = library.company.model_copy(update={"people": ()})
    offered = _offered_to(library, edition)
    protocol = (library.complaint_protocol,) if library.complaint_protocol else ()
    shown_anyway = frozenset(("service", service.id) for service in offered)
    return shown_anyway | reached_from((company, *protocol, *offered, *folders), edition, index)


def reached_from(
    records: Iterable[Model], edition: Edition, index: Index, kinds: tuple[str, ...] = COMPANY_WIDE
) -> Reached:
    """Everything of these kinds that an edition sees named in some records, directly or through another."""
    waiting = list(records)
    reached: set[tuple[str, str]] = set()
    while waiting:
        for kind, key, thing in _named(waiting.pop(), edition, index, kinds):
            if (kind, key) not in reached:
                reached.add((kind, key))
                waiting.append(thing)
    return frozenset(reached)


def incident_classes_told(folder: Record) -> frozenset[str]:
    """The classes of incident that a plan explains: commitments and the client's projects speak of them."""
    commitments = {one.incident_class for one in folder.plan.commitments.items if one.incident_class}
    incidents = {incident.incident_class for project in folder.projects for incident in project.incidents}
    return frozenset(commitments | incidents)


def _offered_to(library: Library, edition: Edition) -> tuple[CatalogueService, ...]:
    """What an edition shows of the catalogue by itself: visitors see the whole offer, clients their own."""
    if edition.audience is not Audience.PUBLIC:
        return ()
    services = library.catalogue.services
    return tuple(service for service in services if edition.sees(service.own_audience()))


def _named(
    record: Model, edition: Edition, index: Index, kinds: tuple[str, ...]
) -> Iterator[tuple[str, str, Model]]:
    for leaf in leaves(record):
        if leaf.refers in kinds and edition.sees(leaf.audience):
            thing = index.find(leaf.refers, leaf.value)
            if thing is not None and edition.sees(thing.own_audience()):
                yield leaf.refers, leaf.value, thing


def _index_records(shown: Shown) -> dict[str, dict[str, Record]]:
    library, sees_client_things = shown.library, shown.edition.sees(Audience.CLIENT)
    sees_everything = shown.edition.sees(Audience.INTERNAL)
    things: dict[str, Iterable[Record]] = {
        "calendar": library.calendars,
        "questionnaire": library.questionnaires,
        "client": library.clients,
        "service": library.catalogue.services,
        "maintenance_tier": library.catalogue.maintenance_tiers,
        "supplier": library.catalogue.suppliers if sees_everything else (),
        "contingency": library.contingencies if sees_client_things else (),
        "person": library.company.people if sees_client_things else (),
        "role": library.organisation.roles if sees_client_things else (),
        "matter": library.organisation.matters if sees_client_things else (),
        "phase": library.organisation.phases if sees_client_things else (),
        "incident_class": library.organisation.incident_classes if sees_client_things else (),
        "procedure": library.procedures if sees_client_things else (),
    }
    return {kind: {thing.id: thing for thing in records} for kind, records in things.items()}
