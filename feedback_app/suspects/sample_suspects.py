"""Believable suspects for a demonstration: what programs send, and among it what somebody really wrote."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedback_app.answers import Answers, Channel, Response, asked, content_hash, options_of
from feedback_app.storage import Submission
from feedback_app.suspects.quarantine import Quarantine, Reason
from luz.model.questionnaire import MultipleChoiceQuestion, Questionnaire, TextQuestion
from luz.published import Published, PublishedProduct

_LANGUAGE = "es"


@dataclass(frozen=True)
class _Sent:
    """What came some days ago, about the nth product: the nth option of each question, and these words."""

    days_ago: int
    product: int
    reasons: tuple[Reason, ...]
    option: int
    words: str = ""


_SEO = "¿Quiere salir el primero en los buscadores? Desde 49 € al mes: posicionar-ya.example"
_LOANS = (
    "Préstamos en 24 horas, sin aval ni papeleo. Escriba hoy a dinero-hoy.example "
    '<a href="https://dinero-hoy.example">AQUÍ</a>'
)
_IN_A_HURRY = (
    "Contesto todos los meses, así que voy deprisa. Siguen sin poderse cambiar los datos de la factura."
)
_FILLED_BY_THE_BROWSER = (
    "El navegador me rellenó el formulario solo.\n\n"
    "Lo que quería decir: al pagar con la tarjeta de empresa vuelve a la cesta y hay que empezar otra vez."
)
_COPIED = "Muy buena página, muy buenos productos y muy buen servicio, la recomiendo a todos mis amigos"

_TRAP, _HASTE, _REPEATED = Reason
_SENT = (
    _Sent(26, 0, (_TRAP,), 0, _SEO),
    _Sent(24, 4, (_HASTE,), 2, _IN_A_HURRY),
    _Sent(19, 2, (_TRAP, _HASTE), 0, _LOANS),
    _Sent(12, 5, (_REPEATED,), 1, _COPIED),
    _Sent(12, 5, (_REPEATED,), 0, _COPIED),
    _Sent(12, 5, (_REPEATED, _HASTE), 0, _COPIED),
    _Sent(9, 2, (_HASTE,), 0),
    _Sent(6, 4, (_TRAP,), 3, _FILLED_BY_THE_BROWSER),
    _Sent(3, 1, (_TRAP, _HASTE), 0, "xkqjw plmzzt 8841 wqqe"),
    _Sent(1, 1, (_HASTE,), 0, "Rápida y clara"),
)
"""From the oldest on, none of them past its time on the day the demonstration begins."""


def hold_samples(published: Published, quarantine: Quarantine, today: dt.date) -> int:
    """Hold the samples where the file is empty; return how many wait. Those decided before stay decided."""
    if not quarantine.waiting() and not quarantine.decisions():
        for submission, reasons in _submissions(published, today):
            quarantine.hold(submission, reasons)
    return quarantine.waiting()


def _submissions(published: Published, today: dt.date) -> Iterator[tuple[Submission, Sequence[Reason]]]:
    spoken = [one for one in published.products if one.language == _LANGUAGE and one.is_active_on(today)]
    for sent in _SENT if spoken else ():
        product = spoken[sent.product % len(spoken)]
        questionnaire = published.questionnaire(product.questionnaire)
        if questionnaire is not None:
            yield _submission(published, product, questionnaire, sent, today), sent.reasons


def _submission(
    published: Published, product: PublishedProduct, questionnaire: Questionnaire, sent: _Sent, today: dt.date
) -> Submission:
    response = Response(
        product=product.id,
        questionnaire=questionnaire.id,
        fingerprint=questionnaire.fingerprint(),
        day=today - dt.timedelta(days=sent.days_ago),
        language=_LANGUAGE,
        answers=_answers(product, questionnaire, sent),
        channel=Channel.WEB,
        sample=True,
    )
    content = content_hash(product.id, {"words": [sent.words]})
    return Submission(secrets.token_bytes(16), content, response, published)


def _answers(product: PublishedProduct, questionnaire: Questionnaire, sent: _Sent) -> Answers:
    single: dict[str, str] = {}
    multiple: dict[str, tuple[str, ...]] = {}
    texts: dict[str, str] = {}
    for question in asked(questionnaire, product.reasons):
        options = options_of(question, product.reasons)
        condition = question.ask_if
        if condition and single.get(condition.question) not in {str(value) for value in condition.any_of}:
            continue
        if isinstance(question, TextQuestion):
            # What has been said once is not said again.
            if sent.words and sent.words not in texts.values():
                texts[question.id] = sent.words[: question.max_length]
        elif isinstance(question, MultipleChoiceQuestion):
            multiple[question.id] = (options[0].code,)
        else:
            single[question.id] = options[min(sent.option, len(options) - 1)].code
    return Answers(single, multiple, texts)
