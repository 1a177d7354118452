"""Who stands below whom: people as the tree that an organisation chart draws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from luz.audience import Record
from luz.editions import Shown


@dataclass(frozen=True)
class Member:
    """One of our people in a service; a superior who takes no part in it does nothing there."""

    person: Record
    does: str | None = None

    @property
    def id(self) -> str:
        return str(self.person.id)

    @property
    def reports_to(self) -> str | None:
        superior: str | None = self.person.reports_to
        return superior


@dataclass(frozen=True)
class Node:
    """One place in the chart, with those who report to it."""

    item: Any
    below: tuple[Node, ...]


def our_side(organisation: Record, shown: Shown) -> tuple[Node, ...]:
    """Our people in a service and, so that the chart holds together, their superiors up to the top."""
    members: dict[str, Member] = {}
    for entry in organisation.provider:
        person = shown.find("person", entry.person)
        if person is not None:
            members[person.id] = Member(person, entry.does)
    for member in list(members.values()):
        superior = shown.find("person", member.reports_to)
        while superior is not None and superior.id not in members:
            members[superior.id] = Member(superior)
            superior = shown.find("person", superior.reports_to)
    return chart(members.values())


def their_side(organisation: Record) -> tuple[Node, ...]:
    """The client's people, as the client's own organisation has them."""
    return chart(organisation.client.contacts)


def chart(items: Iterable[Any]) -> tuple[Node, ...]:
    """The tree of things with an `id` and a `reports_to`; who reports to nobody listed stands at the top.

    Nobody is lost where people report to one another in a circle: the first of them stands at the top.
    """
    waiting = {item.id: item for item in items}

    def take(item: Any) -> Node:
        del waiting[item.id]
        below = [other for other in waiting.values() if other.reports_to == item.id]
        return Node(item, tuple(take(other) for other in below if other.id in waiting))

    tops = [item for item in waiting.values() if item.reports_to not in waiting]
    nodes = [take(item) for item in tops]
    while waiting:
        nodes.append(take(next(iter(waiting.values()))))
    return tuple(nodes)
