"""What a visitor sent, read against the questionnaire: answers that can be stored, or a problem by question.

Nothing a visitor took the trouble to answer is thrown away: an answer to a question that turns out not to
apply is kept, and only a question that applies can be required.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from luz.model.base import LocalText
from luz.model.product import Reason
from luz.model.questionnaire import MultipleChoiceQuestion, Question, Questionnaire, TextQuestion

_DIRECTIONAL_OVERRIDES = "\u202d\u202e"
"""Unicode Standard Annex #9, section 2.2."""

Form = Mapping[str, Sequence[str]]
"""The fields of a form as they were sent; each may occur several times."""


class Channel(StrEnum):
    """By which way a visitor came to the questionnaire."""

    WEB = "web"
    MAIL = "mail"
    QR = "qr"
    EMBED = "embed"


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen. `code` stands in the form; `value` is None for a reason of a product."""

    code: str
    value: int | None
    label: LocalText


@dataclass(frozen=True)
class Answers:
    """The answers given, by question: one option's code, several codes, or words."""

    single: Mapping[str, str] = field(default_factory=dict)
    multiple: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> str:
        """All of it as text, for `from_json`."""
        return json.dumps(vars(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Answers:
        """What `as_json` made."""
        read = json.loads(text)
        multiple = {question: tuple(codes) for question, codes in read["multiple"].items()}
        return cls(read["single"], multiple, read["texts"])


@dataclass(frozen=True)
class Problem:
    """Why an answer cannot be taken: a message of the catalogue and what fills it in."""

    message: str
    params: Mapping[str, object] = field(default_factory=dict)


Problems = Mapping[str, Problem]
"""By question; empty is never returned."""


@dataclass(frozen=True)
class Response:
    """One filled questionnaire, ready to be stored: the day, not the time, and nothing of the visitor."""

    product: str
    questionnaire: str
    fingerprint: str
    day: dt.date
    language: str
    answers: Answers
    channel: Channel = Channel.WEB
    sample: bool = False


def options_of(question: Question, reasons: Sequence[Reason]) -> tuple[Option, ...]:
    """What can be chosen, in the order of the page; nothing for a question answered in words."""
    own = tuple(Option(str(point.value), point.value, point.label) for point in question.offered())
    if not (isinstance(question, MultipleChoiceQuestion) and question.product_reasons):
        return own
    # A colon stands in no value, so a reason called «3» is not the third option.
    return *(Option(f"reason:{reason.code}", None, reason.label) for reason in reasons), *own


def asked(questionnaire: Questionnaire, reasons: Sequence[Reason]) -> Iterator[Question]:
    """The questions a product's visitors are asked: one with nothing to choose from is left out."""
    for question in questionnaire.questions:
        if isinstance(question, TextQuestion) or options_of(question, reasons):
            yield question


def read_answers(questionnaire: Questionnaire, reasons: Sequence[Reason], form: Form) -> Answers | Problems:
    """The answers in a form, or what is wrong with it. Fields that are no questions are left aside."""
    single: dict[str, str] = {}
    multiple: dict[str, tuple[str, ...]] = {}
    texts: dict[str, str] = {}
    problems: dict[str, Problem] = {}
    for question in asked(questionnaire, reasons):
        given = tuple(dict.fromkeys(text for text in map(plain, form.get(question.id, ())) if text))
        problem = _problem(question, given, {option.code for option in options_of(question, reasons)})
        if problem is None and not given and question.required and _applies(question, form):
            problem = Problem("Please answer this question.")
        if problem is not None:
            problems[question.id] = problem
        elif given and isinstance(question, TextQuestion):
            texts[question.id] = given[0]
        elif given and isinstance(question, MultipleChoiceQuestion):
            multiple[question.id] = given
        elif given:
            single[question.id] = given[0]
    return problems or Answers(single, multiple, texts)


def _problem(question: Question, given: Sequence[str], codes: set[str]) -> Problem | None:
    if isinstance(question, TextQuestion):
        if len(given) > 1:
            return Problem("This answer arrived twice. Please send it once.")
        length = len(given[0]) if given else 0
        if length > question.max_length:
            return Problem(
                "The text is too long. Characters to remove: {excess}.",
                {"excess": length - question.max_length},
            )
        return None
    if not codes.issuperset(given):
        return Problem("This is none of the answers offered. Please choose one of them.")
    if len(given) > 1 and not isinstance(question, MultipleChoiceQuestion):
        return Problem("Please choose only one answer.")
    return None


def _applies(question: Question, form: Form) -> bool:
    condition = question.ask_if
    return condition is None or not {str(value) for value in condition.any_of}.isdisjoint(
        map(plain, form.get(condition.question, ()))
    )


def plain(text: str) -> str:
    """Text as it is kept: line ends of one kind, nothing around it, no invisible control characters.

    Nor signs that turn letters round, so that what is read is not what stands there; those that writing from
    right to left needs, and joiners, stay.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in "\n\t" or not _is_control(sign)).strip()


def _is_control(sign: str) -> bool:
    return sign in _DIRECTIONAL_OVERRIDES or unicodedata.category(sign) in {"Cc", "Cs"}


def content_hash(product: str, form: Form) -> bytes:
    """SHA-256 of what was filled in, so that the same form sent again is known for the same.

    It is taken of the form as sent, not of the answers read from it: a form sent again after the
    questionnaire changed is still the same form. Fields of the page itself begin with `_` and do not count.
    """
    filled = {name: [plain(value) for value in values] for name, values in form.items() if name[:1] != "_"}
    canonical = json.dumps([product, filled], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "replace")).digest()
