"""The questionnaire on the web: one page that asks, one address that takes the answer. No script is needed.

It reads no cookie and sets none. The key of a submission is born in the form at every GET, so however often
one form is sent, it counts once; the page that thanks is shown only when the answer is on disk. Whoever is
suspected sees no other page than everybody.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from babel import Locale
from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from feedback_app import answers, current, page
from feedback_app.allowance import network_of
from feedback_app.answers import Answers, Channel, Form, Problems
from feedback_app.errors import RETRY_AFTER_SECONDS
from feedback_app.form import fields
from feedback_app.form_key import FormKey
from feedback_app.headers import STRICT_POLICY
from feedback_app.intake import Intake, TooMany
from feedback_app.received import Received, received
from feedback_app.same_origin import from_our_own_page_or
from feedback_app.storage import KeyUsed, Submission
from feedback_app.suspects.judge import SHORTEST_SECONDS, TRAP, is_hasty
from feedback_app.writer import Unavailable
from luz import wording as wordings
from luz.model.questionnaire import Questionnaire
from luz.published import Published, PublishedProduct
from luz.wording import Wording

CompanyDay = Callable[[Published], dt.date]
"""The day it is for the company that published."""

NOTHING: Mapping[str, Any] = MappingProxyType({})
# The script only hides what does not apply; the page is whole without it.
POLICY = f"{STRICT_POLICY}; script-src 'self'"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Visit:
    """What every page of one visit speaks of, and in which words."""

    published: Published
    product: PublishedProduct
    questionnaire: Questionnaire
    languages: tuple[str, ...]
    wording: Wording
    day: dt.date

    def page(self, template: str, status: int = 200, /, **context: object) -> Response:
        """One of the survey's pages."""
        response = page.answer(
            f"survey/{template}.html",
            self.wording,
            status,
            product=self.product,
            questionnaire=self.questionnaire,
            languages={one: _own_name(one) for one in self.languages},
            phone=_phone(self.published),
            **context,
        )
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Vary"] = "Accept-Language"
        return response

    def form(
        self,
        status: int = 200,
        /,
        *,
        key: str,
        notice: str | None = None,
        filled: Form = NOTHING,
        problems: Problems = NOTHING,
        wait: int = 0,
    ) -> Response:
        """The page that asks; where a form came back, with all that was typed and what is wrong with it.

        With `wait`, it can be sent again in so many seconds.
        """
        shown = fields(self.questionnaire, self.product.reasons, self.wording, filled, problems)
        response = self.page(
            "form",
            status,
            fields=shown,
            key=key,
            fingerprint=self.published.fingerprints[self.questionnaire.id],
            trap=TRAP,
            notice=notice,
            channel=_channel(filled),
            minutes=-(-wait // 60),
            hours=-(-wait // 3600),
        )
        if wait:
            response.headers["Retry-After"] = str(wait)
        return response


def company_day(published: Published) -> dt.date:
    """The day it is where the company works."""
    return published.company.today()


def blueprint(intake: Intake, *, clock: CompanyDay = company_day, sample: bool = False) -> Blueprint:
    """The routes of the questionnaire. With `sample`, every answer is stored as an example."""
    survey = Blueprint("survey", __name__)

    @survey.get("/survey/<product>")
    def ask(product: str) -> ResponseReturnValue:
        """The questionnaire about a product, empty."""
        visit = _visit(product, clock)
        if not visit.product.is_active_on(visit.day):
            return visit.page("closed", 410)
        try:
            intake.writer.register(visit.published, visit.day)
        except Unavailable as reason:
            _log.error("the questionnaires could not be registered: %s", reason)
        return visit.form(key=intake.keys.new())

    @survey.post("/survey/<product>")
    def answer(product: str) -> ResponseReturnValue:
        """Take a filled questionnaire: thank when it is stored, else give it back with what was typed."""
        visit = _visit(product, clock)
        if not visit.product.is_active_on(visit.day):
            return visit.page("closed", 410)
        try:
            form = received(request)
        except RequestEntityTooLarge:
            return visit.page("too_large", 413)
        return _answered(visit, form, intake, sample=sample)

    return survey


def _answered(visit: Visit, form: Received, intake: Intake, *, sample: bool) -> Response:
    """The page that thanks, or the form with what was typed and what became of it."""
    filled, key = form.fields, intake.keys.read(form.fields)
    if not from_our_own_page_or(visit.product.address):
        return visit.form(403, key=_afresh(intake, key), notice="elsewhere", filled=filled)
    if not form.whole:
        written = key.written if key else _afresh(intake, key)
        return visit.form(422, key=written, notice="unreadable", filled=filled)
    if key is None:
        return visit.form(422, key=_afresh(intake, key), notice="keyless", filled=filled)
    try:
        return _taken(visit, filled, key, intake, sample=sample)
    except KeyUsed:
        return visit.page("already", 409)
    except TooMany as many:
        return visit.form(429, key=key.written, notice="too_many", filled=filled, wait=many.seconds)
    except Unavailable:
        wait = RETRY_AFTER_SECONDS
        return visit.form(503, key=key.written, notice="unavailable", filled=filled, wait=wait)


def _taken(visit: Visit, filled: Form, key: FormKey, intake: Intake, *, sample: bool) -> Response:
    """Store a form or give it back. Raises KeyUsed, TooMany or Unavailable."""
    product, questionnaire = visit.product, visit.questionnaire
    content = answers.content_hash(product.id, filled)
    read = answers.read_answers(questionnaire, product.reasons, filled)
    fingerprint = visit.published.fingerprints[questionnaire.id]
    changed = filled.get("_form", [fingerprint]) != [fingerprint]
    if changed or not key.is_current or not isinstance(read, Answers):
        # It may be a form that was stored before the questionnaire changed, sent again.
        before = intake.writer.receipt(key.key, content)
        if before is not None:
            return visit.page("thanks", receipt=before.receipt)
        problems = NOTHING if isinstance(read, Answers) else read
        notice = "changed" if changed else _notice(key)
        written = key.written if key.is_current else _afresh(intake, key)
        return visit.form(422, key=written, notice=notice, filled=filled, problems=problems)
    response = answers.Response(
        product=product.id,
        questionnaire=questionnaire.id,
        fingerprint=fingerprint,
        day=visit.day,
        language=visit.wording.language,
        answers=read,
        channel=_channel(filled),
        sample=sample,
    )
    submission = Submission(key.key, content, response, visit.published)
    stored = intake.take(submission, filled, key, network_of(request.remote_addr))
    return visit.page("thanks", receipt=stored.receipt)


def _afresh(intake: Intake, key: FormKey | None) -> str:
    """Another key for a form that is given back, as old as need be if the one that came shows it was read."""
    was_read = key is not None and key.age is not None and not is_hasty(key)
    return intake.keys.new(age=SHORTEST_SECONDS if was_read else 0)


def _notice(key: FormKey) -> str | None:
    """Why a form is given back for its key, if it is."""
    if key.age is None:
        return "keyless"
    return None if key.is_current else "old"


def _visit(product_id: str, clock: CompanyDay) -> Visit:
    """What a request is about. Aborts with 404 where no such product is asked about."""
    published = current.published()
    product = published.product(product_id)
    questionnaire = published.questionnaire(product.questionnaire) if product else None
    if product is None or questionnaire is None:
        abort(404)
    spoken = wordings.languages(current.PACKAGE)
    languages = tuple(one for one in questionnaire.languages if one in spoken)
    own = product.language if product.language in languages else languages[0]
    wording = wordings.load(current.PACKAGE, current.readers_language(languages, own))
    return Visit(published, product, questionnaire, languages, wording, clock(published))


def _phone(published: Published) -> str | None:
    """The company's number, in one piece also where a line ends."""
    numbers = (one.value for one in published.company.channels if one.kind == "phone")
    return next((number.replace(" ", "\u00a0") for number in numbers), None)


def _own_name(language: str) -> str:
    """A language as its speakers call it: «Español», «English»."""
    return (Locale.parse(language).get_language_name() or language).capitalize()


def _channel(filled: Form) -> Channel:
    """The way by which the visitor came; one we do not know is the web."""
    named = filled.get("_channel") or [request.args.get("channel", "")]
    return Channel(named[0]) if len(named) == 1 and named[0] in set(Channel) else Channel.WEB
