"""Notices of changes in procedures, plans and the complaint protocol: every employee is told (S4.17)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from hooks.places import Place
from luz.audience import Record
from luz.editions import Shown

NEWS = dt.timedelta(days=60)
"""How long a change stands on the home page; after that it is found among all notices."""


@dataclass(frozen=True)
class Notice:
    """What a version changed: since when, in which thing, and for which client, if for one alone.

    `name` is empty for the complaint protocol, which has no title of its own.
    """

    day: dt.date
    place: Place
    name: str
    version: str
    what: tuple[str, ...]
    folder: Record | None = None


def notices(shown: Shown, today: dt.date) -> tuple[Notice, ...]:
    """Every change: those to come, the nearest first, then those that hold already, the latest first."""
    told = sorted(_all(shown), key=lambda one: (one.day, one.name))
    holding = [one for one in told if one.day <= today]
    return (*(one for one in told if one.day > today), *reversed(holding))


def recent(told: tuple[Notice, ...], today: dt.date) -> tuple[Notice, ...]:
    """Those to come, however far, and those of the last weeks."""
    return tuple(one for one in told if today - one.day <= NEWS)


def _all(shown: Shown) -> Iterator[Notice]:
    yield from _of_procedures(shown)
    yield from _of_protocol(shown)
    yield from _of_plans(shown)


def _of_procedures(shown: Shown) -> Iterator[Notice]:
    for procedure in shown.library.procedures:
        for change in procedure.changes:
            place = ("procedure", procedure.id)
            yield Notice(change.on, place, procedure.name, change.version, (change.what,))


def _of_protocol(shown: Shown) -> Iterator[Notice]:
    protocol = shown.library.complaint_protocol
    for change in protocol.changes if protocol is not None else ():
        yield Notice(change.on, ("page", "complaint-protocol"), "", change.version, (change.what,))


def _of_plans(shown: Shown) -> Iterator[Notice]:
    for folder in shown.library.clients:
        if folder.plan is None or folder.plan.draft:
            continue
        for change in folder.plan.changes:
            place = ("plan", folder.id)
            yield Notice(change.on, place, folder.plan.title, str(change.version), change.what, folder)
