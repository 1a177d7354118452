"""The app's own pages: one frame with the company's logo, colours and ways to reach it, in one language."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, g, make_response, render_template, request

from feedback_app import current
from luz.published import NothingPublished, PublishedCompany
from luz.wording import Wording


def answer(template: str, wording: Wording, status: int = 200, /, **context: Any) -> Response:
    """A page in one language, as an answer. Where nothing is published it lacks the company's name and logo.

    A page whose own address must not be passed on gives another `address`.
    """
    context.setdefault("address", current.settings().public_url + request.path)
    html = render_template(
        template,
        wording=wording,
        say=wording.text,
        company=_company(),
        own=_own,
        # The gate leaves here whom it has let in; whoever may come in unknown has not signed in for it.
        is_signed_in="actor" in g,
        **context,
    )
    response = make_response(html, status)
    response.headers["Content-Language"] = wording.language
    return response


def _own(endpoint: str, **values: Any) -> str:
    """The address of a style or picture of ours, also for whoever calls us by a name that is not ours."""
    current_app.inject_url_defaults(endpoint, values)
    return current_app.url_map.bind("").build(endpoint, values)


def _company() -> PublishedCompany | None:
    try:
        return current.published().company
    except (NothingPublished, OSError, ValueError):
        # The page that says what went wrong must not fail over it.
        return None
