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
    TimeUnit.MINUTES: None,
    TimeUnit.HOURS: None,
    TimeUnit.WORKING_DAYS: Decimal(15),
    TimeUnit.DAYS: Decimal(19),
    TimeUnit.WEEKS: Decimal(2),
}
"""Fifteen working days in other units: they never take fewer than nineteen days, so that many are kept."""
_CALLS_ANSWERED = Decimal(95)
_LONGEST_WAIT = Decimal(3)


def _channels(dossier: Dossier) -> tuple[str, ...]:
    kinds = {channel.kind for channel in dossier.company.channels}
    return tuple(f"channels: {kind}" for kind in _ASKED_CHANNELS if kind not in kinds)


def _in_time(dossier: Dossier) -> tuple[str, ...]:
    promised: Length = dossier.company.complaints.answered_within
    longest = _LONGEST_ANSWER.get(promised.unit, Decimal(0))
    return unless(longest is None or promised.amount <= longest, "answered_within")


def _language(dossier: Dossier) -> tuple[str, ...]:
    language = dossier.folder.client.language
    return unless(language in dossier.company.languages, f"languages: {language}")


def _a_person(dossier: Dossier) -> tuple[str, ...]:
    protocol = dossier.library.complaint_protocol
    held = protocol and any(protocol.guardian in person.roles for person in dossier.company.people)
    return unless(held, "guardian")


def _phone_wait(dossier: Dossier) -> tuple[str, ...] | None:
    if not any(channel.kind == ChannelKind.PHONE for channel in dossier.company.channels):
        return None
    return unless(any(map(_answers_the_phone, dossier.plan.commitments.items)), "within: 3 min, value: 95")


def _answers_the_phone(commitment: Any) -> bool:
    """Nothing but a phone is answered within three minutes, so that the time alone tells the commitment."""
    within: Length | None = commitment.within
    return (
        within is not None
        and within.unit is TimeUnit.MINUTES
        and within.amount <= _LONGEST_WAIT
        and commitment.comparator == Comparator.AT_LEAST
        and commitment.unit == Unit.PERCENT
        and commitment.value >= _CALLS_ANSWERED
    )


def _audited(dossier: Dossier) -> tuple[str, ...]:
    protocol = dossier.library.complaint_protocol
    return unless(protocol and protocol.controls, "controls")


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
            "plan.yml: commitments.items (within: 3 min, value: 95)",
            _phone_wait,
        ),
        Item("evaluation", _LAW, "complaint_protocol.yml: controls", _audited),
    ),
)
