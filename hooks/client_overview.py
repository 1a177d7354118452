"""What we know of one client, for whoever is about to talk to them: nobody should be asked twice (S1.14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from hooks.places import Place
from luz.audience import Record
from luz.model.project import ProjectStatus
from luz.model.proposal import ProposalStatus

LAST_PROJECTS = 3
_UNDER_WAY = frozenset({ProjectStatus.PLANNED, ProjectStatus.IN_PROGRESS, ProjectStatus.PAUSED})


@dataclass(frozen=True)
class OpenMatter:
    """Something that waits between this client and us: what it is, since when, and where it stands."""

    kind: str
    title: str
    since: dt.date
    place: Place


def open_matters(folder: Record) -> tuple[OpenMatter, ...]:
    """Incidents, questions and proposals that wait, and work under way; the oldest first."""
    found = (*_of_projects(folder), *_proposals(folder))
    return tuple(sorted(found, key=lambda one: (one.since, one.title)))


def last_projects(folder: Record) -> tuple[Record, ...]:
    """The projects that were under way most recently, the latest first."""
    latest = sorted(folder.projects, key=lambda one: one.finished_on or dt.date.max, reverse=True)
    return tuple(latest[:LAST_PROJECTS])


def _of_projects(folder: Record) -> Iterator[OpenMatter]:
    for project in folder.projects:
        place = ("project", f"{folder.id}/{project.id}")
        if project.status in _UNDER_WAY:
            yield OpenMatter("project", project.title, project.started_on, place)
        for incident in project.incidents:
            if incident.solved_on is None:
                yield OpenMatter("incident", incident.title, incident.reported_on, place)
        for doubt in project.doubts:
            if doubt.answered_on is None:
                yield OpenMatter("doubt", doubt.question, doubt.asked_on, place)


def _proposals(folder: Record) -> Iterator[OpenMatter]:
    for proposal in folder.proposals:
        if proposal.status == ProposalStatus.PENDING:
            place = ("proposal", f"{folder.id}/{proposal.id}")
            yield OpenMatter("proposal", proposal.title, proposal.proposed_on, place)
