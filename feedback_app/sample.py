"""Believable sample answers for a demonstration: every product has its rhythm, its level and its bad weeks.

The same seed, day and questionnaires give the same answers. Each of them is known as a sample, and none is
ever written into a file that holds a real one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random

from feedback_app.answers import Answers, Channel, Option, Response, asked, options_of
from feedback_app.sample_words import AFTERMATHS, PRAISE, TROUBLES, WISHES
from feedback_app.storage import Storage, new_receipt
from luz.model.questionnaire import (
    ChoiceQuestion,
    MultipleChoiceQuestion,
    NpsQuestion,
    Question,
    Questionnaire,
    TextQuestion,
)
from luz.published import Published, PublishedProduct

RESPONSES_PER_DAY = 12.5
"""Over all products: 5,000 in 400 days."""


class RealResponses(Exception):
    """The file holds real responses, beside which no sample may stand."""


@dataclass(frozen=True)
class Character:
    """How a product fares: its share of visitors, its level from 0 to 1 then and now, and when it dipped.

    `dip` is a stretch of the time covered, from 0 to 1, and how far the level fell in it.
    """

    share: float
    weekend: float
    then: float
    now: float
    dip: tuple[float, float, float] = (0, 0, 0)

    def level(self, time: float) -> float:
        """How content visitors are on the whole at a time from 0, long ago, to 1, today."""
        eased = time * time * (3 - 2 * time)
        begins, ends, depth = self.dip
        return self.then + (self.now - self.then) * eased - (depth if begins <= time < ends else 0)

    def busy(self, day: dt.date) -> float:
        """How many come on a day, against the others."""
        weekday = (1.1, 1.15, 1.1, 1.0, 0.9, self.weekend, self.weekend)[day.weekday()]
        return self.share * weekday


CHARACTERS = (
    Character(share=0.8, weekend=0.35, then=0.78, now=0.82),
    Character(share=1.6, weekend=0.12, then=0.55, now=0.83),
    Character(share=1.1, weekend=0.08, then=0.76, now=0.79, dip=(0.55, 0.72, 0.26)),
    Character(share=1.5, weekend=1.7, then=0.7, now=0.8, dip=(0.86, 0.9, 0.2)),
    Character(share=0.4, weekend=1.1, then=0.6, now=0.77),
    Character(share=2.0, weekend=1.5, then=0.74, now=0.81, dip=(0.12, 0.2, 0.22)),
    Character(share=0.6, weekend=1.2, then=0.84, now=0.68),
)
PROJECTS_PER_VISIT = 0.02
_CHANNELS = {Channel.WEB: 78, Channel.MAIL: 12, Channel.QR: 7, Channel.EMBED: 3}


def generate(
    published: Published, storage: Storage, *, days: int = 400, seed: int = 1, today: dt.date
) -> int:
    """Fill an empty file with sample responses to the days before `today`; return how many samples it holds.

    What an earlier run left is kept as it is. Raises RealResponses where anybody has really answered.
    """
    if storage.holds_real_responses():
        raise RealResponses
    if storage.samples():
        return storage.samples()
    random = Random(f"luz {seed}")  # noqa: S311  the same answers each time, which is the point
    with storage.transaction():
        storage.register(published, today)
        for response in _responses(published, random, days, today):
            storage.add_response(response, new_receipt(random.choice))
    return storage.samples()


def _responses(published: Published, random: Random, days: int, today: dt.date) -> Iterator[Response]:
    said: set[str] = set()
    visitors = [
        _Visitors(product, questionnaire, character, random, said)
        for product, questionnaire, character in _with_characters(published)
    ]
    first = today - dt.timedelta(days)
    times = [(one, first + dt.timedelta(day), day / days) for one in visitors for day in range(days)]
    weights = [one.busy(day) for one, day, _ in times]
    if not any(weights):
        return
    chosen = random.choices(times, weights, k=round(RESPONSES_PER_DAY * days))
    for one, day, time in sorted(chosen, key=lambda visit: visit[1]):
        yield one.response(day, time)


def _with_characters(published: Published) -> Iterator[tuple[PublishedProduct, Questionnaire, Character]]:
    """Each product with its own character; ended projects, of which few answer, share the first."""
    sites = cycle(CHARACTERS)
    for product in published.products:
        questionnaire = published.questionnaire(product.questionnaire)
        if questionnaire is not None:
            yield product, questionnaire, CHARACTERS[0] if _is_seldom(questionnaire) else next(sites)


def _is_seldom(questionnaire: Questionnaire) -> bool:
    """Whether few are asked: a project ends seldom, a site is visited daily."""
    return any(isinstance(question, NpsQuestion) for question in questionnaire.questions)


@dataclass
class _Visitors:
    """Those who visit one product."""

    product: PublishedProduct
    questionnaire: Questionnaire
    character: Character
    random: Random
    said: set[str]

    def busy(self, day: dt.date) -> float:
        """How many answer on a day, against the others."""
        how_often = PROJECTS_PER_VISIT if _is_seldom(self.questionnaire) else 1
        return self.character.busy(day) * self.product.is_active_on(day) * how_often

    def response(self, day: dt.date, time: float) -> Response:
        """What one of them answers on a day."""
        languages = self.questionnaire.languages
        own = self.product.language if self.product.language in languages else languages[0]
        language = own if self.random.random() < 0.8 else self.random.choice(languages)
        mood = min(max(self.random.gauss(self.character.level(time), 0.2), 0), 1)
        return Response(
            product=self.product.id,
            questionnaire=self.questionnaire.id,
            fingerprint=self.questionnaire.fingerprint(),
            day=day,
            language=language,
            answers=self._answers(mood, time, language),
            channel=self.random.choices(list(_CHANNELS), list(_CHANNELS.values()))[0],
            sample=True,
        )

    def _answers(self, mood: float, time: float, language: str) -> Answers:
        single: dict[str, str] = {}
        multiple: dict[str, tuple[str, ...]] = {}
        texts: dict[str, str] = {}
        reason: Option | None = None
        for question in asked(self.questionnaire, self.product.reasons):
            options = options_of(question, self.product.reasons)
            if not self._answers_it(question, single, mood):
                continue
            if isinstance(question, TextQuestion):
                text = self._comment(mood, reason, language)
                if text and len(text) <= question.max_length:
                    texts[question.id] = text
            elif isinstance(question, MultipleChoiceQuestion):
                ticked = self._reasons(options, time)
                multiple[question.id] = tuple(option.code for option in ticked)
                reason = ticked[0]
            elif isinstance(question, ChoiceQuestion):
                single[question.id] = self._choice(question, options, mood)
            else:
                single[question.id] = self._point(options, mood)
        return Answers(single, multiple, texts)

    def _answers_it(self, question: Question, single: Mapping[str, str], mood: float) -> bool:
        """Whether the question is answered: it must apply, and the discontented have more to say."""
        condition = question.ask_if
        if condition and single.get(condition.question) not in {str(value) for value in condition.any_of}:
            return False
        if isinstance(question, TextQuestion):
            return self.random.random() < 0.5 - 0.35 * mood
        return question.required or self.random.random() < 0.92

    def _point(self, options: Sequence[Option], mood: float) -> str:
        """A point of a scale, near the mood."""
        ascending = sorted(options, key=lambda option: option.value or 0)
        place = min(max(self.random.gauss(mood, 0.1), 0), 1) * (len(ascending) - 1)
        return ascending[round(place)].code

    def _choice(self, question: ChoiceQuestion, options: Sequence[Option], mood: float) -> str:
        """One of several. Those after which the questionnaire asks what went wrong are chosen in bad mood."""
        follow_ups = (other.ask_if for other in self.questionnaire.questions if other.ask_if)
        bad = {value for each in follow_ups if each.question == question.id for value in each.any_of}
        in_trouble = self.random.random() > 0.25 + 0.7 * mood
        fitting = [one for one in options if (one.value in bad) == in_trouble] or list(options)
        return self.random.choices(fitting, [0.4**place for place in range(len(fitting))])[0].code

    def _reasons(self, options: Sequence[Option], time: float) -> list[Option]:
        """One or two things that went wrong; in the weeks of the dip it is mostly the first."""
        begins, ends, _ = self.character.dip
        skew = 0.25 if begins <= time < ends else 0.75
        weights = [skew**place for place in range(len(options))]
        several = self.random.choices(options, weights, k=self.random.choice((1, 1, 1, 2)))
        return [one for place, one in enumerate(several) if one not in several[:place]]

    def _comment(self, mood: float, reason: Option | None, language: str) -> str | None:
        """A comment that fits the mood and the reason, unlike any before; None when words fail."""
        for _ in range(20):
            text = ". ".join(self._pieces(mood, reason, language if language in PRAISE else "es"))
            if text not in self.said:
                self.said.add(text)
                return f"{text}." if self.random.random() < 0.7 else text
        return None

    def _pieces(self, mood: float, reason: Option | None, language: str) -> list[str]:
        choose, chance = self.random.choice, self.random.random()
        if reason is not None and reason.value is None and chance < 0.75:
            return [reason.label.in_language(language), choose(AFTERMATHS[language])]
        if mood > 0.7:
            praise = choose(PRAISE[language])
            return [praise] if chance < 0.4 else [praise, choose(WISHES[language])]
        if mood > 0.5:
            return [choose(WISHES[language])] if chance < 0.4 else self._mixed(language)
        trouble = choose(TROUBLES[language])
        return [trouble] if chance < 0.3 else [trouble, choose(AFTERMATHS[language])]

    def _mixed(self, language: str) -> list[str]:
        """Something good and something that is missing, in either order."""
        pieces = [self.random.choice(PRAISE[language]), self.random.choice(WISHES[language])]
        self.random.shuffle(pieces)
        return pieces
