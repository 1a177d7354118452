"""A questionnaire as a page shows it: each question in the visitor's language, with what was typed before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from babel.lists import format_list

from feedback_app.answers import Form, Option, Problem, asked, options_of, plain
from luz.model.product import Reason
from luz.model.questionnaire import Condition, MultipleChoiceQuestion, Question, Questionnaire, TextQuestion
from luz.wording import Wording


@dataclass(frozen=True)
class Choice:
    """One option of a question, and whether it is chosen."""

    code: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Field:
    """One question on the page. When it applies: `only_if` in words, the next two for a script."""

    id: str
    kind: str
    text: str
    hint: str | None
    required: bool
    only_if: str | None
    depends_on: str | None
    any_of: str
    choices: tuple[Choice, ...]
    typed: str
    max_length: int
    problem: str | None

    @property
    def several(self) -> bool:
        """Whether more than one option can be chosen."""
        return self.kind == "multiple_choice"

    @property
    def first_input(self) -> str:
        """The id of the element to which a problem leads."""
        return f"{self.id}-1" if self.choices else self.id

    @property
    def described_by(self) -> str:
        """The ids of the texts that belong to the question besides its own."""
        texts = (("only-if", self.only_if), ("hint", self.hint), ("problem", self.problem))
        return " ".join(f"{self.id}-{name}" for name, text in texts if text)


def fields(
    questionnaire: Questionnaire,
    reasons: Sequence[Reason],
    wording: Wording,
    form: Form,
    problems: Mapping[str, Problem],
) -> list[Field]:
    """The questions in their order, filled in with a form that came back and what was wrong with it."""
    questions = list(asked(questionnaire, reasons))
    by_id = {question.id: question for question in questions}
    return [_field(question, by_id, reasons, wording, form, problems) for question in questions]


def _field(
    question: Question,
    by_id: Mapping[str, Question],
    reasons: Sequence[Reason],
    wording: Wording,
    form: Form,
    problems: Mapping[str, Problem],
) -> Field:
    language, given = wording.language, form.get(question.id, ())
    problem, condition = problems.get(question.id), question.ask_if
    return Field(
        id=question.id,
        kind=question.kind,
        text=question.text.in_language(language),
        hint=question.hint.in_language(language) if question.hint else None,
        required=question.required,
        only_if=_condition(condition, by_id, wording) if condition else None,
        depends_on=condition.question if condition else None,
        any_of=" ".join(map(str, condition.any_of)) if condition else "",
        choices=tuple(_choices(question, options_of(question, reasons), given, wording)),
        typed=plain(given[0]) if given else "",
        max_length=question.max_length if isinstance(question, TextQuestion) else 0,
        problem=wording.text(problem.message, **problem.params) if problem else None,
    )


def _choices(
    question: Question, options: Sequence[Option], given: Sequence[str], wording: Wording
) -> Iterator[Choice]:
    for option in options:
        yield Choice(option.code, option.label.in_language(wording.language), option.code in given)
    # A radio button cannot be let go of again, so whoever may skip the question needs one that says so.
    if options and not question.required and not isinstance(question, MultipleChoiceQuestion):
        yield Choice("", wording.text("I prefer not to answer"), chosen="" in given)


def _condition(condition: Condition, by_id: Mapping[str, Question], wording: Wording) -> str | None:
    earlier = by_id.get(condition.question)
    if earlier is None:
        return None
    labels = {option.value: option.label for option in options_of(earlier, ())}
    chosen = (labels[value] for value in condition.any_of if value in labels)
    answers = [wording.text("“{text}”", text=label.in_language(wording.language)) for label in chosen]
    return wording.text(
        "Only if you answered {answers} to the question “{question}”",
        answers=format_list(answers, style="or", locale=wording.locale),
        question=earlier.text.in_language(wording.language),
    )
