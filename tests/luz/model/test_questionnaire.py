"""A questionnaire says what can be answered, what it scores, and whether it is still the same."""

from __future__ import annotations

from typing import Any

import pytest

from luz.model.questionnaire import Questionnaire
from luz.reading import read_record
from tests.builders import both
from tests.cases.case import SAMPLE_PLANS

TEXT = (SAMPLE_PLANS / "questionnaires/opinion.yml").read_text(encoding="utf-8")

KNOWN = "7bd18c8f9902bedf3fe71f8cebb5f133b3f308e12cfbd41e5fb34f9bb53f9c6f"
"""The fingerprint of the sample. Answers and frozen versions keep it for years: it must never be another."""


def read(text: str = TEXT) -> Questionnaire:
    entry, problems = read_record(text.encode(), Questionnaire, "plans/questionnaires/opinion.yml")
    assert problems == []
    assert entry is not None
    assert isinstance(entry.record, Questionnaire)
    return entry.record


def changed(old: str, new: str) -> Questionnaire:
    assert TEXT.count(old) == 1
    return read(TEXT.replace(old, new))


def test_the_fingerprint_of_what_was_asked_years_ago_is_what_it_was() -> None:
    assert read().fingerprint() == KNOWN


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version: 1", "version: 7"),
        ("{es: Gracias., en: Thank you.}", "{es: Muchas gracias., en: Thanks.}"),
        ("responses: 3 años", "responses: 2 años"),
        ("id: opinion", "id: opinion-2"),
        ("es: ¿Está satisfecho?", "es:   ¿Está satisfecho?"),
        ("    id: found-it\n", "    id: found-it\n    required: no\n"),
        ("    id: comment\n", "    id: comment\n    max_length: 1250\n"),
        ("title: {es: Su opinión, en: Your opinion}", "title:\n  en: Your opinion\n  es: Su opinión"),
    ],
)
def test_what_changes_no_answer_changes_no_fingerprint(old: str, new: str) -> None:
    assert changed(old, new).fingerprint() == KNOWN


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("¿Está satisfecho?", "¿Está satisfecho"),
        ("en: Are you satisfied?", "en: Are you content?"),
        ("{es: Nada, en: Not at all}", "{es: En absoluto, en: Not at all}"),
        ("good_from: 3", "good_from: 2"),
        ("metric: csat", "metric: ces"),
        ("required: sí", "required: no"),
        ("any_of: [2]", "any_of: [1, 2]"),
        (
            "product_reasons: sí\n",
            "options: [{value: 9, label: {es: Otro, en: Other}}]\n",
        ),
        ("    id: comment\n", "    id: comment\n    max_length: 500\n"),
        ("languages: [es, en]", "languages: [es]"),
        ("{es: Guardamos solo el día., en: We keep the day only.}", "{es: Nada., en: We keep the day only.}"),
    ],
)
def test_what_may_change_an_answer_changes_the_fingerprint(old: str, new: str) -> None:
    assert changed(old, new).fingerprint() != KNOWN


def a_question(**fields: Any) -> Any:
    data = {"id": "one", "text": both("¿Qué?", "What?")} | fields
    whole = read().model_dump(mode="json", exclude_defaults=True) | {"questions": [data]}
    return Questionnaire.model_validate(whole).questions[0]


POINTS = [{"value": value, "label": both(es, en)} for value, es, en in ((2, "Sí", "Yes"), (1, "No", "No"))]


@pytest.mark.parametrize(
    ("fields", "values", "score"),
    [
        ({"kind": "scale", "points": POINTS}, [2, 1], None),
        ({"kind": "scale", "points": POINTS, "metric": "ces", "good_from": 2}, [2, 1], "ces"),
        ({"kind": "nps", "lowest": both("No", "No"), "highest": both("Sí", "Yes")}, [*range(11)], "nps"),
        ({"kind": "choice", "options": POINTS}, [2, 1], None),
        ({"kind": "multiple_choice", "options": POINTS, "product_reasons": "sí"}, [2, 1], None),
        ({"kind": "multiple_choice", "product_reasons": "sí"}, [], None),
        ({"kind": "text"}, [], None),
    ],
)
def test_a_question_says_what_it_offers_and_what_it_scores(
    fields: dict[str, Any], values: list[int], score: str | None
) -> None:
    question = a_question(**fields)

    assert [point.value for point in question.offered()] == values
    assert question.score() == score


def test_two_ids_of_questions_that_name_the_same_column_are_one_key() -> None:
    assert (
        a_question(kind="text", id="found-it").own_key() == a_question(kind="text", id="found_it").own_key()
    )
