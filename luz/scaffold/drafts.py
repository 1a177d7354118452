"""The drafts themselves: which files there will be, and what of the company's goes into each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from babel import Locale

from luz.model.company import Person
from luz.model.library import Library
from luz.model.questionnaire import MultipleChoiceQuestion, Questionnaire
from luz.placeholders import OPENS, placeholder
from luz.scaffold.company_words import Company, listed, text_in
from luz.scaffold.filling import Values, filled, scalar
from luz.schema import editor_line

_WAITS = ("1 h", "4 h", "1 día laborable")
"""After how long one may climb to each rung of the ladder, unless the plan says otherwise."""


@dataclass(frozen=True)
class Draft:
    """A file to be: its path below `plans/`, and what it says."""

    path: PurePosixPath
    text: str

    @property
    def left(self) -> int:
        """How many texts are to be written, those of optional parts aside."""
        lines = self.text.splitlines()
        return sum(OPENS in line for line in lines if not line.lstrip().startswith("#"))


@dataclass(frozen=True)
class Desk:
    """Where drafts are made from the company's data; `owner` is who of us answers for what is drafted."""

    company: Company
    owner: Person

    @property
    def library(self) -> Library:
        """All of the company's own data."""
        return self.company.library

    def client(self, id: str, name: str | None, language: str) -> tuple[Draft, ...]:
        """The card and the plan of a new client."""
        values = {
            **self._common(id, language),
            "name": scalar(name) if name else placeholder("Nombre del cliente"),
            "language": language,
            "questionnaire": self._first(self._for_products(), "id de un cuestionario"),
        }
        folder = f"clients/{id}"
        return (
            _draft(f"{folder}/client.yml", "client", values),
            _draft(f"{folder}/plan.yml", "plan", values | self._plan(language)),
        )

    def project(self, client: str, id: str, title: str | None) -> tuple[Draft, ...]:
        """A project of a client there is."""
        phases = self.library.organisation.phases
        values = {
            **self._common(id, self._language(client)),
            "title": scalar(title) if title else placeholder("Título del proyecto"),
            "phases": listed(phases),
            "phase": self._first(phases, "id de una fase"),
        }
        return (_draft(f"clients/{client}/projects/{id}.yml", "project", values),)

    def proposal(self, client: str, id: str, title: str | None) -> tuple[Draft, ...]:
        """A proposal to a client there is."""
        values = self._common(id, self._language(client))
        values |= {"title": scalar(title) if title else placeholder("Título de la propuesta")}
        return (_draft(f"clients/{client}/proposals/{id}.yml", "proposal", values),)

    def procedure(self, id: str, name: str | None) -> tuple[Draft, ...]:
        """A procedure of the company."""
        roles = self.library.organisation.roles
        values = {
            **self._common(id),
            "name": scalar(name) if name else placeholder("Nombre del procedimiento"),
            "roles": listed(roles),
            "role": self._first(roles, "id de un rol"),
        }
        return (_draft(f"procedures/{id}.yml", "procedure", values),)

    def questionnaire(self, id: str, title: str | None) -> tuple[Draft, ...]:
        """A questionnaire, which nobody is asked until a product names it."""
        values = self._common(id)
        values |= {"title": scalar(title) if title else placeholder("Título, por ejemplo, Su opinión")}
        return (_draft(f"questionnaires/{id}.yml", "questionnaire", values),)

    def _language(self, client: str) -> str:
        return next(folder.client.language for folder in self.library.clients if folder.id == client)

    def _for_products(self) -> Sequence[Questionnaire]:
        """The questionnaires, first those that ask for a product's own reasons, as the draft does."""
        return sorted(self.library.questionnaires, key=lambda one: not _asks_for_reasons(one))

    def _first(self, things: Sequence[Any], what: str) -> str:
        return str(things[0].id) if things else placeholder(what)

    def _common(self, id: str, language: str = "es") -> dict[str, str | Sequence[str]]:
        starts = (self.company.today.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
        classes = self.library.organisation.incident_classes
        spoken = Locale.parse(language).get_display_name("es")
        note = filled("language.txt", {"language_name": str(spoken)}).splitlines()
        return {
            "id": id,
            "owner": self.owner.id,
            "today": self.company.today.isoformat(),
            "starts": starts.isoformat(),
            "ends": (starts.replace(year=starts.year + 1) - dt.timedelta(days=1)).isoformat(),
            "review_by": (self.company.today + dt.timedelta(days=182)).isoformat(),
            "how_to": filled("how_to.txt", {}).splitlines(),
            "language_note": note if language != "es" else [],
            "incident_class": self._first(classes, "id de una clase de incidencia"),
            "incident_classes": listed(classes),
        }

    def _plan(self, language: str) -> dict[str, str | Sequence[str]]:
        library = self.library
        procedure = self.company.exclusion_procedure()
        return {
            "service": self._first(library.catalogue.services, "id de un servicio"),
            "tier": self._first(library.catalogue.maintenance_tiers, "id de una modalidad"),
            "contingency": self._first(library.contingencies, "id de una contingencia"),
            "exclusion_procedure": procedure or placeholder("id de un procedimiento"),
            "calendar": library.company.calendar,
            "calendars": listed(library.calendars),
            "phases": ", ".join(phase.id for phase in library.organisation.phases),
            "provider": self._provider(),
            "matters": self._matters(),
            "procedures": self._procedures(),
            "levels": self._levels(language),
        }

    def _provider(self) -> list[str]:
        matters = self.library.organisation.matters
        contacts = [self.company.contact_for(matter.id, self.owner) for matter in matters]
        people = {one.id: one for one in (self.owner, *contacts, self.company.director)}
        return [
            line
            for one in people.values()
            for line in (
                f"- person: {one.id}   # {one.name}, {self.company.role_name(one, 'es')}",
                f"  does: {placeholder('Qué hace por este cliente')}",
            )
        ]

    def _matters(self) -> list[str]:
        lines: list[str] = []
        for matter in self.library.organisation.matters:
            person = self.company.contact_for(matter.id, self.owner)
            lines += [
                f"- matter: {matter.id}   # {text_in(matter.name, 'es')}",
                "  contacts:",
                f"    - person: {person.id}",
                "      accountable: sí",
            ]
            if person.deputy in self.company.people:
                lines += [f"    #- person: {person.deputy}   # quien le sustituye"]
        return lines

    def _procedures(self) -> list[str]:
        lines: list[str] = []
        for position, procedure in enumerate(self.company.procedures):
            lines += [f"- procedure: {procedure.id}   # {text_in(procedure.name, 'es')}"]
            if position == 0:
                lines += [f"  #note: {placeholder('Lo que es propio de este cliente')}"]
        return lines

    def _levels(self, language: str) -> list[str]:
        lines: list[str] = []
        for person, wait in zip(
            ladder := self.company.ladder(self.owner), _WAITS[-len(ladder) :], strict=True
        ):
            lines += [
                f"- name: {scalar(self.company.role_name(person, language))}",
                f"  after: {wait}",
                "  channel: phone   # mail, phone, fax, post, web, in_person o meeting",
                "  contacts:",
                f"    - person: {person.id}   # {person.name}",
                "      accountable: sí",
            ]
            if person.deputy in self.company.people:
                lines += [f"  deputy: {person.deputy}   # quien le sustituye"]
            lines += [f"  #bring: {placeholder('Qué conviene tener a mano al llamar')}"]
        return lines


def _asks_for_reasons(questionnaire: Questionnaire) -> bool:
    return any(
        isinstance(question, MultipleChoiceQuestion) and question.product_reasons
        for question in questionnaire.questions
    )


def _draft(path: str, template: str, values: Values) -> Draft:
    return Draft(PurePosixPath(path), f"{editor_line(path)}\n{filled(f'{template}.yml', values)}")
