"""Questionnaires: conditions that can come true, scales that can be scored."""

from __future__ import annotations

from collections.abc import Iterator

from luz.checks.context import Records
from luz.model.questionnaire import (
    ChoiceQuestion,
    MultipleChoiceQuestion,
    NpsQuestion,
    Question,
    Questionnaire,
    ScaleQuestion,
    TextQuestion,
)
from luz.problems import Problem
from luz.reading import Source

NPS_VALUES = frozenset(range(11))


def questions(context: Records) -> Iterator[Problem]:
    """QUESTION_UNCLEAR and CONDITION_IMPOSSIBLE, for every question of every questionnaire."""
    for questionnaire, source in context.records(Questionnaire):
        if not questionnaire.questions:
            yield source.problem(
                ("questions",), "QUESTION_UNCLEAR", "there are no questions; add at least one"
            )
        for position, question in enumerate(questionnaire.questions):
            yield from _scale(question, source, position)
            yield from _options(question, source, position)
            yield from _condition(question, questionnaire, source, position)
        yield from _repeated(questionnaire, source)


def _repeated(questionnaire: Questionnaire, source: Source) -> Iterator[Problem]:
    """Ids that differ only in hyphens and underscores name the same column of the answers."""
    seen: dict[str, int] = {}
    for position, question in enumerate(questionnaire.questions):
        first = seen.setdefault(question.id.replace("_", "-"), position)
        if first != position:
            message = "«{value}» is already the id of item {first}; give each its own"
            where = ("questions", position, "id")
            yield source.problem(where, "DUPLICATE_ID", message, value=question.id, first=first + 1)


def same_names(context: Records) -> Iterator[Problem]:
    """DUPLICATE_ID: two questionnaires whose ids differ only in hyphens, and would share one view."""
    seen: dict[str, str] = {}
    for questionnaire, source in context.records(Questionnaire):
        other = seen.setdefault(questionnaire.id.replace("_", "-"), source.path)
        if other != source.path:
            message = "«{value}» differs from the id in {other} only in hyphens; choose another"
            yield source.problem(("id",), "DUPLICATE_ID", message, value=questionnaire.id, other=other)


def _scale(question: Question, source: Source, position: int) -> Iterator[Problem]:
    if not isinstance(question, ScaleQuestion):
        return
    where = ("questions", position)
    values = {point.value for point in question.points}
    if len(values) < 2:
        message = "a scale needs at least two points"
        yield source.problem((*where, "points"), "QUESTION_UNCLEAR", message)
    if question.metric is not None and question.good_from is None:
        message = "a scored scale says from which value an answer is good; add «good_from»"
        yield source.problem((*where, "metric"), "QUESTION_UNCLEAR", message)
    elif question.good_from is not None and question.good_from not in values:
        message = "«{value}» is no point of the scale"
        at = (*where, "good_from")
        yield source.problem(at, "QUESTION_UNCLEAR", message, value=question.good_from)


def _options(question: Question, source: Source, position: int) -> Iterator[Problem]:
    where = ("questions", position, "options")
    if isinstance(question, ChoiceQuestion) and len(question.options) < 2:
        yield source.problem(where, "QUESTION_UNCLEAR", "a choice needs at least two options")
    if isinstance(question, MultipleChoiceQuestion) and not (question.options or question.product_reasons):
        message = "there is nothing to choose from; add «options», «product_reasons: sí» or both"
        yield source.problem(where, "QUESTION_UNCLEAR", message)


def _values(question: Question) -> frozenset[int]:
    match question:
        case ScaleQuestion():
            return frozenset(point.value for point in question.points)
        case ChoiceQuestion() | MultipleChoiceQuestion():
            return frozenset(option.value for option in question.options)
        case NpsQuestion():
            return NPS_VALUES
        case TextQuestion():
            return frozenset()


def _condition(
    question: Question, questionnaire: Questionnaire, source: Source, position: int
) -> Iterator[Problem]:
    condition = question.ask_if
    if condition is None:
        return
    where = ("questions", position, "ask_if")
    earlier = {other.id: other for other in questionnaire.questions[:position]}
    asked = earlier.get(condition.question)
    if asked is None:
        message = "no earlier question is called «{value}»"
        yield source.problem((*where, "question"), "CONDITION_IMPOSSIBLE", message, value=condition.question)
        return
    for value in sorted(set(condition.any_of) - _values(asked)):
        message = "«{value}» is no answer to the question «{question}»"
        params = {"value": value, "question": condition.question}
        yield source.problem((*where, "any_of"), "CONDITION_IMPOSSIBLE", message, **params)
