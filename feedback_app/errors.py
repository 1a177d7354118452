"""What goes wrong, said as a page in the reader's language: what happened and what can be done."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Mapping

from flask import Flask, Response, make_response
from werkzeug.exceptions import HTTPException

from feedback_app import current, page
from feedback_app.database import is_of_the_file
from luz.published import NothingPublished

log = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 30
"""When whoever was told that something is not available may try again."""

TITLES: Mapping[int, str] = {
    400: "We could not understand the request",
    403: "This did not come from our own page",
    404: "There is nothing at this address",
    405: "This address cannot be used that way",
    413: "What was sent is too large",
    500: "Something went wrong on our side",
    503: "Not available at the moment",
}
ADVICE: Mapping[int, str] = {
    400: "Go back, load the page again and repeat the step.",
    403: "Nothing was changed. Open the page here, and use its buttons.",
    404: "Check that the address is complete, or begin at the home page.",
    405: "Go back and use the buttons of the page.",
    413: "Shorten the text and send it again.",
    500: "It has been noted. Try again in a few minutes; if it happens again, please write to us.",
    503: "Try again in a few minutes.",
}


def set_up(app: Flask) -> None:
    """Answer every failure of `app` with a page."""
    app.register_error_handler(HTTPException, _failed)
    app.register_error_handler(NothingPublished, _nothing_published)
    app.register_error_handler(sqlite3.Error, _not_now)
    app.register_error_handler(Exception, _broken)


def answer(status: int, title: str, *advice: str) -> Response:
    """A page of one status: what happened and what can be done, as message ids."""
    wording = current.readers_wording()
    texts = [wording.text(one) for one in advice]
    return page.answer("error.html", wording, status, title=wording.text(title), texts=texts)


def _failed(error: HTTPException) -> Response:
    if error.response is not None:
        return make_response(error.response)
    status = error.code or 500
    said = status if status in TITLES else 400 if status < 500 else 500
    response = answer(status, TITLES[said], ADVICE[said])
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    return response


def _nothing_published(error: NothingPublished) -> Response:
    log.warning("%s", error)
    return answer(503, TITLES[503], "Nothing has been published here yet. «luz build» does it.")


def _not_now(error: sqlite3.Error) -> Response:
    """A file of ours cannot be read or written at the moment; whatever does without it goes on."""
    if not is_of_the_file(error):
        return _broken(error)
    log.error("a database failed", exc_info=error)
    response = answer(503, TITLES[503], ADVICE[503])
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _broken(error: Exception) -> Response:
    log.error("an answer failed", exc_info=error)
    return answer(500, TITLES[500], ADVICE[500])
