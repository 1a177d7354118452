"""A questionnaire: versioned questions of five kinds, in every language it is asked in (S3.24).

Kinds and metrics follow the usual definitions: CSAT and CES on labelled points, NPS from 0 to 10.
"""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from luz.audience import Audience
from luz.model.base import Id, Language, LocalText, Model, Some
from luz.model.scalars import Flag, KeptTime, WholeNumber

_HIGHEST_NPS = 10
_READ_BEFORE_THE_QUESTIONS = frozenset({"languages", "title", "introduction", "notice"})


class Metric(StrEnum):
    """The score a closed question yields."""

    CSAT = "csat"
    CES = "ces"
    NPS = "nps"


class Condition(Model, audience=Audience.PUBLIC):
    """Ask only if an earlier question got one of these answers; without JavaScript it is always shown."""

    question: Id
    any_of: Some[WholeNumber]


class Point(Model, audience=Audience.PUBLIC):
    """One answer that can be given: the value stored and the words shown, in the order of the page."""

    key_field: ClassVar[str] = "value"

    value: WholeNumber
    label: LocalText


class _Question(Model, audience=Audience.PUBLIC):
    id: Id
    text: LocalText
    hint: LocalText | None = None
    required: Flag = False
    ask_if: Condition | None = None

    def own_key(self) -> str:
        """The id, in which a hyphen is an underscore: both name the same column of the answers."""
        return self.id.replace("-", "_")

    def offered(self) -> tuple[Point, ...]:
        """What can be chosen whatever the product, in the order of the page; nothing of a text."""
        return ()

    def score(self) -> Metric | None:
        """The score the answers yield, if any."""
        return None

    def fingerprint(self) -> str:
        """Of all a visitor reads of the question, and of how its answers are scored."""
        return _digest(_as_asked(self))


class ScaleQuestion(_Question, audience=Audience.PUBLIC):
    """One of several labelled points; `good_from` is the lowest value that counts as good in its metric."""

    kind: Literal["scale"]
    points: tuple[Point, ...]
    metric: Literal[Metric.CSAT, Metric.CES] | None = None
    good_from: WholeNumber | None = None

    def offered(self) -> tuple[Point, ...]:
        """The points of the scale."""
        return self.points

    def score(self) -> Metric | None:
        """The metric, where the scale has one."""
        return self.metric


class NpsQuestion(_Question, audience=Audience.PUBLIC):
    """How likely one is to recommend, 0 to 10, with words for the two ends."""

    kind: Literal["nps"]
    lowest: LocalText
    highest: LocalText

    def offered(self) -> tuple[Point, ...]:
        """The points from 0 to 10, the two ends with their words."""
        return tuple(Point(value=value, label=self._label(value)) for value in range(_HIGHEST_NPS + 1))

    def _label(self, value: int) -> LocalText:
        ends = {0: self.lowest, _HIGHEST_NPS: self.highest}
        words = ends[value].root if value in ends else dict.fromkeys(self.text.root)
        return LocalText({each: f"{value} · {end}" if end else str(value) for each, end in words.items()})

    def score(self) -> Metric:
        """The net promoter score."""
        return Metric.NPS


class ChoiceQuestion(_Question, audience=Audience.PUBLIC):
    """One of several options."""

    kind: Literal["choice"]
    options: tuple[Point, ...]

    def offered(self) -> tuple[Point, ...]:
        """The options."""
        return self.options


class MultipleChoiceQuestion(_Question, audience=Audience.PUBLIC):
    """Any number of options: with `product_reasons` those of the product, and then those listed here."""

    kind: Literal["multiple_choice"]
    options: tuple[Point, ...] = ()
    product_reasons: Flag = False

    def offered(self) -> tuple[Point, ...]:
        """The options of its own; the reasons are the product's."""
        return self.options


class TextQuestion(_Question, audience=Audience.PUBLIC):
    """Free words, up to `max_length` characters."""

    kind: Literal["text"]
    max_length: Annotated[WholeNumber, Field(ge=1, le=5000)] = 1250


Question = Annotated[
    ScaleQuestion | NpsQuestion | ChoiceQuestion | MultipleChoiceQuestion | TextQuestion,
    Field(discriminator="kind"),
]


class Threshold(Model, audience=Audience.PUBLIC):
    """How many responses a period must have before anything of it is published."""

    score: Annotated[WholeNumber, Field(ge=5)] = 5
    distribution: Annotated[WholeNumber, Field(ge=5)] = 8
    comments: Annotated[WholeNumber, Field(ge=5)] = 8


class Retention(Model, audience=Audience.PUBLIC):
    """How long answers and the free words in them are kept; the counts stay."""

    responses: KeptTime
    comments: KeptTime


class Questionnaire(Model, audience=Audience.PUBLIC):
    """`questionnaires/<id>.yml`. Any change of text, scale or order is a new version."""

    id: Id
    version: Annotated[WholeNumber, Field(ge=1)]
    languages: Some[Language]
    title: LocalText
    introduction: LocalText
    notice: LocalText
    thanks: LocalText
    retention: Retention
    threshold: Threshold = Threshold()
    questions: tuple[Question, ...]

    def fingerprint(self) -> str:
        """Of all a visitor reads before answering, and of how it is scored: other words, another question.

        Not of the reasons that a product adds: one questionnaire serves many products, and a reason has a
        code by which it is counted. Nor of thanks, retention and thresholds, which change no answer.
        """
        return _digest(_as_asked(self, {*_READ_BEFORE_THE_QUESTIONS, "questions"}))

    def opening_fingerprint(self) -> str:
        """Of what a visitor reads before the first question."""
        return _digest(_as_asked(self, set(_READ_BEFORE_THE_QUESTIONS)))


def _as_asked(record: Model, fields: set[str] | None = None) -> Any:
    # What was not written is left out, so that a field we add later changes no fingerprint of before.
    return record.model_dump(mode="json", include=fields, exclude_defaults=True)


def _digest(asked: Any) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(json.dumps(asked, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
