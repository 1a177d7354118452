"""What the company's own data suggest for a draft: who answers for what, what there is to choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from luz.audience import Audience
from luz.model.base import LocalText
from luz.model.company import MANAGING_DIRECTOR, Person
from luz.model.library import Library
from luz.model.service_plan import ServicePlan

ACCOUNT_MANAGER = "account_manager"
"""The role whose holder usually answers for a plan."""


@dataclass(frozen=True)
class Company:
    """The company as a draft sees it on one day; who has left is suggested for nothing."""

    library: Library
    today: date

    @cached_property
    def people(self) -> dict[str, Person]:
        """Who works here, by id."""
        everybody = self.library.company.people
        return {one.id: one for one in everybody if one.date_out is None or one.date_out >= self.today}

    def holder(self, role: str) -> Person | None:
        """The first person who holds a role."""
        return next((one for one in self.people.values() if role in one.roles), None)

    @cached_property
    def director(self) -> Person:
        """In whom every escalation ends; the checks see to it that there is one."""
        everybody = self.library.company.people
        return self.holder(MANAGING_DIRECTOR) or next(
            one for one in everybody if MANAGING_DIRECTOR in one.roles
        )

    @cached_property
    def first_account_manager(self) -> Person:
        """Who answers for a plan unless somebody else is named."""
        return self.holder(ACCOUNT_MANAGER) or self.director

    def contact_for(self, matter: str, owner: Person) -> Person:
        """Who answers for a matter in most plans; the owner where it is whoever looks after the account."""
        named = (
            contact.person
            for plan in self._plans
            for one in plan.organisation.matters
            if one.matter == matter
            for contact in one.contacts
            if contact.accountable or len(one.contacts) == 1
        )
        usual = self.people.get(_most_frequent(named) or "")
        return owner if usual is None or ACCOUNT_MANAGER in usual.roles else usual

    def exclusion_procedure(self) -> str | None:
        """The procedure by which what is out of the scope is brought in, in most plans."""
        named = (one.procedure for plan in self._plans for one in plan.definition.exclusions)
        return _most_frequent(named) or next((one.id for one in self.procedures), None)

    def ladder(self, owner: Person) -> list[Person]:
        """Whom an escalation reaches: who attends to the first matter, the owner, the managing director."""
        matters = self.library.organisation.matters
        first = [self.contact_for(matters[0].id, owner)] if matters else []
        rungs = dict.fromkeys(one.id for one in (*first, owner) if one.id != self.director.id)
        return [*(self.people[one] for one in rungs), self.director]

    @cached_property
    def procedures(self) -> tuple[Any, ...]:
        """The procedures a client may read."""
        return tuple(one for one in self.library.procedures if one.audience is Audience.CLIENT)

    def role_name(self, person: Person, language: str) -> str:
        """The first role of a person, in a language."""
        roles = {role.id: role.name for role in self.library.organisation.roles}
        return next((text_in(roles[role], language) for role in person.roles if role in roles), person.name)

    @cached_property
    def _plans(self) -> list[ServicePlan]:
        return [folder.plan for folder in self.library.clients if folder.plan is not None]


def text_in(text: LocalText, language: str) -> str:
    """A text in a language, or in Spanish where it was not written in that; on one line."""
    return " ".join(text.root.get(language, text.root["es"]).split())


def listed(things: Iterable[Any]) -> list[str]:
    """What there is to choose from, for an explanation, a line each: `office (Horario de oficina)`."""
    return [f"{thing.id} ({text_in(thing.name, 'es')})" for thing in things]


def _most_frequent(ids: Iterable[str]) -> str | None:
    return next((key for key, _ in Counter(ids).most_common(1)), None)
