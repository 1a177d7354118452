"""The planted library: every kind of company-wide thing once per owner, and a folder per client."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from luz.audience import Audience
from luz.model.base import Model
from luz.model.calendar import Calendar
from luz.model.client import ClientFolder
from luz.model.company import Company, IncidentClass, Matter, Organisation, Person, Phase, Role
from luz.model.library import Library
from luz.model.procedure import Procedure
from luz.model.questionnaire import Questionnaire
from tests.leaks.change import Change, another_word
from tests.leaks.places import COMPANY, NOBODY, NOTES, OWNERS, Place
from tests.leaks.planting import Garden

EVERYBODY = (*OWNERS, COMPANY, NOTES, NOBODY)


def planted(table: dict[str, Audience], change: Change | None = None) -> tuple[Library, Garden]:
    """Grow the library; the garden remembers every word."""
    garden = Garden(table, change)

    def things(model: type[Model], *fields: str) -> tuple[Any, ...]:
        places = (Place(owner, fields, of_a_thing=True) for owner in EVERYBODY)
        grown = [(place, garden.record(model, place)) for place in places]
        return tuple(thing for place, thing in grown if not (change and change.leaves_out(thing, place)))

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
        clients=_folders(garden),
    )
    return library, garden


def _folders(garden: Garden) -> tuple[ClientFolder, ...]:
    grown = [(Place(owner, ("Library.clients",)), _folder(garden, owner)) for owner in OWNERS]
    change = garden.change
    return tuple(folder for place, folder in grown if not (change and change.leaves_out(folder, place)))


def _folder(garden: Garden, owner: str) -> ClientFolder:
    return garden.record(ClientFolder, Place(owner, ("Library.clients",)))  # type: ignore[no-any-return]


def write_files(garden: Garden, library: Library, plans: Path) -> dict[str, str]:
    """Put each named file where its record says, holding a word of its own; file name → that word.

    Beside each lies the file that a changed record names, with another word in it.
    """
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
            file = f"{token.word}.svg" if is_logo else name
            (folder / file).write_text(text)
            (folder / another_word(file)).write_text(another_word(text))
            contents[name] = word
    return contents
