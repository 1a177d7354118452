"""Builders of a service plan and of one commitment in it."""

from __future__ import annotations

from typing import Any

from luz.model.service_plan import ServicePlan
from tests.builders.company import a_review


def a_commitment(**changes: Any) -> dict[str, Any]:
    return {
        "id": "availability",
        "name": "Disponibilidad",
        "indicator": "tiempo en que el sitio responde",
        "comparator": "at_least",
        "value": "99,5",
        "unit": "percent",
        "calendar": "always",
        "period": "month",
        "measured_by": "Una sonda cada minuto.",
        "workload_limits": [
            {"what": "visitas", "at_most": "9000", "per": "month", "beyond": "Las demás esperan en cola."}
        ],
        "exceptions": ["Los cortes anunciados."],
        "breach_impact": {
            "kind": "service_credit",
            "over": "la cuota del mes",
            "bands": [
                {"above": "0", "below": "99", "credit": "20 %"},
                {"above": "99", "below": "99,5", "credit": "10 %"},
            ],
            "cap": "20 %",
        },
        "owner": "bruno-leal",
        "internal_target": "99,9 %",
    } | changes


def a_timed_commitment(**changes: Any) -> dict[str, Any]:
    """A commitment with a clock, which a duty of the client may stop."""
    return {
        "id": "failures",
        "name": "Averías",
        "indicator": "averías atendidas",
        "comparator": "at_least",
        "value": "90",
        "unit": "percent",
        "within": "4 h",
        "calendar": "office",
        "period": "month",
        "measured_by": "El registro.",
        "breach_impact": {"kind": "remedy", "text": "Una jornada sin cargo."},
    } | changes


def a_duty(**changes: Any) -> dict[str, Any]:
    return {
        "id": "keys",
        "what": "Abrir la sala de servidores.",
        "contact": "jefa",
        "within": "1 h",
        "stops_clock_of": ["failures"],
    } | changes


def a_peak(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Vendimia",
        "starts": "2026-09-10",
        "until": "2026-09-30",
        "expected": "El doble de pedidos.",
        "measures": ["Un servidor más."],
        "owner": "bruno-leal",
    } | changes


def a_communication(**changes: Any) -> dict[str, Any]:
    return {
        "moment": "after",
        "content": "Por qué falló.",
        "technique": "Relato por horas.",
        "channel": "mail",
        "form": "Una página.",
        "when": "En tres días.",
        "by": "bruno-leal",
    } | changes


def a_change(**changes: Any) -> dict[str, Any]:
    return {
        "version": "2",
        "on": "2026-01-01",
        "what": ["Entra la tienda nueva."],
        "agreed_by": [
            {"party": "provider", "name": "Elena Robles", "position": "Directora"},
            {"party": "client", "name": "Julia Vega", "position": "Gerente"},
        ],
        "internal_reason": "Lo pedían desde hacía un año.",
    } | changes


def a_plan(**changes: Any) -> ServicePlan:
    return ServicePlan.model_validate(
        {
            "title": "Plan de servicio",
            "contract": "C-2026-01",
            "version": 2,
            "validity": {"starts": "2026-01-01", "ends": "2026-12-31"},
            "owner": "ana-rivas",
            "summary": "Cuidamos la tienda.",
            "definition": {
                "review": a_review(),
                "purpose": "Vender vino sin interrupciones.",
                "services": [
                    {"name": "Mantenimiento", "description": "Del sitio entero.", "service": "maintenance"}
                ],
                "scope": [{"text": "La tienda en línea.", "limit": "Hasta 10 000 pedidos al mes."}],
                "exclusions": [{"text": "La tienda física.", "procedure": "scope-extension"}],
                "maintenance": {
                    "tier": "essential",
                    "explained_on": "2025-12-15",
                    "explained_by": "ana-rivas",
                    "explained_to": "jefa",
                    "why": "La tienda cierra de noche.",
                },
                "peaks": [a_peak()],
                "contingencies": ["power-cut"],
            },
            "organisation": {
                "review": a_review(),
                "provider": [
                    {"person": "ana-rivas", "does": "Lleva la cuenta."},
                    {"person": "bruno-leal", "does": "Cuida los servidores."},
                    {"person": "elena-robles", "does": "Responde de todo."},
                ],
                "matters": [
                    {
                        "matter": "system_failure",
                        "contacts": [{"person": "bruno-leal", "accountable": "sí"}, {"person": "ana-rivas"}],
                    },
                    {"matter": "billing", "contacts": [{"person": "ana-rivas", "accountable": "sí"}]},
                    {"matter": "contract", "contacts": [{"person": "ana-rivas"}]},
                ],
                "phases": ["maintenance"],
                "client": {
                    "confirmed_on": "2026-02-01",
                    "confirmed_by": "jefa",
                    "contacts": [
                        {
                            "id": "jefa",
                            "name": "Julia Vega",
                            "position": "Gerente",
                            "does": "Decide.",
                            "mail": "julia@cliente.example",
                            "phone": "+34 920 000 000",
                        }
                    ],
                    "duties": [a_duty()],
                },
            },
            "procedures": {
                "review": a_review(),
                "items": [{"procedure": "scope-extension", "note": "Por escrito."}],
                "communication": [
                    a_communication(),
                    a_communication(moment="before", content="Qué vamos a tocar.", by="ana-rivas"),
                ],
            },
            "commitments": {"review": a_review(), "items": [a_commitment(), a_timed_commitment()]},
            "escalation": {
                "review": a_review(),
                "calendar": "office",
                "levels": [
                    {
                        "name": "Primer aviso",
                        "after": "0 h",
                        "channel": "phone",
                        "contacts": [{"person": "bruno-leal", "accountable": "sí"}],
                        "deputy": "ana-rivas",
                    },
                    {
                        "name": "Dirección",
                        "after": "2 días laborables",
                        "channel": "phone",
                        "contacts": [{"person": "elena-robles", "accountable": "sí"}],
                    },
                ],
            },
            "silent_work": {
                "review": a_review(),
                "tasks": [
                    {
                        "name": "Copias de seguridad",
                        "what": "Guardamos todo y probamos que vuelve.",
                        "frequency": "Cada noche",
                        "log": [{"on": "2026-11-02", "done": "Restaurada la copia de octubre."}],
                    }
                ],
            },
            "signatures": [
                {
                    "party": "provider",
                    "name": "Elena Robles",
                    "position": "Directora",
                    "signed_on": "2026-01-02",
                },
                {"party": "client", "name": "Julia Vega", "position": "Gerente", "signed_on": "2026-01-03"},
            ],
            "changes": [a_change(), a_change(version="1", on="2025-01-01", what=["Primer plan."])],
            "internal_notes": [{"on": "2026-10-01", "by": "ana-rivas", "text": "Pide rebaja cada año."}],
        }
        | changes
    )
