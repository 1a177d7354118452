"""Builder of the complaint protocol."""

from __future__ import annotations

from typing import Any

from luz.model.complaint_protocol import ComplaintProtocol
from tests.builders.company import a_review, both


def a_step(stage: str, **changes: Any) -> dict[str, Any]:
    step = {"role": "experience_guardian", "what": "Atiende la queja.", "record": "Lo que se hizo."}
    return {"stage": stage} | step | changes


def a_protocol(**changes: Any) -> ComplaintProtocol:
    return ComplaintProtocol.model_validate(
        {
            "guardian": "experience_guardian",
            "promises": [both("Respuesta por escrito.", "An answer in writing.")],
            "version": "1",
            "review": a_review(),
            "steps": [
                a_step("receipt"),
                a_step("acknowledgement", within="1 día laborable"),
                a_step("investigation"),
                a_step("decision", within="5 días laborables"),
                a_step("effectiveness", within="3 meses"),
            ],
            "causes": [
                {
                    "id": "late",
                    "name": "Retraso",
                    "area": "process",
                    "recognised_by": "Pasó la fecha.",
                    "redress": ["Un mes sin cuota."],
                    "removed_by": "Planificar con holgura.",
                    "owner": "ana-rivas",
                }
            ],
        }
        | changes
    )
