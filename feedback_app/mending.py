"""While somebody edits: what to mend, in place of every page that a build makes.

Whoever builds lays that page down as a file in the data folder, and takes it away when the sites stand again.
Every page carries a script that loads it anew when something was published. Questionnaires go on as they are:
a visitor neither sees the list nor loads the script.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path, PurePosixPath

from flask import Blueprint, Flask, Response, jsonify, make_response, request, url_for
from markupsafe import Markup

from feedback_app import current
from feedback_app.gate import PAGE_ENDINGS
from feedback_app.headers import EDITION_POLICY, STRICT_POLICY
from luz.published import STATE_FILE

REPLACED = {"portal"}
"""The blueprints whose pages give way to the list."""

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def set_up(app: Flask) -> None:
    """Add all this to an app, before anything that asks who is there."""
    app.register_blueprint(_blueprint())
    app.before_request(_as_written)
    app.before_request(_list_instead)
    app.after_request(_with_script)


def _blueprint() -> Blueprint:
    blueprint = Blueprint("mending", __name__, static_folder="demo", static_url_path="/mending")

    @blueprint.get("/mending/state")
    def state() -> Response:
        """A mark that changes whenever pages do, and what is being done at the moment."""
        work = _text(current.settings().under_way) or ""
        return jsonify(state=_state(), work=work)

    return blueprint


def _as_written() -> None:
    """Let no page be sent compressed or in part, as it has still to be given its script."""
    for header in ("HTTP_ACCEPT_ENCODING", "HTTP_RANGE") if request.blueprint in REPLACED else ():
        request.environ.pop(header, None)


def _list_instead() -> Response | None:
    """The page that says what to mend, if there is one.

    503 is the truth, browsers show its page like any other, and nothing between us and them keeps it.
    """
    replaced = request.blueprint in REPLACED and request.method in {"GET", "HEAD"}
    if not replaced or PurePosixPath(request.path).suffix not in PAGE_ENDINGS:
        return None
    html = _text(current.settings().mending)
    if html is None:
        return None
    response = make_response(_scripted(html), 503)
    style = _STYLE.search(html)
    digest = base64.b64encode(hashlib.sha256((style[1] if style else "").encode()).digest()).decode()
    response.headers["Content-Security-Policy"] = STRICT_POLICY.replace(
        "style-src 'self'", f"style-src 'sha256-{digest}'; script-src 'self'; connect-src 'self'"
    )
    response.headers["Retry-After"] = "5"
    return response


def _with_script(response: Response) -> Response:
    """A page of an edition, with the script, and kept by nobody, as it may be another a moment later."""
    # Only pages of an edition: those of the app itself, such as that of a fault, may run no script.
    replaced = response.headers.get("Content-Security-Policy") == EDITION_POLICY
    if replaced and response.mimetype == "text/html" and request.method == "GET":
        response.direct_passthrough = False
        response.set_data(_scripted(response.get_data(as_text=True)))
        response.headers.pop("ETag", None)
        response.headers.pop("Last-Modified", None)
        response.headers["Cache-Control"] = "no-store"
    return response


def _scripted(html: str) -> str:
    source = url_for("mending.static", filename="reload.js")
    script = Markup('<script src="{}" data-state="{}"></script>').format(source, _state())
    before, end, after = html.rpartition("</body>")
    return f"{before}{script}{end}{after}"


def _state() -> str:
    settings = current.settings()
    return "-".join(_mark(path) for path in (settings.mending, settings.published / STATE_FILE))


def _mark(path: Path) -> str:
    try:
        return str(path.stat().st_mtime_ns)
    except FileNotFoundError:
        return "0"


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
