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


@dataclass(frozen=True)
class Token:
    """One planted word: the fields that lead to it, whose it is, and how far its records let it go."""

    word: str
    fields: tuple[str, ...]
    owner: str
    limit: Audience = Audience.PUBLIC
    language: str | None = None
    of_a_thing: bool = False
    """Whether it stands in something company-wide, which an edition shows only when reached."""


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


def narrower(one: Audience, other: Audience) -> Audience:
    return one if one.includes(other) else other


def own_limit(model: type[BaseModel], place: Place) -> Audience:
    """How far a record lets itself go, said here once more in words of its own."""
    if model.__name__ == "Document":
        return tuple(Audience)[place.position % 3]
    if model.__name__ == "Procedure":
        return Audience.INTERNAL if place.owner == NOTES else Audience.CLIENT
    if model.__name__ == "Project":
        return Audience.PUBLIC if place.position == 0 else Audience.CLIENT
    return Audience.PUBLIC
