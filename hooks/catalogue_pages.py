"""The intranet's pages on what we offer and what it takes: services, suppliers, maintenance, contingencies.

They hold what employees alone may know beside what clients read; the other editions tell the latter by the
same macros, in templates/company/.
"""

from __future__ import annotations

from collections.abc import Iterator

from hooks.page import Page
from hooks.places import Paths, Place
from hooks.rendering import Rendering, speaking_for
from luz.audience import Record
from luz.editions import Shown
from luz.readiness import falls_short, runs_low


def catalogue_places(shown: Shown, paths: Paths) -> Iterator[tuple[Place, str]]:
    """Where each service, supplier, maintenance tier and contingency stands on the intranet."""
    library = shown.library
    for page in ("services", "suppliers", "maintenance", "contingencies"):
        yield ("page", page), paths.of(page)
    for service in library.catalogue.services:
        yield ("service", service.id), paths.of("services", item=service.id)
    for supplier in library.catalogue.suppliers:
        yield ("supplier", supplier.id), f"{paths.of('suppliers')}#supplier-{supplier.id}"
    for tier in library.catalogue.maintenance_tiers:
        yield ("maintenance_tier", tier.id), f"{paths.of('maintenance')}#maintenance-{tier.id}"
    for one in library.contingencies:
        yield ("contingency", one.id), f"{paths.of('contingencies')}#contingency-{one.id}"


def catalogue_pages(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    """The services, clients' and our own people's, and below them suppliers and maintenance tiers."""
    catalogue, text = rendering.shown.library.catalogue, rendering.wording.text
    tools = {"said": speaking_for(rendering), "runs_low": runs_low, "falls_short": falls_short}
    contracted = {service.id: _contracted(rendering.shown, service.id) for service in catalogue.services}
    wide = {"layout": "wide"}
    if catalogue.services:
        title = text("Service catalogue")
        looks = wide | {"nav_title": text("Catalogue")}
        yield rendering.page(
            paths.of("services"), "intranet/services.html", title, looks, contracted=contracted, **tools
        )
    for service in catalogue.services:
        yield rendering.page(
            paths.of("services", item=service.id),
            "intranet/service.html",
            service.name,
            {},
            service=service,
            contracted=contracted[service.id],
            **tools,
        )
    below = wide | {"nav_parent": paths.of("services")}
    if catalogue.maintenance_tiers:
        title = text("Ways of being looked after")
        yield rendering.page(paths.of("maintenance"), "company/maintenance.html", title, below)
    if catalogue.suppliers:
        supplied = {one.id: _supplied(rendering.shown, one.id) for one in catalogue.suppliers}
        title = text("Suppliers")
        yield rendering.page(
            paths.of("suppliers"), "intranet/suppliers.html", title, below, supplied=supplied
        )


def contingency_pages(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    """All known contingencies on one page, below the procedures; none while none is known."""
    shown = rendering.shown
    if shown.library.contingencies:
        yield rendering.page(
            paths.of("contingencies"),
            "intranet/contingencies.html",
            rendering.wording.text("Known contingencies"),
            {"nav_title": rendering.wording.text("Contingencies"), "nav_parent": paths.of("procedures")},
            concerned={one.id: _concerned(shown, one.id) for one in shown.library.contingencies},
            said=speaking_for(rendering),
        )


def _contracted(shown: Shown, service: str) -> tuple[Record, ...]:
    """The clients whose plan names a service of the catalogue."""
    return tuple(
        folder
        for folder in shown.library.clients
        if folder.plan is not None and any(one.service == service for one in folder.plan.definition.services)
    )


def _concerned(shown: Shown, contingency: str) -> tuple[Record, ...]:
    """The clients whose plan tells them of a contingency."""
    return tuple(
        folder
        for folder in shown.library.clients
        if folder.plan is not None and contingency in folder.plan.definition.contingencies
    )


def _supplied(shown: Shown, supplier: str) -> tuple[Record, ...]:
    """The services that need a supplier, as a whole or for one of their resources."""
    return tuple(
        service
        for service in shown.library.catalogue.services
        if supplier in service.suppliers or any(one.supplier == supplier for one in service.resources)
    )
