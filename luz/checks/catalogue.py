"""The catalogue and the contingencies: what runs short, what ends, what was never tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from luz.audience import Audience
from luz.checks.context import Context, Records
from luz.model.catalogue import Catalogue, CatalogueService, Served
from luz.model.contingency import ContingenciesFile
from luz.problems import Problem
from luz.readiness import falls_short, runs_low, was_tried
from luz.reading import Source
from luz.yaml_tree import Loc


@dataclass(frozen=True)
class _Placed:
    """A service of the catalogue and where it was written."""

    service: CatalogueService
    source: Source
    loc: Loc


def _services(context: Records) -> Iterator[_Placed]:
    for catalogue, source in context.records(Catalogue):
        for position, service in enumerate(catalogue.services):
            yield _Placed(service, source, ("services", position))


def own_peoples_services(context: Records) -> Iterator[Problem]:
    """AUDIENCE_TOO_WIDE: a service for employees says that clients or visitors may read it."""
    for one in _services(context):
        audience = one.service.audience
        if one.service.serves is Served.EMPLOYEES and audience is not Audience.INTERNAL:
            message = "«{name}» serves employees, so that it is for them alone; remove «audience: {audience}»"
            params = {"name": one.service.id, "audience": audience.value}
            yield one.source.problem((*one.loc, "audience"), "AUDIENCE_TOO_WIDE", message, **params)


def stock(context: Context) -> Iterator[Problem]:
    """STOCK_BELOW_MINIMUM: there is less of something than the service must have at hand (S4.7)."""
    message = (
        "there are {held} of «{what}» and the minimum is {minimum} ({unit}); {owner} should replace what is "
        "missing"
    )
    for one in _services(context):
        for position, level in enumerate(one.service.stock):
            if runs_low(level):
                params = {
                    "held": level.held,
                    "unit": level.unit,
                    "what": level.item,
                    "minimum": level.minimum,
                }
                owner = context.person_name(one.service.owner)
                loc = (*one.loc, "stock", position, "held")
                yield one.source.warning(loc, "STOCK_BELOW_MINIMUM", message, **params, owner=owner)


def capacity(context: Context) -> Iterator[Problem]:
    """CAPACITY_SHORT: the service needs more of something at its busiest than there is (S4.10)."""
    message = (
        "«{what}» needs {needed} ({unit}) at its busiest and has {available}; {owner} should enlarge it or "
        "say what is done instead"
    )
    for one in _services(context):
        for position, level in enumerate(one.service.capacity):
            if falls_short(level):
                params = {
                    "what": level.what,
                    "needed": level.needed,
                    "unit": level.unit,
                    "available": level.available,
                }
                owner = context.person_name(one.service.owner)
                loc = (*one.loc, "capacity", position, "available")
                yield one.source.warning(loc, "CAPACITY_SHORT", message, **params, owner=owner)


def agreements(context: Context) -> Iterator[Problem]:
    """SUPPLIER_AGREEMENT_ENDED: a supplier's agreement is over and its entry still stands (S4.8)."""
    message = "the agreement with {name} ended on {day}; {owner} should renew it or find who supplies instead"
    for catalogue, source in context.records(Catalogue):
        for position, supplier in enumerate(catalogue.suppliers):
            if supplier.ends_on is not None and supplier.ends_on < context.today:
                params = {"name": supplier.name, "day": supplier.ends_on}
                owner = context.person_name(supplier.owner)
                loc = ("suppliers", position, "ends_on")
                yield source.warning(loc, "SUPPLIER_AGREEMENT_ENDED", message, **params, owner=owner)


def trials(context: Context) -> Iterator[Problem]:
    """CONTINGENCY_UNTESTED: a plan nobody has tried, or that had to be tried again by now (S1.8)."""
    for file, source in context.records(ContingenciesFile):
        for position, one in enumerate(file.contingencies):
            owner = context.person_name(one.owner)
            if not was_tried(one, context.today):
                message = "this plan was never tried; {owner} should try it and write down what came of it"
                loc: Loc = ("contingencies", position, "tests")
                yield source.warning(loc, "CONTINGENCY_UNTESTED", message, owner=owner)
            elif one.test_by < context.today:
                message = (
                    "this plan had to be tried again by {day}; {owner} should try it, write down what came "
                    "of it and set the next day"
                )
                loc = ("contingencies", position, "test_by")
                yield source.warning(loc, "CONTINGENCY_UNTESTED", message, day=one.test_by, owner=owner)
