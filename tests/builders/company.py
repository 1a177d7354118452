"""Builders of the company's own part: Oficio, its people, its hours, its way of working."""

from __future__ import annotations

from typing import Any

from luz.model.calendar import Calendar
from luz.model.company import Company, Organisation


def both(es: str, en: str) -> dict[str, str]:
    """A text in the two languages of the company."""
    return {"es": es, "en": en}


def a_review(**changes: Any) -> dict[str, Any]:
    return {"owner": "ana-rivas", "reviewed_on": "2026-09-01", "review_by": "2027-03-01"} | changes


def a_product(**changes: Any) -> dict[str, Any]:
    return {
        "id": "olmo-tienda",
        "name": "Tienda de Olmo",
        "address": "https://tienda.olmo.example",
        "questionnaire": "opinion",
        "reasons": [{"code": "payment-step", "label": both("El paso del pago", "The payment step")}],
        "owner": "ana-rivas",
        "active_from": "2026-01-01",
    } | changes


def a_company(**changes: Any) -> Company:
    return Company.model_validate(
        {
            "name": "Oficio",
            "tagline": both("Sitios web que se cuidan solos", "Web sites that look after themselves"),
            "about": both("Hacemos y mantenemos sitios web.", "We make and maintain web sites."),
            "legal": {
                "legal_name": "Oficio Digital, S. L.",
                "tax_id": "B00000000",
                "address": "Calle Inventada, 1, 28000 Madrid",
                "registry": "Registro Mercantil de Madrid, hoja M-0",
            },
            "brand": {"logo": "logo.svg", "primary": "#1b4d3e", "accent": "#b4532a"},
            "website": "https://oficio.example",
            "channels": [
                {
                    "kind": "mail",
                    "value": "hola@oficio.example",
                    "note": both("A cualquier hora", "At any hour"),
                },
                {"kind": "phone", "value": "+34 910 000 000"},
                {"kind": "fax", "value": "+34 910 000 099"},
                {"kind": "post", "value": "Apartado 7, 28000 Madrid"},
                {"kind": "web", "value": "https://oficio.example/contacto"},
            ],
            "page_fault_mail": "web@oficio.example",
            "languages": ["es", "en"],
            "calendar": "office",
            "objectives": [
                {
                    "id": "answers",
                    "name": both("Dar respuestas", "Give answers"),
                    "statement": both(
                        "Quien pregunta sabe a qué atenerse.", "Whoever asks knows where he stands."
                    ),
                    "practice": ["Decimos cuándo volverá a saber de nosotros."],
                }
            ],
            "complaints": {
                "invitation": both("Quéjese: nos hace mejores.", "Complain: it makes us better."),
                "mail": "quejas@oficio.example",
                "phone": "+34 910 000 003",
                "acknowledged_within": "1 día laborable",
                "answered_within": "5 días laborables",
                "calendar": "office",
            },
            "products": [
                a_product(id="oficio-web", name="Sitio de Oficio", address="https://oficio.example")
            ],
            "people": people(),
        }
        | changes
    )


def people() -> list[dict[str, Any]]:
    return [
        {
            "id": "elena-robles",
            "name": "Elena Robles",
            "roles": ["managing_director"],
            "mail": "elena.robles@oficio.example",
            "phone": "+34 910 000 001",
            "deputy": "ana-rivas",
            "date_in": "2012-01-09",
            "manager": "sí",
        },
        {
            "id": "ana-rivas",
            "name": "Ana Rivas",
            "roles": ["account_manager", "experience_guardian"],
            "mail": "ana.rivas@oficio.example",
            "phone": "+34 910 000 002",
            "deputy": "bruno-leal",
            "reports_to": "elena-robles",
            "date_in": "2018-03-01",
            "manager": "sí",
            "notes": "Atiende también las quejas.",
        },
        {
            "id": "bruno-leal",
            "name": "Bruno Leal",
            "roles": ["systems_administrator"],
            "mail": "bruno.leal@oficio.example",
            "reports_to": "elena-robles",
            "date_in": "2020-06-15",
            "date_out": "2027-01-31",
        },
    ]


def calendars() -> tuple[Calendar, ...]:
    mornings_and_afternoons = ["9:00-14:00", "16:00-19:00"]
    working_days = ("monday", "tuesday", "wednesday", "thursday", "friday")
    office = {
        "id": "office",
        "name": both("Horario de oficina", "Office hours"),
        "time_zone": "Europe/Madrid",
        "week": dict.fromkeys(working_days, mornings_and_afternoons),
        "public_holidays": {"country": "ES", "region": "MD"},
        "closures": [
            {
                "starts": "2026-12-24",
                "until": "2026-12-25",
                "reason": both("Navidad", "Christmas"),
            },
            {
                "starts": "2026-12-31",
                "reason": both("Fin de año", "New Year's Eve"),
                "openings": ["9:00-14:00"],
            },
        ],
    }
    every_day = (*working_days, "saturday", "sunday")
    always = {
        "id": "always",
        "name": both("Todos los días a todas horas", "Every day, all day"),
        "time_zone": "Europe/Madrid",
        "week": dict.fromkeys(every_day, ["0:00-24:00"]),
    }
    return tuple(Calendar.model_validate(calendar) for calendar in (office, always))


def an_organisation(**changes: Any) -> Organisation:
    return Organisation.model_validate(
        {
            "roles": [
                _role("managing_director", "Dirección general", "Managing director"),
                _role("account_manager", "Dirección comercial", "Account manager"),
                _role("experience_guardian", "Guardián de la experiencia", "Experience guardian"),
                _role("systems_administrator", "Administración de sistemas", "Systems administrator"),
            ],
            "matters": [
                {
                    "id": "system_failure",
                    "name": both("El sitio no responde", "The site is down"),
                    "example": both("La portada no carga.", "The home page does not load."),
                },
                {"id": "billing", "name": both("Facturas", "Invoices")},
                {
                    "id": "contract",
                    "name": both("El contrato", "The contract"),
                    "essential": "contract_changes",
                },
            ],
            "phases": [
                {
                    "id": "maintenance",
                    "name": both("Mantenimiento", "Maintenance"),
                    "summary": both("Cuidar lo entregado.", "Looking after what was delivered."),
                    "rows": [
                        {
                            "activity": both("Actualizar el sistema", "Updating the system"),
                            "responsible": ["systems_administrator"],
                            "accountable": "account_manager",
                            "consulted": ["experience_guardian"],
                            "informed": ["managing_director"],
                        }
                    ],
                }
            ],
            "incident_classes": [
                {
                    "id": "provider_fault",
                    "name": both("Fallo nuestro", "Our fault"),
                    "meaning": both("Algo que hicimos mal.", "Something we did wrong."),
                    "response": both("Se repara de inmediato.", "It is mended at once."),
                    "internal_guidance": both("Avise a Ana.", "Tell Ana."),
                }
            ],
        }
        | changes
    )


def _role(role_id: str, es: str, en: str) -> dict[str, Any]:
    return {
        "id": role_id,
        "name": both(es, en),
        "purpose": both(f"Responde de: {es}.", f"Answers for: {en}."),
        "duties": [both("Escucha al cliente.", "Listens to the client.")],
        "internal_duties": [both("Anota cada llamada.", "Notes every call.")],
    }
