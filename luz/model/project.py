"""The archive of a client's projects: dates, team, documents, incidents and doubts solved (S3.20, S3.21)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from luz.audience import Audience
from luz.model.base import Id, IncidentClassId, LocalText, Model, PersonId, PhaseId, Text
from luz.model.contact import WebAddress
from luz.model.document import Document
from luz.model.scalars import Date, Flag


class ProjectStatus(StrEnum):
    """How far a project has come; a closed one stays in the archive for good."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class TeamMember(Model, audience=Audience.CLIENT):
    """A person of ours in a project and what they did there."""

    person: PersonId
    does: Text


class Incident(Model, audience=Audience.CLIENT):
    """An incident of the project: its class, what happened, and how it was solved."""

    id: Id
    incident_class: IncidentClassId
    title: Text
    reported_on: Date
    solved_on: Date | None = None
    happened: Text
    workaround: Text | None = None
    solution: Text | None = None
    root_cause: Annotated[Text | None, Audience.INTERNAL] = None


class Doubt(Model, audience=Audience.CLIENT):
    """A question or problem the client raised, and our answer."""

    asked_on: Date
    question: Text
    answered_on: Date | None = None
    answer: Text | None = None


class Project(Model, audience=Audience.CLIENT):
    """A project done, under way or ahead.

    Only with `public: sí` does the public site show it and name its client; one with `draft: sí` is for
    employees alone.
    """

    id: Annotated[Id, Audience.PUBLIC]
    title: Text
    status: Annotated[ProjectStatus, Audience.PUBLIC]
    phase: PhaseId | None = None
    started_on: Annotated[Date, Audience.PUBLIC]
    due_on: Date | None = None
    finished_on: Annotated[Date | None, Audience.PUBLIC] = None
    summary: Text
    team: tuple[TeamMember, ...] = ()
    documents: Annotated[tuple[Document, ...], Audience.PUBLIC] = ()
    incidents: tuple[Incident, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    draft: Annotated[Flag, Audience.INTERNAL] = False
    public: Annotated[Flag, Audience.INTERNAL] = False
    public_title: Annotated[LocalText | None, Audience.PUBLIC] = None
    public_summary: Annotated[LocalText | None, Audience.PUBLIC] = None
    public_address: Annotated[WebAddress | None, Audience.PUBLIC] = None
    effort: Annotated[Text | None, Audience.INTERNAL] = None
    lessons: Annotated[Text | None, Audience.INTERNAL] = None

    def own_audience(self) -> Audience:
        if self.draft:
            return Audience.INTERNAL
        return Audience.PUBLIC if self.public else Audience.CLIENT
