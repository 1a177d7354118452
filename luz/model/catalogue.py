"""The catalogue: every service given to clients or to our own people, and what it takes (S4.3–S4.11).

Clients and visitors read what is offered; what it takes (resources, stock, suppliers, capacity, cost) is for
employees.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from luz.audience import Audience
from luz.model.base import (
    CalendarId,
    Id,
    LocalText,
    Model,
    PersonId,
    ProcedureId,
    RoleId,
    SupplierId,
    Text,
)
from luz.model.money import Money
from luz.model.scalars import Date, NotNegative, PromisedTime


class Served(StrEnum):
    """Who receives a service: clients, or employees, who are clients of each other (S4.1)."""

    CLIENTS = "clients"
    EMPLOYEES = "employees"


class ServiceIndicator(Model, audience=Audience.CLIENT):
    """By what the level of a service is told, and the level usual for it; a plan may promise more (S4.5)."""

    name: LocalText
    usual_level: LocalText
    measured_by: LocalText


class OperationalLevel(Model, audience=Audience.INTERNAL):
    """What one of our roles promises to the others, so that the service can keep its own promise."""

    role: RoleId
    promise: Text
    within: PromisedTime | None = None


class Resource(Model, audience=Audience.INTERNAL):
    """People, machines or licences that a service needs (S4.6)."""

    name: Text
    quantity: Text
    supplier: SupplierId | None = None


class StockLevel(Model, audience=Audience.INTERNAL):
    """Something kept in stock for a service: how much there is, and below what it must be replaced (S4.7)."""

    item: Text
    held: NotNegative
    minimum: NotNegative
    unit: Text
    counted_on: Date


class Capacity(Model, audience=Audience.INTERNAL):
    """How much of something the service needs at its busiest, and how much there is (S4.10)."""

    what: Text
    needed: NotNegative
    available: NotNegative
    unit: Text


class Cost(Model, audience=Audience.INTERNAL):
    """What giving the service costs us: an amount for each month, order or client (S4.11)."""

    amount: Money
    per: Text
    includes: Text | None = None


class Alliance(Model, audience=Audience.CLIENT):
    """Another company with which we give the service, and what it brings to it (S4.9)."""

    name: Text
    brings: LocalText


class Supplier(Model, audience=Audience.INTERNAL):
    """Who supplies what our services need, and the agreement with them (S4.8)."""

    id: Id
    name: Text
    provides: Text
    agreement: Text
    ends_on: Date | None = None
    contact: Text | None = None
    owner: PersonId

    def own_audience(self) -> Audience:
        return Audience.INTERNAL


class CatalogueService(Model, audience=Audience.PUBLIC):
    """A service of the catalogue. One that states no audience, or serves employees, is for employees only.

    `minimum_value` is the level below which we give it to nobody (S2.4).
    """

    id: Id
    audience: Annotated[Audience, Audience.INTERNAL] = Audience.INTERNAL
    serves: Annotated[Served, Audience.INTERNAL] = Served.CLIENTS
    name: LocalText
    offer: LocalText
    includes: tuple[LocalText, ...] = ()
    minimum_value: LocalText | None = None
    calendar: CalendarId | None = None
    owner: Annotated[PersonId, Audience.CLIENT]
    procedures: Annotated[tuple[ProcedureId, ...], Audience.INTERNAL] = ()
    indicators: Annotated[tuple[ServiceIndicator, ...], Audience.CLIENT] = ()
    alliances: Annotated[tuple[Alliance, ...], Audience.CLIENT] = ()
    operational_levels: Annotated[tuple[OperationalLevel, ...], Audience.INTERNAL] = ()
    resources: Annotated[tuple[Resource, ...], Audience.INTERNAL] = ()
    stock: Annotated[tuple[StockLevel, ...], Audience.INTERNAL] = ()
    suppliers: Annotated[tuple[SupplierId, ...], Audience.INTERNAL] = ()
    capacity: Annotated[tuple[Capacity, ...], Audience.INTERNAL] = ()
    costs: Annotated[tuple[Cost, ...], Audience.INTERNAL] = ()

    def own_audience(self) -> Audience:
        return self.audience if self.serves is Served.CLIENTS else Audience.INTERNAL


class MaintenanceTier(Model, audience=Audience.PUBLIC):
    """One way of being looked after that a client may choose, explained before signing (S3.16)."""

    id: Id
    name: LocalText
    updates: LocalText
    immediacy: LocalText
    coverage: LocalText
    suits: LocalText
    leaves_to_the_client: LocalText


class Catalogue(Model, audience=Audience.PUBLIC):
    """`catalogue.yml`: the services, the ways of being looked after, and who supplies us."""

    maintenance_introduction: LocalText | None = None
    maintenance_tiers: tuple[MaintenanceTier, ...] = ()
    services: tuple[CatalogueService, ...] = ()
    suppliers: Annotated[tuple[Supplier, ...], Audience.INTERNAL] = ()
