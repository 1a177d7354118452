"""A questionnaire: versioned questions of five kinds, in every language it is asked in (S3.24).

Kinds and metrics follow the usual definitions: CSAT and CES on labelled points, NPS from 0 to 10.
"""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from luz.audience import Audience
from luz.model.base import Id, Language, LocalText, Model, Some
from luz.model.scalars import Duration, Flag, WholeNumber


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

    value: WholeNumber
    label: LocalText


class _Question(Model, audience=Audience.PUBLIC):
    id: Id
    text: LocalText
    hint: LocalText | None = None
    required: Flag = False
    ask_if: Condition | None = None


class ScaleQuestion(_Question, audience=Audience.PUBLIC):
    """One of several labelled points; `good_from` is the lowest value that counts as good in its metric."""

    kind: Literal["scale"]
    points: tuple[Point, ...]
    metric: Literal[Metric.CSAT, Metric.CES] | None = None
    good_from: WholeNumber | None = None


class NpsQuestion(_Question, audience=Audience.PUBLIC):
    """How likely one is to recommend, 0 to 10, with words for the two ends."""

    kind: Literal["nps"]
    lowest: LocalText
    highest: LocalText


class ChoiceQuestion(_Question, audience=Audience.PUBLIC):
    """One of several options."""

    kind: Literal["choice"]
    options: tuple[Point, ...]


class MultipleChoiceQuestion(_Question, audience=Audience.PUBLIC):
    """Any number of options: with `product_reasons` those of the product, and then those listed here."""

    kind: Literal["multiple_choice"]
    options: tuple[Point, ...] = ()
    product_reasons: Flag = False


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

    responses: Duration
    comments: Duration


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
        """SHA-256, in hexadecimal, of all a visitor reads before answering: other words, another question."""
        asked = self.model_dump(
            mode="json", include={"languages", "title", "introduction", "notice", "questions"}
        )
        return hashlib.sha256(json.dumps(asked, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
