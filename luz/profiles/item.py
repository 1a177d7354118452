"""What a checklist is made of: items, each with its source and a rule that says what a plan lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from luz.model.communication import Moment
from luz.model.profile import Profile


@dataclass(frozen=True)
class Dossier:
    """A client's folder with a plan and the whole library, models or what the intranet shows, on a day."""

    library: Any
    folder: Any
    today: dt.date

    @property
    def plan(self) -> Any:
        """The client's plan."""
        return self.folder.plan

    @property
    def company(self) -> Any:
        """The company's own data."""
        return self.library.company


Lacking = Callable[[Dossier], Iterable[str] | None]
"""What a plan lacks to meet an item, by name: nothing where met, None where it does not concern the plan."""


@dataclass(frozen=True)
class Item:
    """One item. What it asks stands in the catalogue, under the profile and this id.

    `source` is where it is published; `where` the file and field in which an editor would meet it.
    """

    id: str
    source: str
    where: str
    lacking: Lacking


@dataclass(frozen=True)
class Checklist:
    """A published checklist, under the name by which it is known."""

    profile: Profile
    title: str
    items: tuple[Item, ...]


class State(StrEnum):
    """What a plan is to an item."""

    MET = "met"
    MISSING = "missing"
    NOT_CONCERNED = "not_concerned"


@dataclass(frozen=True)
class Finding:
    """An item held against a plan; `lacking` names what is missing, `reason` why it is not its concern.

    An empty reason is the checklist's own, which the catalogue says.
    """

    item: Item
    state: State
    lacking: tuple[str, ...] = ()
    reason: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What is missing, but for what the place to write it says already."""
        return tuple(name for name in self.lacking if name not in self.item.where)


def unless(present: object, name: str) -> tuple[str, ...]:
    """The name of a field that must not be empty, if it is."""
    return () if present else (name,)


def untold(dossier: Dossier, *moments: Moment) -> tuple[str, ...]:
    """The moments, of those given, at which the plan says nothing of what the client is told."""
    told = {one.moment for one in dossier.plan.procedures.communication}
    return tuple(f"communication: {moment}" for moment in moments if moment not in told)


def names_without(things: Iterable[Any], field: str) -> tuple[str, ...]:
    """The names of the things in which a field is empty."""
    return tuple(str(thing.name) for thing in things if not getattr(thing, field))
