"""Addresses that change with what they lead to, so that browsers keep the app's styles and logo for a year.

`/static/page.css?v=…`: the mark is a digest of the content. Asked for without it, or under an old one, the
same file is sent, and asked about again the next time.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request

from feedback_app import current
from feedback_app.branding import style_of
from feedback_app.keeping import KEPT_FOR_A_YEAR
from feedback_app.sending import fingerprint
from luz.published import NothingPublished

MARK = "v"
LENGTH = 12


def set_up(app: Flask) -> None:
    """Mark every address that the app makes of its own files, and let what is marked be kept."""
    app.url_defaults(_add_mark)
    app.after_request(_keep)


def _add_mark(endpoint: str, values: dict[str, Any]) -> None:
    mark = _mark(endpoint, values)
    if mark is not None:
        values[MARK] = mark


def _keep(response: Response) -> Response:
    mark = request.args.get(MARK)
    if mark and response.status_code < 400 and mark == _mark(request.endpoint, request.view_args or {}):
        response.headers["Cache-Control"] = f"public, {KEPT_FOR_A_YEAR}"
    return response


def _mark(endpoint: str | None, values: dict[str, Any]) -> str | None:
    try:
        match endpoint:
            case "static":
                return fingerprint(Path(str(current_app.static_folder), values["filename"]))[:LENGTH]
            case "branding.colours":
                style = style_of(current.published().company.brand)
                return hashlib.sha256(style.encode()).hexdigest()[:LENGTH]
            case "branding.logo":
                return fingerprint(current.published().logo)[:LENGTH]
    except (NothingPublished, OSError):
        # What is not there needs no mark; that it is not there, its own route will say.
        return None
    return None
