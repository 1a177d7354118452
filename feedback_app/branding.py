"""The company's logo and colours, as last published, for the pages of the app and for Datasette."""

from __future__ import annotations

from functools import lru_cache

from flask import Blueprint, Response, make_response, request

from feedback_app import current
from feedback_app.headers import DOCUMENT_POLICY
from feedback_app.sending import sent
from luz.brand import css_variables, palette_of
from luz.model.company import Brand

blueprint = Blueprint("branding", __name__)


@blueprint.get("/brand/colours.css")
def colours() -> Response:
    """The brand as CSS custom properties."""
    response = make_response(style_of(current.published().company.brand))
    response.mimetype = "text/css"
    response.add_etag()
    response.make_conditional(request)
    return _kept(response)


@blueprint.get("/brand/logo")
def logo() -> Response:
    """The logo's file."""
    # Flask would look for a relative path beside its own code.
    response = sent(current.published().logo.resolve())
    response.headers["Content-Security-Policy"] = DOCUMENT_POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-site"
    return _kept(response)


@lru_cache(maxsize=8)
def style_of(brand: Brand) -> str:
    """The style sheet with the colours of a brand."""
    return css_variables(palette_of(brand))


def _kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "public, no-cache"
    return response
