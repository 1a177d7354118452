"""Ley 10/2025, customer services: what must be told before contracting, and the clocks it sets.

It binds basic services and large companies that sell to consumers (article 2); for others it is the measure
of good manners in Spain.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from luz.model.commitment import Comparator, Unit
from luz.model.contact import ChannelKind
from luz.model.profile import Profile
from luz.model.scalars import Length, TimeUnit
from luz.profiles.item import Checklist, Dossier, Item, unless

_LAW = "Ley 10/2025"
_ASKED_CHANNELS = (ChannelKind.POST, ChannelKind.PHONE, ChannelKind.MAIL)
_LONGEST_ANSWER = {
    TimeUnit.MINUTES: Decimal(15 * 8 * 60),
    TimeUnit.HOURS: Decimal(15 * 8),
    TimeUnit.WORKING_DAYS: Decimal(15),
    TimeUnit.DAYS: Decimal(19),
    TimeUnit.WEEKS: Decimal(2),
}
"""Fifteen working days of eight hours, in each unit; they never take fewer than nineteen days."""
_CALLS_ANSWERED = Decimal(95)
_LONGEST_WAIT = Decimal(3)


def _channels(dossier: Dossier) -> tuple[str, ...]:
    kinds = {channel.kind for channel in dossier.company.channels}
    return tuple(f"channels: {kind}" for kind in _ASKED_CHANNELS if kind not in kinds)


def _in_time(dossier: Dossier) -> tuple[str, ...]:
    promised: Length = dossier.company.complaints.answered_within
    return unless(promised.amount <= _LONGEST_ANSWER.get(promised.unit, Decimal(0)), "answered_within")


def _time_per_type(dossier: Dossier) -> tuple[str, ...]:
    timed = {one.incident_class for one in dossier.plan.commitments.items if one.within}
    classes = dossier.library.organisation.incident_classes
    return tuple(f"incident_class: {one.id}" for one in classes if one.id not in timed)


def _language(dossier: Dossier) -> tuple[str, ...]:
    language = dossier.folder.client.language
    return unless(language in dossier.company.languages, f"languages: {language}")


def _a_person(dossier: Dossier) -> tuple[str, ...]:
    protocol = dossier.library.complaint_protocol
    here = [one for one in dossier.company.people if one.date_out is None or one.date_out >= dossier.today]
    return unless(protocol and any(protocol.guardian in one.roles for one in here), "guardian")


def _phone_wait(dossier: Dossier) -> tuple[str, ...] | None:
    if not any(channel.kind == ChannelKind.PHONE for channel in dossier.company.channels):
        return None
    return unless(any(map(_answers_the_phone, dossier.plan.commitments.items)), "within: 3 min, value: 95")


def _answers_the_phone(commitment: Any) -> bool:
    within: Length | None = commitment.within
    return (
        commitment.channel == ChannelKind.PHONE
        and within is not None
        and within.unit is TimeUnit.MINUTES
        and within.amount <= _LONGEST_WAIT
        and commitment.comparator == Comparator.AT_LEAST
        and commitment.unit == Unit.PERCENT
        and commitment.value >= _CALLS_ANSWERED
    )


def _evaluated(dossier: Dossier) -> tuple[str, ...]:
    protocol = dossier.library.complaint_protocol
    return unless(protocol and protocol.controls, "controls")


def _audited(dossier: Dossier) -> tuple[str, ...]:
    protocol = dossier.library.complaint_protocol
    audited = protocol and any(control.external for control in protocol.controls)
    return unless(audited, "controls: external")


LEY_10_2025 = Checklist(
    Profile.LEY_10_2025,
    "Ley 10/2025",
    (
        Item("channels", _LAW, "company.yml: channels", _channels),
        Item(
            "tracking",
            _LAW,
            "company.yml: complaints.tracking",
            lambda dossier: unless(dossier.company.complaints.tracking, "tracking"),
        ),
        Item(
            "time_per_type",
            _LAW,
            "plan.yml: commitments.items (incident_class, within)",
            _time_per_type,
        ),
        Item("answered_in_time", _LAW, "company.yml: complaints.answered_within", _in_time),
        Item(
            "form_of_answer",
            _LAW,
            "company.yml: complaints.answer",
            lambda dossier: unless(dossier.company.complaints.answer, "answer"),
        ),
        Item(
            "elsewhere",
            _LAW,
            "company.yml: complaints.elsewhere",
            lambda dossier: unless(dossier.company.complaints.elsewhere, "elsewhere"),
        ),
        Item(
            "hours",
            _LAW,
            "company.yml: complaints.calendar",
            lambda dossier: unless(dossier.company.complaints.calendar, "calendar"),
        ),
        Item("same_language", _LAW, "company.yml: languages", _language),
        Item("a_person", f"{_LAW}, art. 8", "complaint_protocol.yml: guardian", _a_person),
        Item(
            "phone_wait",
            f"{_LAW}, art. 8",
            "plan.yml: commitments.items (channel: phone, within: 3 min, value: 95)",
            _phone_wait,
        ),
        Item("evaluation", _LAW, "complaint_protocol.yml: controls", _evaluated),
        Item("audit", _LAW, "complaint_protocol.yml: controls (external: sí)", _audited),
    ),
)
