"""The company's logo and colours, as last published, for the pages of the app and for Datasette."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, send_file

from feedback_app import current
from luz.brand import css_variables, palette_of

blueprint = Blueprint("branding", __name__)

# A logo is a picture: whatever else its file holds is not run.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


@blueprint.get("/brand/colours.css")
def colours() -> Response:
    """The brand as CSS custom properties."""
    response = make_response(css_variables(palette_of(current.published().company.brand)))
    response.mimetype = "text/css"
    return _kept(response)


@blueprint.get("/brand/logo")
def logo() -> Response:
    """The logo's file."""
    # Flask would look for a relative path beside its own code.
    response = send_file(current.published().logo.resolve(), conditional=True)
    response.headers["Content-Security-Policy"] = PICTURE_POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-site"
    return _kept(response)


def _kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "public, no-cache"
    return response
