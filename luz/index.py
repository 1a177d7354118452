"""Who is who in a library: every thing with an id, found by its kind, for one client at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from luz.model.library import Library
from luz.model.project import Project
from luz.model.service_plan import ServicePlan

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


def index_of(library: Library, projects: Iterable[Project] = (), plan: ServicePlan | None = None) -> Index:
    """Index a whole library, and beside it the projects and the contacts in the plan of one client."""
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
        "project": _by_id(projects),
        "contact": _by_id(plan.organisation.client.contacts if plan else ()),
    }
    return Index(things)
