"""Who is who in a library: every thing with an id, found by its kind, for one client at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from luz.model.client import ClientFolder
from luz.model.library import Library

Things = Mapping[str, Mapping[str, Any]]
"""Kind → id → thing. Works on models and on projected records alike: both answer to the same names."""


@dataclass(frozen=True)
class Index:
    """The company's things, and beside them those of one client's folder."""

    things: dict[str, dict[str, Any]] = field(default_factory=dict)

    def find(self, kind: str, key: str) -> Any:
        """The thing of that kind with that id, or None."""
        return self.things.get(kind, {}).get(key)

    def ids(self, kind: str) -> list[str]:
        """Every id of a kind."""
        return list(self.things.get(kind, {}))


def _by_id(things: Iterable[Any]) -> dict[str, Any]:
    return {thing.id: thing for thing in things}


def index_of(library: Library, folder: ClientFolder | None = None) -> Index:
    """Index a whole library, and the projects and contacts of one client where a folder is given."""
    organisation = library.organisation
    things = {
        "person": _by_id(library.company.people),
        "role": _by_id(organisation.roles),
        "matter": _by_id(organisation.matters),
        "phase": _by_id(organisation.phases),
        "incident_class": _by_id(organisation.incident_classes),
        "calendar": _by_id(library.calendars),
        "procedure": _by_id(library.procedures),
        "questionnaire": _by_id(library.questionnaires),
        "project": _by_id(folder.projects) if folder else {},
        "contact": _by_id(folder.plan.organisation.client.contacts) if folder and folder.plan else {},
    }
    return Index(things)
