"""The dates in a request's headers: one that is in no calendar is as good as not there."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.http import parse_date

_DATED = ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_RANGE")


def set_up(app: Flask) -> None:
    """Have `app` ignore a condition whose date is not valid, as RFC 9110 (section 13.1) wants it."""

    @app.before_request
    def ignore() -> None:
        for name in _DATED:
            try:
                parse_date(request.environ.get(name))
            except OverflowError:
                # Werkzeug knows other dates that are none, but fails over a year or zone of twenty digits.
                del request.environ[name]
