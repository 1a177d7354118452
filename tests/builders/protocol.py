"""Builder of the complaint protocol."""

from __future__ import annotations

from typing import Any

from luz.model.complaint_protocol import ComplaintProtocol
from tests.builders.company import a_review, both


def a_protocol(**changes: Any) -> ComplaintProtocol:
    step = {"role": "experience_guardian", "what": "Anota la queja.", "record": "El número."}
    return ComplaintProtocol.model_validate(
        {
            "guardian": "experience_guardian",
            "promises": [both("Respuesta por escrito.", "An answer in writing.")],
            "version": "1",
            "review": a_review(),
            "steps": [{"stage": "receipt", **step}],
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
