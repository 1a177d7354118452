"""Builders of what the company offers, of who supplies it, and of the contingencies it is ready for."""

from __future__ import annotations

from typing import Any

from luz.model.catalogue import Catalogue
from luz.model.contingency import Contingency
from tests.builders.company import both


def a_service(**changes: Any) -> dict[str, Any]:
    return {
        "id": "maintenance",
        "audience": "public",
        "name": both("Mantenimiento de sitios", "Site maintenance"),
        "offer": both("Cuidamos de su sitio.", "We look after your site."),
        "includes": [both("Corrección de fallos", "Repair of faults")],
        "minimum_value": both("Una persona contesta el mismo día.", "A person answers the same day."),
        "calendar": "office",
        "owner": "bruno-leal",
        "procedures": ["scope-extension"],
        "indicators": [
            {
                "name": both("Disponibilidad", "Availability"),
                "usual_level": both("99,5 % al mes", "99.5% a month"),
                "measured_by": both("Una sonda cada minuto", "A probe every minute"),
            }
        ],
        "alliances": [{"name": "Nube Clara", "brings": both("Los servidores", "The servers")}],
        "operational_levels": [
            {"role": "systems_administrator", "promise": "Mira cada aviso.", "within": "30 min"}
        ],
        "resources": [
            {"name": "Servidores", "quantity": "dos", "supplier": "nube-clara"},
            {"name": "Personas de guardia", "quantity": "una"},
        ],
        "stock": [
            {
                "item": "Discos de repuesto",
                "held": "4",
                "minimum": "2",
                "unit": "discos",
                "counted_on": "2026-11-02",
            }
        ],
        "suppliers": ["nube-clara"],
        "capacity": [{"what": "Visitas", "needed": "300", "available": "900", "unit": "por minuto"}],
        "costs": [{"amount": "320 €", "per": "mes y cliente", "includes": "Servidores y guardia"}],
    } | changes


def an_internal_service(**changes: Any) -> dict[str, Any]:
    return {
        "id": "equipment",
        "serves": "employees",
        "name": {"es": "Equipos y accesos"},
        "offer": {"es": "Un equipo listo el primer día."},
        "owner": "bruno-leal",
    } | changes


def a_supplier(**changes: Any) -> dict[str, Any]:
    return {
        "id": "nube-clara",
        "name": "Nube Clara, S. A.",
        "provides": "Servidores en dos ciudades",
        "agreement": "Contrato NC-7, con aviso de dos meses",
        "ends_on": "2027-12-31",
        "contact": "soporte@nubeclara.example",
        "owner": "bruno-leal",
    } | changes


def a_tier(**changes: Any) -> dict[str, Any]:
    return {
        "id": "essential",
        "name": both("Esencial", "Essential"),
        "updates": both("Cada trimestre", "Every quarter"),
        "immediacy": both("Al día siguiente", "The next day"),
        "coverage": both("Fallos y seguridad", "Faults and security"),
        "suits": both("A sitios que cambian poco", "Sites that change little"),
        "leaves_to_the_client": both("Publicar los contenidos", "Publishing the contents"),
    } | changes


def a_catalogue(**changes: Any) -> Catalogue:
    """A service for clients, one for employees, their supplier and two maintenance tiers; nothing wants."""
    return Catalogue.model_validate(
        {
            "maintenance_introduction": both("Elija antes de firmar.", "Choose before signing."),
            "maintenance_tiers": [
                a_tier(),
                a_tier(id="continuous", name=both("Continua", "Continuous")),
            ],
            "services": [a_service(), an_internal_service()],
            "suppliers": [a_supplier()],
        }
        | changes
    )


def a_contingency(**changes: Any) -> Contingency:
    return Contingency.model_validate(
        {
            "id": "power-cut",
            "audience": "client",
            "name": both("Se va la luz", "The power fails"),
            "noticed_by": both("La sonda avisa.", "The probe tells us."),
            "mitigation": [both("Hay dos líneas.", "There are two lines.")],
            "rescue": [both("Llamamos a cada cliente.", "We ring every client.")],
            "owner": "bruno-leal",
            "procedure": "scope-extension",
            "tests": [
                {
                    "on": "2026-06-10",
                    "tried": both("Cortamos una línea.", "We cut one line."),
                    "outcome": both("Nadie lo notó.", "Nobody noticed."),
                    "to_mend": "Etiquetar los cables.",
                }
            ],
            "test_by": "2027-06-10",
            "internal_steps": ["Abra el armario del sótano."],
        }
        | changes
    )
