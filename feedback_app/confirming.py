"""What the pages share on which people confirm what they have read: their language, times and headers."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response, abort, request

from feedback_app import current, page
from feedback_app.acknowledgements import Acknowledgement, Acknowledgements, Statement, standing
from feedback_app.current import DEFAULT_LANGUAGE, PACKAGE
from feedback_app.keeping import NEVER_KEPT
from luz import wording
from luz.access_list import Contact, Employee
from luz.wording import Wording


@dataclass(frozen=True)
class Confirmations:
    """What was confirmed of one plan, organisation or procedure.

    `now` holds of the text that is published; `before` is all else, of an earlier text or said again later.
    """

    now: tuple[Acknowledgement, ...]
    before: tuple[Acknowledgement, ...]

    def of(self, person: Employee | Contact) -> Acknowledgement | None:
        """What this person has confirmed of the text that is published."""
        return next((one for one in self.now if one.is_of(person)), None)

    def last_before(self, person: Employee | Contact) -> Acknowledgement | None:
        """What this person confirmed last of an earlier text."""
        return next((one for one in reversed(self.before) if one.is_of(person)), None)


def confirmations(found: Iterable[Acknowledgement], what: Statement) -> Confirmations:
    """All that was confirmed of one thing, told apart by whether it holds of this text."""
    everything = tuple(found)
    now = standing(everything, what)
    return Confirmations(now, tuple(one for one in everything if one not in now))


def confirm(kept: Acknowledgements, person: Employee | Contact, what: Statement | None) -> bool:
    """Keep what the form of this request says that somebody confirms; False where they had read another text.

    Ends the request with 400 where the form says nothing that can be confirmed.
    """
    if what is None:
        abort(400)
    if request.form.get("fingerprint") != what.fingerprint:
        return False
    kept.record(person, what, int(time.time()))
    return True


def wording_for(contact: Contact) -> Wording:
    """The words of the language of a contact's portal, as far as the app speaks it."""
    spoken = wording.languages(PACKAGE)
    return wording.load(PACKAGE, contact.language if contact.language in spoken else DEFAULT_LANGUAGE)


def answer(template: str, words: Wording, status: int = 200, /, **context: object) -> Response:
    """A page for one reader, which nobody keeps."""
    sample = current.settings().demo
    given = {"short": short, "moment": current.moment, "sample": sample, **context}
    response = page.answer(template, words, status, **given)
    response.headers["Cache-Control"] = NEVER_KEPT
    return response


def short(fingerprint: str) -> str:
    """The beginning of a fingerprint, as people compare it: three groups of four signs."""
    return " ".join(fingerprint[start : start + 4] for start in (0, 4, 8))
