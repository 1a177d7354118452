"""The questionnaire on the web: one page that asks, one address that takes the answer. No script is needed.

It reads no cookie and sets none. The key of a submission is born in the form at every GET, so however often
one form is sent, it counts once; the page that thanks is shown only when the answer is on disk.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from babel import Locale
from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from feedback_app import answers, current, page
from feedback_app.answers import Answers, Channel, Form, Problems
from feedback_app.errors import RETRY_AFTER_SECONDS
from feedback_app.form import fields
from feedback_app.headers import STRICT_POLICY
from feedback_app.received import received
from feedback_app.storage import KeyUsed, Submission
from feedback_app.writer import Unavailable, Writer
from luz import wording as wordings
from luz.model.questionnaire import Questionnaire
from luz.published import Published, PublishedProduct
from luz.wording import Wording

Clock = Callable[[Published], dt.date]
"""The day it is for the company that published."""

NOTHING: Mapping[str, Any] = MappingProxyType({})
KEY = re.compile(r"[0-9a-f]{32}")
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
            phone=next((one.value for one in self.published.company.channels if one.kind == "phone"), None),
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
    ) -> Response:
        """The page that asks; where a form came back, with all that was typed and what is wrong with it."""
        shown = fields(self.questionnaire, self.product.reasons, self.wording, filled, problems)
        return self.page("form", status, fields=shown, key=key, notice=notice, channel=_channel(filled))


def company_day(published: Published) -> dt.date:
    """The day it is where the company works."""
    return published.company.today()


def blueprint(writer: Writer, *, clock: Clock = company_day, sample: bool = False) -> Blueprint:
    """The routes of the questionnaire. With `sample`, every answer is stored as an example."""
    survey = Blueprint("survey", __name__)

    @survey.get("/survey/<product>")
    def ask(product: str) -> ResponseReturnValue:
        """The questionnaire about a product, empty."""
        visit = _visit(product, clock)
        if not visit.product.is_active_on(visit.day):
            return visit.page("closed", 410)
        try:
            writer.register(visit.published, visit.day)
        except Unavailable as reason:
            _log.error("the questionnaires could not be registered: %s", reason)
        return visit.form(key=new_key())

    @survey.post("/survey/<product>")
    def answer(product: str) -> ResponseReturnValue:
        """Take a filled questionnaire: thank when it is stored, else give it back with what was typed."""
        visit = _visit(product, clock)
        if not visit.product.is_active_on(visit.day):
            return visit.page("closed", 410)
        form = received(request)
        filled = form.fields
        if not form.whole:
            return visit.form(422, key=_key(filled) or new_key(), notice="unreadable", filled=filled)
        try:
            return _taken(visit, filled, writer, sample=sample)
        except KeyUsed:
            return visit.page("already", 409)
        except Unavailable:
            response = visit.form(503, key=_key(filled) or new_key(), notice="unavailable", filled=filled)
            response.headers["Retry-After"] = RETRY_AFTER_SECONDS
            return response

    return survey


def _taken(visit: Visit, filled: Form, writer: Writer, *, sample: bool) -> Response:
    """Store a form or give it back. Raises KeyUsed or Unavailable."""
    key, product, questionnaire = _key(filled), visit.product, visit.questionnaire
    if key is None:
        return visit.form(422, key=new_key(), notice="keyless", filled=filled)
    content = answers.content_hash(product.id, filled)
    read = answers.read_answers(questionnaire, product.reasons, filled)
    fingerprint = visit.published.fingerprints[questionnaire.id]
    changed = filled.get("_form", [fingerprint]) != [fingerprint]
    if changed or not isinstance(read, Answers):
        # It may be a form that was stored before the questionnaire changed, sent again.
        before = writer.receipt(bytes.fromhex(key), content)
        if before is not None:
            return visit.page("thanks", receipt=before.receipt)
        problems = NOTHING if isinstance(read, Answers) else read
        notice = "changed" if changed else None
        return visit.form(422, key=key, notice=notice, filled=filled, problems=problems)
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
    stored = writer.store(Submission(bytes.fromhex(key), content, response, visit.published))
    return visit.page("thanks", receipt=stored.receipt)


def _visit(product_id: str, clock: Clock) -> Visit:
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


def _own_name(language: str) -> str:
    """A language as its speakers call it: «Español», «English»."""
    return (Locale.parse(language).get_language_name() or language).capitalize()


def new_key() -> str:
    """A key for one form, which nobody else will ever have."""
    return secrets.token_hex(16)


def _key(filled: Form) -> str | None:
    """The key in a form that was sent, if it can be one."""
    keys = filled.get("_key", ())
    return keys[0] if len(keys) == 1 and KEY.fullmatch(keys[0]) else None


def _channel(filled: Form) -> Channel:
    """The way by which the visitor came; one we do not know is the web."""
    named = filled.get("_channel") or [request.args.get("channel", "")]
    return Channel(named[0]) if len(named) == 1 and named[0] in set(Channel) else Channel.WEB
