"""Builders of what only employees read: glossary, document control, what a client has told us."""

from __future__ import annotations

from typing import Any

from luz.model.document_control import DocumentControl
from luz.model.glossary import Glossary
from tests.builders.company import a_review


def a_term(**changes: Any) -> dict[str, Any]:
    return {
        "id": "scope",
        "term": "alcance",
        "meaning": "Lo que entra en el servicio.",
        "also": ["ámbito"],
        "example": "Hasta cien fichas al mes.",
    } | changes


def a_glossary(*terms: dict[str, Any]) -> Glossary:
    return Glossary.model_validate({"terms": terms or (a_term(),)})


def a_keeping_rule(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "policy",
        "keep": "6 años",
        "counted_from": "el día en que otra la sustituye",
        "reason": "Lo pide el Código de Comercio.",
        "then": "Se destruye con acta.",
    } | changes


def a_controlled_document(**changes: Any) -> dict[str, Any]:
    return {
        "id": "privacy-policy",
        "title": "Política de privacidad",
        "kind": "policy",
        "version": "3",
        "kept_at": "carpeta «Políticas»",
        "review": a_review(),
    } | changes


def a_document_control(**changes: Any) -> DocumentControl:
    """One policy and the rule by which policies are kept."""
    return DocumentControl.model_validate(
        {"rules": [a_keeping_rule()], "documents": [a_controlled_document()]} | changes
    )


def a_known_fact(**changes: Any) -> dict[str, Any]:
    return {
        "about": "Cuándo llamar",
        "fact": "De lunes a jueves, antes de la una.",
        "on": "2026-02-10",
        "by": "ana-rivas",
    } | changes
