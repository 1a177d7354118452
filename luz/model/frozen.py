"""The versions of questionnaires that may no longer change: for the check, and the command that freezes."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field, StringConstraints

from luz.audience import Audience
from luz.model.base import Id, Model
from luz.model.questionnaire import Questionnaire
from luz.model.scalars import Date, WholeNumber

FROZEN_FILE = "published.yml"
"""The file in `questionnaires/` that holds them; so no questionnaire can be called `published`."""

FINGERPRINT_PATTERN = r"^[0-9a-f]{64}$"

Fingerprint = Annotated[str, StringConstraints(pattern=FINGERPRINT_PATTERN)]
"""A SHA-256 in hexadecimal."""


class FrozenQuestion(Model, audience=Audience.INTERNAL):
    """A question as it was frozen, so that the one which changed can be named."""

    id: Id
    fingerprint: Fingerprint


class FrozenVersion(Model, audience=Audience.INTERNAL):
    """One version as it was frozen, in the order of the page; the day is that of the house.

    `questionnaire` need not exist any more: what was asked under its name and number stays asked.
    """

    questionnaire: Id
    version: Annotated[WholeNumber, Field(ge=1)]
    day: Date
    fingerprint: Fingerprint
    opening: Fingerprint
    questions: tuple[FrozenQuestion, ...]

    @classmethod
    def of(cls, questionnaire: Questionnaire, day: dt.date) -> FrozenVersion:
        """What is frozen of a questionnaire on a day."""
        return cls(
            questionnaire=questionnaire.id,
            version=questionnaire.version,
            day=day,
            fingerprint=questionnaire.fingerprint(),
            opening=questionnaire.opening_fingerprint(),
            questions=tuple(
                FrozenQuestion(id=question.id, fingerprint=question.fingerprint())
                for question in questionnaire.questions
            ),
        )


class FrozenVersions(Model, audience=Audience.INTERNAL):
    """`questionnaires/published.yml`, which `luz freeze` writes."""

    frozen: tuple[FrozenVersion, ...]
