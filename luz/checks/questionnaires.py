"""Questionnaires: conditions that can come true, scales that can be scored."""

from __future__ import annotations

from collections.abc import Iterator

from luz.checks.context import Records
from luz.model.questionnaire import (
    ChoiceQuestion,
    MultipleChoiceQuestion,
    Question,
    Questionnaire,
    ScaleQuestion,
)
from luz.problems import Problem
from luz.reading import Source


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
    for value in sorted(set(condition.any_of) - {point.value for point in asked.offered()}):
        message = "«{value}» is no answer to the question «{question}»"
        params = {"value": value, "question": condition.question}
        yield source.problem((*where, "any_of"), "CONDITION_IMPOSSIBLE", message, **params)
