"""The pages of one plan: the whole document, its five parts, and the work that goes unnoticed.

The same pages stand in a client's portal, in the client's corner of the intranet (with what is meant for
employees) and, for a specimen, on the public site.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from hooks.organisation_chart import our_side, their_side
from hooks.page import Page
from hooks.places import PARTS, Paths
from hooks.rendering import Rendering
from luz import hours, promise
from luz.audience import Record
from luz.editions import Shown, incident_classes_told
from luz.model.communication import Moment
from luz.model.company import Essential
from luz.wording import Wording


@dataclass(frozen=True)
class Part:
    """One of the five parts of a plan."""

    number: int
    name: str
    title: str


_ESSENTIAL = (
    Essential.EMERGENCIES,
    Essential.BREACH,
    Essential.COMPLAINTS,
    Essential.CONTRACT_CHANGES,
    Essential.SERVICE_REVIEWS,
)
"""The essential matters, the most pressing first: this is read on a telephone, in a hurry."""
_TITLES = {
    "service": "Service definition",
    "organisation": "Organisation",
    "procedures": "Management procedures",
    "commitments": "Commitments",
    "escalation": "Escalation",
}


@dataclass(frozen=True)
class Matters:
    """Whom to address: for the matters that every agreement must settle, and for all others."""

    essential: tuple[Record, ...]
    others: tuple[Record, ...]


@dataclass(frozen=True)
class Telling:
    """All that the client is told at one moment."""

    when: Moment
    what: tuple[Record, ...]


class Clauses:
    """Numbers the clauses of a part as a contract does: 2.1, 2.2 …"""

    def __init__(self, part: int) -> None:
        self._part = part
        self._last = 0

    def next(self) -> str:
        """The number of the clause that begins here."""
        self._last += 1
        return f"{self._part}.{self._last}"


def parts(wording: Wording) -> tuple[Part, ...]:
    """The five parts, numbered and named."""
    return tuple(
        Part(number, name, wording.text(_TITLES[name])) for number, name in enumerate(PARTS, start=1)
    )


def plan_pages(rendering: Rendering, folder: Record, paths: Paths) -> Iterator[Page]:
    """The plan of a client: whole, in parts, and what goes unnoticed. Nothing for a client without a plan.

    `paths` says below which prefix; the places of `rendering` must hold those that `client_places` gives for
    it, and every person, role, procedure, phase, incident class and calendar the plan names.
    """
    if folder.plan is None:
        return
    rendering = in_the_clients_words(rendering, folder)
    wording = rendering.wording
    values = {"folder": folder, "parts": parts(wording), **plan_tools(rendering.shown)}
    listed = {"nav_title": wording.text("Service plan")}
    yield rendering.page(paths.of("plan"), "plan/document.html", folder.plan.title, listed, **values)
    for part in parts(wording):
        title = f"{part.number}. {part.title}"
        path = paths.of("plan", part.name)
        yield rendering.page(path, "plan/part.html", title, {}, **values, part=part)
    if folder.plan.silent_work is not None:
        title = wording.text("What we do that goes unnoticed")
        yield rendering.page(
            paths.of("silent-work"),
            "plan/silent_work.html",
            title,
            {"nav_title": wording.text("What goes unnoticed")},
            folder=folder,
        )


def in_the_clients_words(rendering: Rendering, folder: Record) -> Rendering:
    """The same rendering, knowing in which language this client's texts are written."""
    return replace(rendering, content_language=folder.client.language)


def plan_tools(shown: Shown) -> dict[str, Any]:
    """What the templates of a plan may call."""
    return {
        "numbering": Clauses,
        "promise": promise,
        "week": hours.week,
        "our_side": lambda organisation: our_side(organisation, shown),
        "their_side": their_side,
        "contact_name": _contact_name,
        "matters": lambda organisation: _matters(organisation, shown),
        "deputies": lambda row: _deputies(row, shown),
        "awaited_for": _awaited_for,
        "commitment_name": _commitment_name,
        "told_when": _told_when,
        "incident_classes": lambda folder: _incident_classes(folder, shown),
    }


def _contact_name(organisation: Record, contact: str) -> str:
    return next(str(one.name) for one in organisation.client.contacts if one.id == contact)


def _commitment_name(plan: Record, commitment: str) -> str:
    return next(str(one.name) for one in plan.commitments.items if one.id == commitment)


def _matters(organisation: Record, shown: Shown) -> Matters:
    """The matters of a plan: the essential ones in the order of their list, then the others."""
    essential: list[tuple[int, Record]] = []
    others = []
    for row in organisation.matters:
        matter = shown.find("matter", row.matter)
        if matter is None or matter.essential is None:
            others.append(row)
        else:
            essential.append((_ESSENTIAL.index(matter.essential), row))
    essential.sort(key=lambda placed: placed[0])
    return Matters(tuple(row for _, row in essential), tuple(others))


def _awaited_for(plan: Record, commitment: Record) -> tuple[Record, ...]:
    """What the client does while the clock of a commitment stands still."""
    duties = plan.organisation.client.duties
    return tuple(duty for duty in duties if commitment.id in duty.stops_clock_of)


def _told_when(plan: Record) -> tuple[Telling, ...]:
    """What the client is told, by moment; a moment of which nothing is told is left out."""
    told = plan.procedures.communication
    tellings = (Telling(when, tuple(one for one in told if one.moment == when)) for when in Moment)
    return tuple(telling for telling in tellings if telling.what)


def _deputies(row: Record, shown: Shown) -> tuple[Record, ...]:
    """Who stands in for those accountable for a matter, unless they are named for it already."""
    named = {contact.person for contact in row.contacts}
    accountable = (shown.find("person", one.person) for one in row.contacts if one.accountable)
    deputies = (shown.find("person", person.deputy) for person in accountable if person is not None)
    return tuple(deputy for deputy in deputies if deputy is not None and deputy.id not in named)


def _incident_classes(folder: Record, shown: Shown) -> tuple[Record, ...]:
    """The classes of incident that this client's commitments and projects speak of."""
    told = incident_classes_told(folder)
    return tuple(one for one in shown.library.organisation.incident_classes if one.id in told)
