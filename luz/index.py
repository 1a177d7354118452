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
    doubled: frozenset[str] = frozenset()
    """Kinds in which two things share an id, so that some other id is nobody's."""

    def find(self, kind: str, key: str) -> Any:
        """The thing of that kind with that id, or None."""
        return self.things.get(kind, {}).get(key)

    def ids(self, kind: str) -> list[str]:
        """Every id of a kind."""
        return list(self.things.get(kind, {}))


def index_of(library: Library, projects: Iterable[Project] = (), plan: ServicePlan | None = None) -> Index:
    """Index a whole library, and beside it the projects of one client and what its plan names."""
    organisation = library.organisation
    things: dict[str, tuple[Any, ...]] = {
        "person": library.company.people,
        "role": organisation.roles,
        "matter": organisation.matters,
        "phase": organisation.phases,
        "incident_class": organisation.incident_classes,
        "calendar": library.calendars,
        "procedure": library.procedures,
        "questionnaire": library.questionnaires,
        "service": library.catalogue.services,
        "maintenance_tier": library.catalogue.maintenance_tiers,
        "supplier": library.catalogue.suppliers,
        "contingency": library.contingencies,
        "project": tuple(projects),
        "contact": plan.organisation.client.contacts if plan else (),
        "commitment": plan.commitments.items if plan else (),
    }
    by_id = {kind: {thing.id: thing for thing in listed} for kind, listed in things.items()}
    doubled = frozenset(kind for kind, listed in things.items() if len(listed) > len(by_id[kind]))
    return Index(by_id, doubled)
