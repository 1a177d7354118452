"""The planted library: every kind of company-wide thing once per owner, and a folder per client."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from luz.audience import Audience
from luz.model.base import Model
from luz.model.calendar import Calendar
from luz.model.client import Client, ClientFolder
from luz.model.company import Company, IncidentClass, Matter, Organisation, Person, Phase, Role
from luz.model.library import Library
from luz.model.procedure import Procedure
from luz.model.project import Project
from luz.model.proposal import Proposal
from luz.model.questionnaire import Questionnaire
from luz.model.service_plan import ServicePlan
from tests.leaks.planting import COMPANY, NOBODY, NOTES, OWNERS, Garden, Place

EVERYBODY = (*OWNERS, COMPANY, NOTES, NOBODY)


def planted(table: dict[str, Audience]) -> tuple[Library, Garden]:
    """Grow the library; the garden remembers every word."""
    garden = Garden(table)

    def things(model: type[Model], *fields: str) -> tuple[Any, ...]:
        places = (Place(owner, fields, of_a_thing=True) for owner in EVERYBODY)
        return tuple(garden.record(model, place) for place in places)

    people = things(Person, "Library.company", "Company.people")
    company_place = Place(COMPANY, ("Library.company",))
    company = garden.record(Company, company_place, people=people)
    organisation = Organisation(
        roles=things(Role, "Library.organisation", "Organisation.roles"),
        matters=things(Matter, "Library.organisation", "Organisation.matters"),
        phases=things(Phase, "Library.organisation", "Organisation.phases"),
        incident_classes=things(IncidentClass, "Library.organisation", "Organisation.incident_classes"),
    )
    library = Library(
        company=company,
        calendars=things(Calendar, "Library.calendars"),
        organisation=organisation,
        procedures=things(Procedure, "Library.procedures"),
        questionnaires=things(Questionnaire, "Library.questionnaires"),
        clients=tuple(_folder(garden, owner) for owner in OWNERS),
    )
    return library, garden


def _folder(garden: Garden, owner: str) -> ClientFolder:
    place = Place(owner, ("Library.clients",))
    return ClientFolder(
        id=owner,
        client=garden.record(Client, place.at("ClientFolder.client")),
        plan=garden.record(ServicePlan, place.at("ClientFolder.plan")),
        projects=garden.records(Project, place.at("ClientFolder.projects")),
        proposals=garden.records(Proposal, place.at("ClientFolder.proposals")),
    )


def write_files(garden: Garden, library: Library, plans: Path) -> dict[str, str]:
    """Put each named file where its record says, holding a word of its own; file name → that word."""
    contents = {}
    names = {token.word: token for token in list(garden.tokens)}
    for owner in (None, *OWNERS):
        folder = plans / "clients" / owner / "files" if owner else plans / "files"
        folder.mkdir(parents=True, exist_ok=True)
        for name in garden.files.get(owner, []):
            token = names[name.partition(".")[0]]
            word = garden.word(Place(token.owner, token.fields, token.limit))
            is_logo = token.fields[-1].endswith(".logo")
            text = f'<svg xmlns="http://www.w3.org/2000/svg"><title>{word}</title></svg>' if is_logo else word
            (folder / (f"{token.word}.svg" if is_logo else name)).write_text(text)
            contents[name] = word
    return contents
