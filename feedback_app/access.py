"""Who may reach what: one table of rules and one function that answers by it; what no rule grants is refused.

Whoever asks is nobody in particular, an employee or a client's contact, as the published access list knows
them at the moment of asking.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from luz.access_list import Contact, Employee

GUARDIAN_ROLE = "experience_guardian"
ACCOUNT_MANAGER_ROLE = "account_manager"


@dataclass(frozen=True)
class Anonymous:
    """Somebody of whom nothing is known."""


Actor = Anonymous | Employee | Contact


class Kind(StrEnum):
    """The kinds of thing that can be reached."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CLIENT = "client"
    SURVEY = "survey"
    DOOR = "door"
    SESSION = "session"
    DATA = "data"
    GUARDIAN = "guardian"
    AGREEMENT = "agreement"
    PROCEDURES_READ = "procedures_read"
    WHO_AGREED = "who_agreed"


OF_ONE_CLIENT = frozenset({Kind.CLIENT, Kind.AGREEMENT})
"""The kinds of which each client has one of their own."""


@dataclass(frozen=True)
class Resource:
    """One thing that can be reached: an edition, the survey, the way in, a confirmation, the answers."""

    kind: Kind
    client: str | None = None

    @classmethod
    def named(cls, name: str) -> Resource | None:
        """The resource called `internal`, `data`, `client:<id>` …; None if there is no such kind."""
        kind, _, client = name.partition(":")
        if kind not in set(Kind) or bool(client) != (kind in OF_ONE_CLIENT):
            return None
        return cls(Kind(kind), client or None)


class Circle(StrEnum):
    """The circles of people that a rule can let in."""

    EVERYBODY = "everybody"
    SIGNED_IN = "everybody who has signed in"
    EMPLOYEES = "employees"
    MANAGERS = "managers"
    GUARDIANS = "guardians"
    ACCOUNT_MANAGERS = "account managers"
    OWN_CONTACTS = "contacts of that client"


RULES: Mapping[Kind, frozenset[Circle]] = {
    Kind.PUBLIC: frozenset({Circle.EVERYBODY}),
    Kind.SURVEY: frozenset({Circle.EVERYBODY}),
    Kind.DOOR: frozenset({Circle.EVERYBODY}),
    Kind.SESSION: frozenset({Circle.SIGNED_IN}),
    Kind.INTERNAL: frozenset({Circle.EMPLOYEES}),
    Kind.CLIENT: frozenset({Circle.EMPLOYEES, Circle.OWN_CONTACTS}),
    Kind.DATA: frozenset({Circle.MANAGERS}),
    Kind.GUARDIAN: frozenset({Circle.GUARDIANS}),
    # What a client agrees to, nobody here can agree to in their stead.
    Kind.AGREEMENT: frozenset({Circle.OWN_CONTACTS}),
    Kind.PROCEDURES_READ: frozenset({Circle.EMPLOYEES}),
    Kind.WHO_AGREED: frozenset({Circle.ACCOUNT_MANAGERS}),
}


def may(actor: Actor, resource: Resource) -> bool:
    """Whether this person may reach this thing. Every route, file and Datasette request asks here."""
    return any(_belongs(actor, circle, resource) for circle in RULES.get(resource.kind, frozenset()))


def _belongs(actor: Actor, circle: Circle, resource: Resource) -> bool:
    match circle, actor:
        case Circle.EVERYBODY, _:
            return True
        case Circle.SIGNED_IN, Employee() | Contact():
            return True
        case Circle.EMPLOYEES, Employee():
            return True
        case Circle.MANAGERS, Employee():
            return actor.manager
        case Circle.GUARDIANS, Employee():
            return GUARDIAN_ROLE in actor.roles
        case Circle.ACCOUNT_MANAGERS, Employee():
            return actor.manager or ACCOUNT_MANAGER_ROLE in actor.roles
        case Circle.OWN_CONTACTS, Contact():
            return actor.client == resource.client
    return False
