"""UNE 93200:2008, service charters, in the structure that Real Decreto 951/2005, article 9, gives them."""

from __future__ import annotations

from luz.model.communication import Moment
from luz.model.contact import ChannelKind
from luz.model.profile import Profile
from luz.profiles.item import Checklist, Dossier, Item, names_without, unless, untold

_SOURCE = "UNE 93200:2008; RD 951/2005, art. 9"
_PLACES = (ChannelKind.POST, ChannelKind.IN_PERSON)
_REMOTE = (ChannelKind.MAIL, ChannelKind.PHONE, ChannelKind.WEB)


def _rights(dossier: Dossier) -> tuple[str, ...]:
    protocol = dossier.library.complaint_protocol
    return unless(protocol and protocol.promises, "promises")


def _participation(dossier: Dossier) -> tuple[str, ...]:
    asked = bool(dossier.folder.client.products)
    reviewed = any(row.matter in _review_matters(dossier) for row in dossier.plan.organisation.matters)
    return unless(asked or reviewed, "products")


def _review_matters(dossier: Dossier) -> set[str]:
    matters = dossier.library.organisation.matters
    return {matter.id for matter in matters if matter.essential == "service_reviews"}


def _channels(dossier: Dossier) -> tuple[str, ...]:
    kinds = {channel.kind for channel in dossier.company.channels}
    return (
        *unless(kinds & set(_PLACES), "channels: post, in_person"),
        *unless(kinds & set(_REMOTE), "channels: mail, phone, web"),
    )


UNE_93200 = Checklist(
    Profile.UNE_93200,
    "UNE 93200:2008",
    (
        Item(
            "identity_and_purpose",
            _SOURCE,
            "plan.yml: definition.purpose",
            lambda dossier: unless(dossier.plan.definition.purpose, "purpose"),
        ),
        Item(
            "services",
            _SOURCE,
            "plan.yml: definition.services",
            lambda dossier: unless(dossier.plan.definition.services, "services"),
        ),
        Item("rights", _SOURCE, "complaint_protocol.yml: promises", _rights),
        Item("participation", _SOURCE, "client.yml: products", _participation),
        Item(
            "rules",
            _SOURCE,
            "plan.yml: contract, validity.ending",
            lambda dossier: unless(dossier.plan.validity.ending, "ending"),
        ),
        Item(
            "complaints",
            _SOURCE,
            "company.yml: complaints.procedure",
            lambda dossier: unless(dossier.company.complaints.procedure, "procedure"),
        ),
        Item(
            "deadlines",
            _SOURCE,
            "plan.yml: commitments.items[].within",
            lambda dossier: unless(any(one.within for one in dossier.plan.commitments.items), "within"),
        ),
        Item(
            "information",
            _SOURCE,
            "plan.yml: procedures.communication",
            lambda dossier: untold(dossier, *Moment),
        ),
        Item("hours_places_channels", _SOURCE, "company.yml: channels", _channels),
        Item(
            "indicators",
            _SOURCE,
            "plan.yml: commitments.items[].measured_by",
            lambda dossier: names_without(dossier.plan.commitments.items, "measured_by"),
        ),
        Item(
            "remedies",
            _SOURCE,
            "plan.yml: commitments.items[].breach_impact",
            lambda dossier: names_without(dossier.plan.commitments.items, "breach_impact"),
        ),
    ),
)
