"""The built editions as they are served: the public site at `/`, the intranet, and one portal per client.

An edition is a symlink to its build, which a new build replaces. Only files of that build are served, under
exactly the names they have. Who may see which edition is the gate's question, asked before these routes.
"""

from __future__ import annotations

from pathlib import Path, PurePath
from urllib.parse import quote

from flask import Blueprint, Response, abort, make_response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.routing import BaseConverter

from feedback_app import current
from feedback_app.keeping import marked
from feedback_app.sending import sent

blueprint = Blueprint("portal", __name__)


class Rest(BaseConverter):
    """All that follows in an address, slashes at its start and an empty rest included."""

    # Line breaks too: an address that holds one is protected like any other.
    regex = "(?s:.*?)"
    weight = 200
    part_isolating = False


blueprint.record_once(lambda state: state.app.url_map.converters.update(rest=Rest))


@blueprint.get("/<rest:path>")
def public_site(path: str) -> ResponseReturnValue:
    """A page or file of the public site."""
    return _answer("public", path)


@blueprint.get("/intranet", defaults={"path": ""})
@blueprint.get("/intranet/<rest:path>")
def intranet(path: str) -> ResponseReturnValue:
    """A page or file of the intranet."""
    return _answer("internal", path)


@blueprint.get("/clients/<client>", defaults={"path": ""})
@blueprint.get("/clients/<client>/<rest:path>")
def client_portal(client: str, path: str) -> ResponseReturnValue:
    """A page or file of one client's portal."""
    if not _is_plain(client):
        abort(404)
    return _answer(f"clients/{client}", path)


def _answer(edition: str, path: str) -> ResponseReturnValue:
    try:
        return _from_build(edition, path)
    except FileNotFoundError:
        # A new build came in between, and the old one is gone.
        return _from_build(edition, path)


def _from_build(edition: str, path: str) -> ResponseReturnValue:
    build = _build(edition)
    if build is None:
        abort(404)
    file = file_at(build, path)
    if file is None:
        return _not_found(edition, build)
    if file.is_dir():
        if not request.path.endswith("/"):
            return _marked(edition, redirect(f"{_last_segment()}/"), PurePath("index.html"))
        file = file / "index.html"
    return _marked(edition, sent(file), file.relative_to(build))


def _build(edition: str) -> Path | None:
    """The folder of an edition's present build, the same for the whole of a request."""
    try:
        build = (current.settings().site / edition).resolve(strict=True)
    except OSError:
        return None
    return build if build.is_dir() else None


def file_at(build: Path, path: str) -> Path | None:
    """The file, or the folder with a page, that has this path in a build; None where there is none.

    Nothing outside the build is ever found: not by `..`, by an absolute path, by a name in another spelling
    nor through a symlink.
    """
    names = path.removesuffix("/").split("/") if path else []
    if not all(_is_plain(name) for name in names):
        return None
    try:
        found = build.joinpath(*names).resolve(strict=True)
        inside = found.is_relative_to(build)
    except (OSError, ValueError):
        return None
    if not inside:
        return None
    if found.is_dir():
        page = found / "index.html"
        return found if page.is_file() and page.resolve().is_relative_to(build) else None
    return found if found.is_file() and not path.endswith("/") else None


def _is_plain(name: str) -> bool:
    """Whether this can be the name of a published file: not hidden, no way up, no second separator."""
    return bool(name) and not name.startswith(".") and "\\" not in name and name.isprintable()


def _last_segment() -> str:
    # Relative to the address asked for, so that no host and no slashes at its start can lead elsewhere.
    return "./" + quote(request.path.rpartition("/")[2])


def _not_found(edition: str, build: Path) -> ResponseReturnValue:
    page = file_at(build, "404.html")
    if page is None:
        abort(404)
    response = make_response(page.read_bytes(), 404)
    response.mimetype = "text/html"
    return _marked(edition, response, page.relative_to(build))


def _marked(edition: str, answer: ResponseReturnValue, path: PurePath) -> Response:
    return marked(make_response(answer), path, public=edition == "public")
