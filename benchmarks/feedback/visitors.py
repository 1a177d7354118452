"""Believable visitors: what each fills in, as a form that is sent and as a response that is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from feedback_app.answers import Answers, Response, asked, options_of, read_answers
from feedback_app.form_key import FIELD, FormKeys
from feedback_app.sample_words import PRAISE
from feedback_app.settings import Settings
from luz.model.questionnaire import MultipleChoiceQuestion, Question, Questionnaire, TextQuestion
from luz.published import Published, PublishedProduct

WITH_WORDS = 0.4
"""The share of visitors who write something, some ten words; generous, as words take most room."""


@dataclass(frozen=True)
class Filled:
    """What one visitor filled in about a product."""

    product: PublishedProduct
    questionnaire: Questionnaire
    fields: Mapping[str, Sequence[str]]

    def response(self, fingerprint: str, day: dt.date) -> Response:
        """What is stored of it. Raises ValueError where it would be given back."""
        read = read_answers(self.questionnaire, self.product.reasons, self.fields)
        if not isinstance(read, Answers):
            raise ValueError(f"{self.product.id}: {sorted(read)}")
        return Response(
            product=self.product.id,
            questionnaire=self.questionnaire.id,
            fingerprint=fingerprint,
            day=day,
            language="es",
            answers=read,
        )


def filled(published: Published, seed: int | None = None) -> Iterator[Filled]:
    """Visitors without end, of every product that asks: every question answered, and words by some.

    With a seed they are the same each time.
    """
    random = Random(seed)  # noqa: S311  forms need not be secret, only different
    found = [(one, published.questionnaire(one.questionnaire)) for one in published.products]
    asking = [(product, questionnaire) for product, questionnaire in found if questionnaire]
    while True:
        product, questionnaire = random.choice(asking)
        fields = {
            question.id: _answer(question, product, random)
            for question in asked(questionnaire, product.reasons)
        }
        yield Filled(product, questionnaire, fields)


def _answer(question: Question, product: PublishedProduct, random: Random) -> list[str]:
    codes = [option.code for option in options_of(question, product.reasons)]
    if isinstance(question, TextQuestion):
        # A number, so that no two say the same: those would be suspected.
        words = f"{random.choice(PRAISE['es'])}, {random.randint(1, 10**9)}"
        return [words] if random.random() < WITH_WORDS else []
    if isinstance(question, MultipleChoiceQuestion):
        return random.sample(codes, k=min(len(codes), random.randint(1, 2)))
    return [random.choice(codes)]


def write_posts(file: Path, published: Published, number: int) -> None:
    """Write so many forms, each to be sent once: a line with the path, the visitor's address and the body.

    Whoever sends them has taken a minute to fill them in.
    """
    keys = FormKeys(Settings(published.folder.parent).form_secret)
    with file.open("w", encoding="utf-8") as lines:
        for place, visitor in zip(range(number), filled(published), strict=False):
            body = urlencode({FIELD: keys.new(age=60), **visitor.fields}, doseq=True)
            lines.write(f"/survey/{visitor.product.id} {_address(place)} {body}\n")


def _address(place: int) -> str:
    """Where the visitor of a place comes from: everybody from somewhere else."""
    return f"10.{place >> 16 & 255}.{place >> 8 & 255}.{place & 255}"
