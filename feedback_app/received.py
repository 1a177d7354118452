"""A form as it arrived: its fields, in the one way our pages send them, and whether it all could be read."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs

from flask import Request

from feedback_app.answers import Form

KIND = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Received:
    """What arrived. Where not all of it is UTF-8, `fields` has a � for what is not, and it is not `whole`."""

    fields: Form
    whole: bool


def received(request: Request) -> Received:
    """The fields of a form; none where the body is of another kind. Aborts with 413 where it is too large."""
    body = request.get_data()
    if request.mimetype != KIND:
        return Received({}, whole=True)
    try:
        return Received(_fields(body, "strict"), whole=True)
    except UnicodeDecodeError:
        return Received(_fields(body, "replace"), whole=False)


def _fields(body: bytes, errors: str) -> Form:
    return parse_qs(body.decode("utf-8", errors), keep_blank_values=True, errors=errors)
