"""Builders of the company's procedures and of its questionnaire."""

from __future__ import annotations

from typing import Any

from luz.model.procedure import Procedure
from luz.model.questionnaire import Questionnaire
from tests.builders.company import a_review, both


def a_procedure(**changes: Any) -> Procedure:
    return Procedure.model_validate(
        {
            "id": "scope-extension",
            "name": both("Ampliar el alcance", "Extending the scope"),
            "audience": "client",
            "purpose": both("Que todo lo nuevo tenga un camino.", "So that whatever is new has a way in."),
            "starts_when": both("El cliente pide algo nuevo.", "The client asks for something new."),
            "steps": [
                {"by": "client", "what": both("Lo pide por correo.", "Asks by mail."), "channel": "mail"},
                {
                    "by": "provider",
                    "role": "account_manager",
                    "what": both("Responde con una propuesta.", "Answers with a proposal."),
                    "within": "5 días laborables",
                    "result": both("Propuesta", "Proposal"),
                    "internal_note": both("Use la plantilla P-1.", "Use template P-1."),
                },
            ],
            "outcome": both("El anexo lo recoge.", "The annex holds it."),
            "version": "1",
            "review": a_review(),
        }
        | changes
    )


def a_procedure_change(**changes: Any) -> dict[str, Any]:
    what = both("El acta se firma en el momento.", "The record is signed on the spot.")
    return {"version": "1", "on": "2026-09-01", "what": what} | changes


def an_internal_procedure() -> Procedure:
    return a_procedure(id="staff-complaint-guide", name={"es": "Guíaburros"}, audience="internal", **{
        "purpose": {"es": "Que todas las quejas se traten igual."},
        "starts_when": {"es": "Alguien se queja."},
        "steps": [{"role": "experience_guardian", "what": {"es": "Escucha y anota."}, "within": "4 h"}],
        "outcome": {"es": "El cliente tiene respuesta."},
    })  # fmt: skip


def a_questionnaire(**changes: Any) -> Questionnaire:
    return Questionnaire.model_validate(
        {
            "id": "opinion",
            "version": 1,
            "languages": ["es", "en"],
            "title": both("Su opinión", "Your opinion"),
            "introduction": both("Dos preguntas.", "Two questions."),
            "notice": both("Guardamos solo el día.", "We keep the day only."),
            "thanks": both("Gracias.", "Thank you."),
            "retention": {"responses": "3 años", "comments": "1 año"},
            "questions": [
                {
                    "kind": "scale",
                    "id": "satisfaction",
                    "text": both("¿Está satisfecho?", "Are you satisfied?"),
                    "required": "sí",
                    "points": [
                        {"value": 1, "label": both("Nada", "Not at all")},
                        {"value": 2, "label": both("Poco", "A little")},
                        {"value": 3, "label": both("Mucho", "Very")},
                    ],
                    "metric": "csat",
                    "good_from": 3,
                },
                {"kind": "text", "id": "comment", "text": both("¿Algo más?", "Anything else?")},
            ],
        }
        | changes
    )
