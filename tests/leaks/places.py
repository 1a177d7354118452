"""Whose a planted value is, where it stands, and how far its records let it go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from pydantic import BaseModel

from luz.audience import Audience

TODAY = dt.date(2026, 11, 21)

OWNERS = {"alba": "es", "brisa": "en", "muestra": "es", "borrador": "es"}
"""The clients: two with a portal, in Spanish and English; a specimen; a draft."""
COMPANY = "casa"
"""Owner of what the company itself, and no client, reaches."""
NOTES = "notas"
"""Owner of what only internal fields name."""
NOBODY = "nadie"
"""Owner of what nothing names."""
EVERYBODY = (*OWNERS, COMPANY, NOTES, NOBODY)

DRAFTED = 2
"""The position of the draft among a client's projects and proposals."""

THINGS = {
    "Catalogue.services",
    "Company.people",
    "Library.calendars",
    "Library.contingencies",
    "Library.procedures",
    "Library.questionnaires",
    "Organisation.incident_classes",
    "Organisation.matters",
    "Organisation.phases",
    "Organisation.roles",
}
"""Lists of the company's that an edition shows only as far as it reaches them: one is planted per owner."""


@dataclass(frozen=True)
class Token:
    """One planted value: its key, the fields that lead to it, whose it is, how far its records let it go."""

    word: str
    fields: tuple[str, ...]
    owner: str
    limit: Audience = Audience.PUBLIC
    language: str | None = None
    of_a_thing: bool = False
    """Whether it stands in something company-wide, which an edition shows only when reached."""
    to_be_read: bool = True
    """Whether whoever may see it must find it on a page, as is not the case of an id."""


@dataclass(frozen=True)
class Place:
    """Where a value is about to be planted."""

    owner: str
    fields: tuple[str, ...] = ()
    limit: Audience = Audience.PUBLIC
    position: int = 0
    of_a_thing: bool = False

    def at(self, name: str) -> Place:
        return replace(self, fields=(*self.fields, name))

    def items(self, count: int) -> tuple[Place, ...]:
        """The places in a list: so many, or one for each of whom the list holds something."""
        if self.fields[-1] in THINGS:
            return tuple(replace(self, owner=owner, of_a_thing=True) for owner in EVERYBODY)
        if self.fields[-1] == "Library.clients":
            return tuple(replace(self, owner=owner) for owner in OWNERS)
        return tuple(replace(self, position=position) for position in range(count))


def narrower(one: Audience, other: Audience) -> Audience:
    return one if one.includes(other) else other


def own_limit(model: type[BaseModel], place: Place) -> Audience:
    """How far a record lets itself go, said here once more in words of its own."""
    name, internal = model.__name__, place.owner == NOTES
    if name == "Document":
        return tuple(Audience)[place.position % 3]
    if name in ("Procedure", "Contingency"):
        return Audience.INTERNAL if internal else Audience.CLIENT
    if name == "CatalogueService" and not internal:
        return Audience.PUBLIC if place.owner == COMPANY else Audience.CLIENT
    if name == "Project":
        return (Audience.PUBLIC, Audience.CLIENT, Audience.INTERNAL)[place.position]
    drafted = name == "Proposal" and place.position == DRAFTED
    return Audience.INTERNAL if drafted or name in ("Supplier", "CatalogueService") else Audience.PUBLIC
