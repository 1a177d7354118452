"""Builders of clients with their archive, and of the whole library."""

from __future__ import annotations

from typing import Any

from luz.model.client import Client, ClientFolder
from luz.model.document_control import DocumentKind
from luz.model.library import Library
from luz.model.project import Project
from luz.model.proposal import Proposal
from tests.builders.catalogue import a_catalogue, a_contingency
from tests.builders.company import a_company, a_product, an_organisation, both, calendars
from tests.builders.plans import a_plan
from tests.builders.procedures import a_procedure, a_questionnaire, an_internal_procedure
from tests.builders.protocol import a_protocol
from tests.builders.staff import a_document_control, a_glossary, a_keeping_rule


def a_client(**changes: Any) -> Client:
    return Client.model_validate(
        {
            "name": "Bodegas Olmo",
            "trade": "Vino",
            "legal_name": "Bodegas Olmo, S. A.",
            "tax_id": "A00000000",
            "language": "es",
            "website": "https://olmo.example",
            "since": "2019-05-01",
            "products": [a_product()],
            "also_known_as": ["olmo.example"],
            "internal_summary": "Cliente exigente y leal.",
        }
        | changes
    )


def a_client_folder(**changes: Any) -> ClientFolder:
    """The folder of the Spanish client `olmo`, complete."""
    return ClientFolder.model_validate(
        {
            "id": "olmo",
            "client": a_client(),
            "plan": a_plan(),
            "projects": (a_project(),),
            "proposals": (a_proposal(),),
        }
        | changes
    )


def an_english_client_folder() -> ClientFolder:
    """The folder of `north-pier`, with an English portal and a plan of the five parts only."""
    client = a_client(
        name="North Pier Freight", trade="Freight", legal_name="North Pier Freight Ltd", language="en",
        tax_id=None, website=None, products=(), also_known_as=(), internal_summary=None,
    )  # fmt: skip
    plan = a_plan(
        title="Service plan",
        contract="C-2026-02",
        summary=None,
        silent_work=None,
        signatures=(),
        internal_notes=(),
    )
    return a_client_folder(id="north-pier", client=client, plan=plan, projects=(), proposals=())


def a_specimen_folder() -> ClientFolder:
    """The folder of `muestra`: an invented client whose plan the public site shows."""
    client = a_client(
        name="Editorial Ejemplo",
        legal_name="Editorial Ejemplo, S. L.",
        website=None,
        products=(),
        also_known_as=(),
    )
    return a_client_folder(
        id="muestra",
        client=client,
        plan=a_plan(title="Plan de muestra", specimen="sí"),
        projects=(),
        proposals=(),
    )


def a_document(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Acta de entrega",
        "file": "acta-de-entrega.txt",
        "dated": "2026-05-20",
        "audience": "client",
    } | changes


def a_project(**changes: Any) -> Project:
    return Project.model_validate(
        {
            "id": "tienda-nueva",
            "title": "Tienda nueva",
            "status": "closed",
            "phase": "maintenance",
            "started_on": "2026-01-10",
            "due_on": "2026-05-30",
            "finished_on": "2026-05-20",
            "summary": "La tienda, rehecha.",
            "team": [{"person": "bruno-leal", "does": "Montó los servidores."}],
            "documents": [a_document()],
            "incidents": [
                {
                    "id": "i-1",
                    "incident_class": "provider_fault",
                    "title": "Pagos duplicados",
                    "reported_on": "2026-03-02",
                    "solved_on": "2026-03-03",
                    "happened": "El botón de pago cobraba dos veces.",
                    "workaround": "Se devolvió el importe a mano.",
                    "solution": "El botón se desactiva al pulsarlo.",
                    "root_cause": "Faltaba una prueba.",
                }
            ],
            "doubts": [
                {
                    "asked_on": "2026-04-01",
                    "question": "¿Cómo se cambia un precio?",
                    "answered_on": "2026-04-02",
                    "answer": "En la ficha del producto.",
                }
            ],
            "public": "sí",
            "public_title": both("Una tienda de vinos", "A wine shop"),
            "public_summary": both("Venta en línea para una bodega.", "Online sales for a winery."),
            "public_address": "https://tienda.olmo.example",
            "effort": "120 jornadas",
            "lessons": "Probar antes los pagos.",
        }
        | changes
    )


def a_proposal(**changes: Any) -> Proposal:
    return Proposal.model_validate(
        {
            "id": "app-movil",
            "title": "Aplicación móvil",
            "kind": "project",
            "summary": "Una aplicación para los socios.",
            "proposed_on": "2025-10-01",
            "proposed_by": "ana-rivas",
            "status": "rejected",
            "decided_on": "2025-11-15",
            "decided_by": "Julia Vega",
            "reason_code": "budget",
            "reason": "No cabía en el presupuesto del año.",
            "revisit": {"on": "2026-12-01", "circumstance": "Con el presupuesto nuevo."},
            "internal_note": "Volver a llamar en otoño.",
        }
        | changes
    )


def a_library(**changes: Any) -> Library:
    """The whole company; every reference in it is met."""
    return Library.model_validate(
        {
            "company": a_company(),
            "calendars": calendars(),
            "organisation": an_organisation(),
            "procedures": (a_procedure(), an_internal_procedure()),
            "questionnaires": (a_questionnaire(),),
            "catalogue": a_catalogue(),
            "contingencies": (a_contingency(),),
            "complaint_protocol": a_protocol(),
            "document_control": a_document_control(
                rules=[a_keeping_rule(kind=kind) for kind in DocumentKind]
            ),
            "glossary": a_glossary(),
            "clients": (a_client_folder(), an_english_client_folder(), a_specimen_folder()),
        }
        | changes
    )
