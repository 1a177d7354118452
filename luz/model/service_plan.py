"""The service plan: the contract's annex in its five parts, and the work the client does not notice."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from luz.audience import Audience
from luz.model.base import (
    CommitmentId,
    ContactId,
    ContingencyId,
    Id,
    MaintenanceTierId,
    MatterId,
    Model,
    PersonId,
    PhaseId,
    ProcedureId,
    ServiceId,
    Some,
    Text,
)
from luz.model.commitment import Commitment
from luz.model.communication import Communication
from luz.model.contact import Mail, Phone
from luz.model.escalation import Assignment, Escalation
from luz.model.party import Party
from luz.model.plan_change import PlanChange
from luz.model.profile import NotConcerned
from luz.model.review import Review
from luz.model.scalars import Date, Flag, PromisedTime, WholeNumber
from luz.model.waiver import Waiver


class Signature(Model, audience=Audience.CLIENT):
    """Who signed this version, for which side, and when."""

    party: Party
    name: Text
    position: Text
    signed_on: Date


class Validity(Model, audience=Audience.CLIENT):
    """From which day to which day, both included, the plan is in force, and how it is renewed or ended."""

    starts: Date
    ends: Date
    ending: Text | None = None


class Service(Model, audience=Audience.CLIENT):
    """One of the services contracted, in a sentence or two, and which one of the catalogue it is."""

    name: Text
    description: Text
    service: ServiceId | None = None


class ScopeItem(Model, audience=Audience.CLIENT):
    """Something that is within the scope, exactly enough to settle a doubt (S0.4)."""

    text: Text
    limit: Text | None = None


class Exclusion(Model, audience=Audience.CLIENT):
    """Something that is out of the scope, and the procedure by which it can be brought in (S0.5)."""

    text: Text
    procedure: ProcedureId


class MaintenanceChoice(Model, audience=Audience.CLIENT):
    """The maintenance tier chosen; when, by whom and to whom all were explained before signing (S3.16)."""

    tier: MaintenanceTierId
    explained_on: Date
    explained_by: PersonId
    explained_to: ContactId
    why: Text | None = None


class Peak(Model, audience=Audience.CLIENT):
    """Days on which more is expected than usual, `until` included, and what is ready for them (S1.11)."""

    name: Text
    starts: Date
    until: Date
    expected: Text
    measures: Some[Text]
    owner: PersonId


class ServiceDefinition(Model, audience=Audience.CLIENT):
    """Part 1: what was contracted, what belongs to it and what does not."""

    review: Review | None = None
    purpose: Text
    services: tuple[Service, ...] = ()
    scope: Some[ScopeItem]
    exclusions: tuple[Exclusion, ...] = ()
    maintenance: MaintenanceChoice | None = None
    peaks: tuple[Peak, ...] = ()
    contingencies: tuple[ContingencyId, ...] = ()


class ProviderMember(Model, audience=Audience.CLIENT):
    """One of our people in this service, and what they do for this client."""

    person: PersonId
    does: Text


class MatterContacts(Model, audience=Audience.CLIENT):
    """Whom to address for one matter (S0.7)."""

    matter: MatterId
    contacts: tuple[Assignment, ...]


class ClientContact(Model, audience=Audience.CLIENT):
    """A person on the client's side (S0.8); with `portal_access` their mail address may sign in."""

    id: Id
    name: Text
    position: Text
    does: Text
    mail: Mail | None = None
    phone: Phone | None = None
    reports_to: ContactId | None = None
    portal_access: Flag = True


class Duty(Model, audience=Audience.CLIENT):
    """What the client does so that we can keep our word; until then, some commitments' clocks stand still."""

    id: Id
    what: Text
    contact: ContactId
    within: PromisedTime | None = None
    stops_clock_of: tuple[CommitmentId, ...] = ()


class ClientSide(Model, audience=Audience.CLIENT):
    """The client's own organisation and duties, and the day on which he confirmed that it is right."""

    confirmed_on: Date | None = None
    confirmed_by: ContactId | None = None
    contacts: Some[ClientContact]
    duties: tuple[Duty, ...] = ()


class PlanOrganisation(Model, audience=Audience.CLIENT):
    """Part 2: both sides on paper, and whom to address for what (S0.6–S0.8)."""

    review: Review | None = None
    provider: Some[ProviderMember]
    matters: Some[MatterContacts]
    phases: tuple[PhaseId, ...] = ()
    client: ClientSide


class PlanProcedure(Model, audience=Audience.CLIENT):
    """A procedure that applies to this service, with what is particular to this client."""

    procedure: ProcedureId
    note: Text | None = None


class PlanProcedures(Model, audience=Audience.CLIENT):
    """Part 3: the procedures both sides follow day to day (S0.9)."""

    review: Review | None = None
    introduction: Text | None = None
    items: Some[PlanProcedure]
    communication: tuple[Communication, ...] = ()


class Commitments(Model, audience=Audience.CLIENT):
    """Part 4: the indicators that govern the service, and the impact of missing each (S0.10, S0.11)."""

    review: Review | None = None
    introduction: Text | None = None
    items: Some[Commitment]


class WorkDone(Model, audience=Audience.CLIENT):
    """One entry of the log of silent work."""

    on: Date
    done: Text


class SilentTask(Model, audience=Audience.CLIENT):
    """Something we do regularly and nobody notices, how often, and the log of it (S0.1)."""

    name: Text
    what: Text
    frequency: Text
    log: tuple[WorkDone, ...] = ()


class SilentWork(Model, audience=Audience.CLIENT):
    """What we do that is not noticed."""

    review: Review | None = None
    introduction: Text | None = None
    tasks: tuple[SilentTask, ...]


class InternalNote(Model, audience=Audience.INTERNAL):
    """Something employees should know about this plan and the client should not read here."""

    on: Date
    by: PersonId
    text: Text


class ServicePlan(Model, audience=Audience.CLIENT):
    """`plan.yml`: the plan of one client. A plan with only its five parts is complete.

    `specimen` plans are shown on the public site with an invented client (S0.3); `draft` ones on the intranet
    only.
    """

    title: Text
    contract: Text
    version: Annotated[WholeNumber, Field(ge=1)]
    validity: Validity
    owner: PersonId
    summary: Text | None = None
    definition: ServiceDefinition
    organisation: PlanOrganisation
    procedures: PlanProcedures
    commitments: Commitments
    escalation: Escalation
    silent_work: SilentWork | None = None
    signatures: tuple[Signature, ...] = ()
    changes: tuple[PlanChange, ...] = ()
    specimen: Flag = False
    draft: Annotated[Flag, Audience.INTERNAL] = False
    not_concerned: Annotated[tuple[NotConcerned, ...], Audience.INTERNAL] = ()
    internal_notes: Annotated[tuple[InternalNote, ...], Audience.INTERNAL] = ()
    waivers: Annotated[tuple[Waiver, ...], Audience.INTERNAL] = ()
