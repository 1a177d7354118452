"""The company itself: name, legal data, brand, ways to reach it, its people, roles and matters."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from luz.audience import Audience
from luz.model.base import (
    CalendarId,
    FileName,
    Id,
    Language,
    LocalText,
    Model,
    PersonId,
    ProcedureId,
    RoleId,
    Some,
    Text,
)
from luz.model.contact import Channel, Mail, Phone, WebAddress
from luz.model.product import Product
from luz.model.profile import NotConcerned
from luz.model.scalars import Date, Flag, PromisedTime
from luz.model.waiver import Waiver

COLOUR_PATTERN = r"^#[0-9a-fA-F]{6}$"

Colour = Annotated[str, StringConstraints(pattern=COLOUR_PATTERN)]
"""A colour as six hexadecimal digits: `#1b4d3e`."""

MANAGING_DIRECTOR = "managing_director"
"""The role in which every escalation ends (S0.13)."""


class LegalData(Model, audience=Audience.PUBLIC):
    """What the law asks a company to say about itself."""

    legal_name: Text
    tax_id: Text
    address: Text
    registry: Text | None = None


class Brand(Model, audience=Audience.PUBLIC):
    """Logo and corporate colours, carried to every page (S3.28)."""

    logo: FileName
    primary: Colour
    accent: Colour


class ComplaintsPromise(Model, audience=Audience.PUBLIC):
    """How to complain and what follows: complaints are asked for, not only allowed (S2.12).

    `tracking` says how to follow a complaint, `answer` in what form the answer comes, `elsewhere` where one
    may turn if it does not satisfy; `procedure` is the one by which a client's complaint is handled.
    """

    invitation: LocalText
    mail: Mail
    phone: Phone
    acknowledged_within: PromisedTime
    answered_within: PromisedTime
    calendar: CalendarId
    tracking: LocalText | None = None
    answer: LocalText | None = None
    elsewhere: LocalText | None = None
    procedure: Annotated[ProcedureId | None, Audience.CLIENT] = None


class Objective(Model, audience=Audience.PUBLIC):
    """An objective every employee knows, in words a client may hold us to, and how it is lived (S3.1)."""

    id: Id
    name: LocalText
    statement: LocalText
    practice: Annotated[tuple[Text, ...], Audience.INTERNAL] = ()


class Person(Model, audience=Audience.CLIENT):
    """An employee: the roles held, who stands in, and whom they report to (S0.6)."""

    id: Id
    name: Text
    roles: tuple[RoleId, ...]
    mail: Mail
    phone: Phone | None = None
    deputy: PersonId | None = None
    reports_to: PersonId | None = None
    date_in: Annotated[Date | None, Audience.INTERNAL] = None
    date_out: Annotated[Date | None, Audience.INTERNAL] = None
    manager: Annotated[Flag, Audience.INTERNAL] = False
    notes: Annotated[Text | None, Audience.INTERNAL] = None


class Role(Model, audience=Audience.CLIENT):
    """A role and its duties; the person who holds it may change, the duties stay (S3.3)."""

    id: Id
    name: LocalText
    purpose: LocalText
    duties: tuple[LocalText, ...] = ()
    internal_duties: Annotated[tuple[LocalText, ...], Audience.INTERNAL] = ()


class Essential(StrEnum):
    """The five matters for which every agreement names a contact (ITIL's checklist of an SLA)."""

    CONTRACT_CHANGES = "contract_changes"
    COMPLAINTS = "complaints"
    BREACH = "breach"
    SERVICE_REVIEWS = "service_reviews"
    EMERGENCIES = "emergencies"


class Matter(Model, audience=Audience.CLIENT):
    """Something a client may need to talk about; each plan says with whom (S0.7).

    `essential` says which of the five essential matters it is, if any.
    """

    id: Id
    name: LocalText
    example: LocalText | None = None
    essential: Essential | None = None


class PhaseRow(Model, audience=Audience.CLIENT):
    """One activity of a phase and who takes which part in it (RACI); exactly one role is accountable."""

    activity: LocalText
    responsible: tuple[RoleId, ...]
    accountable: RoleId
    consulted: tuple[RoleId, ...] = ()
    informed: tuple[RoleId, ...] = ()


class Phase(Model, audience=Audience.CLIENT):
    """A phase of the relationship, from first contact to maintenance (S3.7–S3.10)."""

    id: Id
    name: LocalText
    summary: LocalText
    rows: tuple[PhaseRow, ...]


class IncidentClass(Model, audience=Audience.CLIENT):
    """A class of incident and how we answer it (S3.18–S3.19)."""

    id: Id
    name: LocalText
    meaning: LocalText
    response: LocalText
    internal_guidance: Annotated[LocalText | None, Audience.INTERNAL] = None


class Organisation(Model, audience=Audience.CLIENT):
    """`organisation.yml`: the roles, matters, phases and incident classes of the company."""

    roles: tuple[Role, ...]
    matters: tuple[Matter, ...]
    phases: tuple[Phase, ...]
    incident_classes: tuple[IncidentClass, ...]


class Company(Model, audience=Audience.PUBLIC):
    """`company.yml`: the company's own data; its `people` are also who may sign in as employees."""

    name: Text
    tagline: LocalText
    about: LocalText
    legal: LegalData
    brand: Brand
    website: WebAddress
    channels: Some[Channel]
    page_fault_mail: Mail
    languages: Some[Language]
    calendar: CalendarId
    objectives: tuple[Objective, ...] = ()
    complaints: ComplaintsPromise
    products: tuple[Product, ...] = ()
    people: Annotated[tuple[Person, ...], Audience.CLIENT]
    not_concerned: Annotated[tuple[NotConcerned, ...], Audience.INTERNAL] = ()
    waivers: Annotated[tuple[Waiver, ...], Audience.INTERNAL] = ()
