"""The archive across clients, for employees: projects by client and by year, rejected proposals and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from luz.audience import Record


@dataclass(frozen=True)
class Filed:
    """A project or a proposal with the folder of its client."""

    folder: Record
    thing: Record


@dataclass(frozen=True)
class Group:
    """Filed things under one heading: a client, a year, a reason."""

    key: Any
    filed: tuple[Filed, ...]


def projects(folders: Iterable[Record]) -> tuple[Filed, ...]:
    """Every project, the youngest first."""
    filed = (Filed(folder, project) for folder in folders for project in folder.projects)
    return tuple(sorted(filed, key=lambda one: one.thing.started_on, reverse=True))


def rejected(folders: Iterable[Record]) -> tuple[Filed, ...]:
    """Every rejected proposal, the latest decision first."""
    filed = (Filed(folder, one) for folder in folders for one in folder.proposals if one.status == "rejected")
    return tuple(sorted(filed, key=lambda one: one.thing.decided_on or one.thing.proposed_on, reverse=True))


def by_client(filed: Iterable[Filed]) -> tuple[Group, ...]:
    """Filed things by client, clients in the order of their names."""
    groups = _grouped(filed, lambda one: one.folder.id)
    return tuple(sorted(groups, key=lambda group: group.filed[0].folder.client.name))


def by_year(filed: Iterable[Filed]) -> tuple[Group, ...]:
    """Projects by each year in which work on them went on, the latest year first."""
    by_years: dict[int, list[Filed]] = {}
    for one in filed:
        for year in _years(one.thing):
            by_years.setdefault(year, []).append(one)
    return tuple(Group(year, tuple(items)) for year, items in sorted(by_years.items(), reverse=True))


def by_reason(filed: Iterable[Filed]) -> tuple[Group, ...]:
    """Rejected proposals by the kind of reason, the most frequent first."""
    groups = _grouped(filed, lambda one: one.thing.reason_code)
    return tuple(sorted(groups, key=lambda group: (-len(group.filed), str(group.key))))


def _years(project: Record) -> Iterator[int]:
    last = project.finished_on or project.due_on or project.started_on
    return iter(range(project.started_on.year, max(last, project.started_on).year + 1))


def _grouped(filed: Iterable[Filed], key: Callable[[Filed], Any]) -> list[Group]:
    groups: dict[Any, list[Filed]] = {}
    for one in filed:
        groups.setdefault(key(one), []).append(one)
    return [Group(name, tuple(items)) for name, items in groups.items()]
