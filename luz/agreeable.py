"""What people are asked to confirm: contacts their plan and their own organisation, employees procedures.

Made from what each of them reads, for the published state. A fingerprint says exactly which text it was: that
of a procedure as employees see it, those of a plan and of an organisation as the client's own edition shows
them. That of a plan covers what its page, the annex to the contract, says:

- the plan itself, what goes unnoticed included, and the names of both parties;
- whatever of the company's it names (the kinds in `NAMED`), directly or through another such thing, whole, as
  its client may read it: hours with their closures and whose public holidays, procedures with their steps;
- the classes of incident it explains because an incident in the client's projects was of them;
- where a way of being looked after was chosen, all of those to choose from, and their introduction.

It does not cover `NOT_PROMISED` (what is written down, or moves on, without a promise becoming another); the
client's own contacts, which the fingerprint of the organisation covers; particulars of our people: whom the
plan names counts, their telephone or roles of today do not; and the words that the program itself puts around
all this. So an internal note changes no client's fingerprint, nor does what only others' plans name, nor the
passing of a day; and another word in what is covered does.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic_core import to_jsonable_python

from luz import wording
from luz.audience import Audience, Edition, Record, fields_of, kind_of, project
from luz.editions import has_portal, incident_classes_told, reached_from
from luz.index import index_of
from luz.model.client import ClientFolder
from luz.model.frozen import Fingerprint
from luz.model.library import Library
from luz.model.scalars import PromisedTime

_LUZ = Path(__file__).parent

NOT_PROMISED = frozenset(
    {
        # Who reads a block through and when, written down without a word of it changing.
        "Review",
        "Procedure.changes",
        # Written every week: what is promised is the task and how often, and that counts.
        "SilentTask.log",
        # Likewise: what is ready for a contingency counts, not each trial of it nor when the next is due.
        "Contingency.tests",
        "Contingency.test_by",
        # Who of ours answers for what all clients share; whom a plan names itself counts.
        "CatalogueService.owner",
        "Contingency.owner",
        # These say that a version was agreed to, and are written because it was.
        "ServicePlan.signatures",
        "ServicePlan.changes",
        "ClientSide.confirmed_on",
        "ClientSide.confirmed_by",
    }
)
"""What of a plan, and of what it names, may change without anybody being asked again."""

NAMED = (
    "role",
    "matter",
    "phase",
    "incident_class",
    "calendar",
    "procedure",
    "service",
    "contingency",
)
"""Kinds of thing of the company's that are agreed to with the plan which names them."""

OF_THE_ORGANISATION = frozenset({"ClientSide.contacts"})
"""What the client confirms by itself: a new telephone number is no other plan."""

NOT_THE_PROCEDURE = frozenset({"Review", "Procedure.changes"})
"""What stands on the page of a procedure and is not what it says to do."""


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OwnContact(_Told):
    """A person of the client's, as their portal shows them; `reports_to` is a name."""

    id: str
    name: str
    position: str
    does: str
    mail: str | None
    phone: str | None
    reports_to: str | None
    portal_access: bool


class OwnDuty(_Told):
    """What the client does so that our word can be kept: names of the contact and of the commitments."""

    what: str
    contact: str
    within: PromisedTime | None
    stops_clock_of: tuple[str, ...]


class OwnOrganisation(_Told):
    """A client's own side, which only they can call true (S0.8)."""

    fingerprint: Fingerprint
    contacts: tuple[OwnContact, ...]
    duties: tuple[OwnDuty, ...]


class AgreeablePlan(_Told):
    """The plan of a client with a portal: what its contacts confirm, and who answers for it on our side.

    `since` is the day from which this version holds; `address` is that of its page in the portal.
    """

    client: str
    client_name: str
    language: str
    title: str
    version: int
    since: dt.date
    fingerprint: Fingerprint
    address: str
    owner: str
    owner_mail: str
    organisation: OwnOrganisation


class ToldChange(_Told):
    """What a version of a procedure changed, and since when."""

    version: str
    on: dt.date
    what: str


class AgreeableProcedure(_Told):
    """A procedure as employees read it; `changes` the latest first, none where it never changed."""

    id: str
    name: str
    version: str
    fingerprint: Fingerprint
    address: str
    changes: tuple[ToldChange, ...]


def agreeable_plans(library: Library) -> tuple[AgreeablePlan, ...]:
    """The plans that somebody can be asked to agree to: those with a portal of their own."""
    return tuple(_plan(library, folder) for folder in library.clients if has_portal(folder))


def agreeable_procedures(library: Library) -> tuple[AgreeableProcedure, ...]:
    """Every procedure, as it stands on the intranet."""
    edition = Edition(Audience.INTERNAL)
    return tuple(_procedure(project(one, edition), edition) for one in library.procedures)


def _plan(library: Library, folder: ClientFolder) -> AgreeablePlan:
    edition = Edition(Audience.CLIENT, folder.id, folder.client.language)
    shown = project(folder, edition)
    plan = shown.plan
    people = {person.id: person for person in library.company.people}
    owner = people[plan.owner]
    return AgreeablePlan(
        client=folder.id,
        client_name=shown.client.name,
        language=edition.language,
        title=plan.title,
        version=plan.version,
        since=_since(plan),
        fingerprint=fingerprint(agreed_text(library, folder, edition), NOT_PROMISED | OF_THE_ORGANISATION),
        address=f"/clients/{folder.id}/{_path('plan', edition)}/",
        owner=owner.name,
        owner_mail=owner.mail,
        organisation=_organisation(plan),
    )


def agreed_text(library: Library, folder: ClientFolder, edition: Edition) -> dict[str, Any]:
    """All that the fingerprint of a plan covers, and within it what is left out."""
    shown, index, catalogue = project(folder, edition), index_of(library), library.catalogue
    without_archive = folder.model_copy(update={"projects": (), "proposals": ()})
    named = reached_from((without_archive,), edition, index, NAMED)
    named |= {("incident_class", key) for key in incident_classes_told(shown)}
    offered = (catalogue.maintenance_introduction, catalogue.maintenance_tiers)
    return {
        "plan": shown.plan,
        "parties": (library.company.legal.legal_name, shown.client.name, shown.client.legal_name),
        "named": {f"{kind}/{key}": project(index.find(kind, key), edition) for kind, key in named},
        "maintenance": project(offered, edition) if shown.plan.definition.maintenance else None,
    }


def _since(plan: Record) -> dt.date:
    """The day since which the present version holds: that of its entry in the history, else the first one."""
    days: list[dt.date] = [change.on for change in plan.changes if change.version == plan.version]
    first: dt.date = plan.validity.starts
    return max(days, default=first)


def _organisation(plan: Record) -> OwnOrganisation:
    side = plan.organisation.client
    names = {contact.id: contact.name for contact in side.contacts}
    commitments = {one.id: one.name for one in plan.commitments.items}
    return OwnOrganisation(
        fingerprint=fingerprint(side, NOT_PROMISED),
        contacts=tuple(_contact(one, names) for one in side.contacts),
        duties=tuple(
            OwnDuty(
                what=duty.what,
                contact=names[duty.contact],
                within=duty.within,
                stops_clock_of=tuple(commitments[id] for id in duty.stops_clock_of),
            )
            for duty in side.duties
        ),
    )


def _contact(contact: Record, names: Mapping[str, str]) -> OwnContact:
    return OwnContact(
        id=contact.id,
        name=contact.name,
        position=contact.position,
        does=contact.does,
        mail=contact.mail,
        phone=contact.phone,
        reports_to=names[contact.reports_to] if contact.reports_to else None,
        portal_access=contact.portal_access,
    )


def _procedure(procedure: Record, edition: Edition) -> AgreeableProcedure:
    changes = (ToldChange(version=one.version, on=one.on, what=one.what) for one in procedure.changes)
    return AgreeableProcedure(
        id=procedure.id,
        name=procedure.name,
        version=procedure.version,
        fingerprint=fingerprint(procedure, NOT_THE_PROCEDURE),
        address=f"/intranet/{_path('procedures', edition)}/{procedure.id}/",
        changes=tuple(sorted(changes, key=lambda one: one.on, reverse=True)),
    )


def _path(page: str, edition: Edition) -> str:
    """What a page is called in the addresses of an edition."""
    return wording.load(_LUZ, edition.language).text_in("path", page)


def fingerprint(said: Any, leaving_out: frozenset[str]) -> str:
    """SHA-256, in hexadecimal, of what projected records say, but for these nouns and `Noun.field`s.

    It is taken of JSON with sorted keys and without what was not written, so that a field which the model
    gains later changes no fingerprint of before.
    """
    return hashlib.sha256(written_out(said, leaving_out).encode()).hexdigest()


def written_out(said: Any, leaving_out: frozenset[str]) -> str:
    """The text of which a fingerprint is taken."""
    return json.dumps(_canonical(said, leaving_out), sort_keys=True, ensure_ascii=False)


def _canonical(value: Any, leaving_out: frozenset[str]) -> Any:
    if isinstance(value, Record):
        return None if kind_of(value) in leaving_out else dict(_written(value, leaving_out))
    if isinstance(value, Mapping):
        return {str(key): _canonical(item, leaving_out) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_canonical(item, leaving_out) for item in value]
    return to_jsonable_python(value)


def _written(record: Record, leaving_out: frozenset[str]) -> Iterator[tuple[str, Any]]:
    for name, value in fields_of(record):
        said = _canonical(value, leaving_out)
        absent = said is None or said is False or said in ([], {})
        if not absent and f"{kind_of(record)}.{name}" not in leaving_out:
            yield name, said
