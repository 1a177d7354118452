"""The gate before every route: what an address is about, who is asking, and what those outside hear.

Of a protected address, somebody unknown hears the same whether it exists or not; somebody known without the
right hears the same as of what does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import cast
from urllib.parse import quote

from flask import Blueprint, Flask, Response, abort, g, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from feedback_app.access import Actor, Anonymous, Kind, Resource, may
from feedback_app.logbook import note
from feedback_app.same_origin import from_our_own_page
from luz.access_list import Contact, Employee

READING = {"GET", "HEAD", "OPTIONS"}
"""What changes nothing; with any other method, a request must come from our own page."""

Identify = Callable[[], Actor]
"""Who sends the current request. Called only where the answer depends on it."""

OPEN = Resource(Kind.PUBLIC)
DOOR = Resource(Kind.DOOR)

ROUTES: Mapping[str, Resource | Callable[[str], Resource]] = {
    "static": OPEN,
    "branding": OPEN,
    "health": OPEN,
    "survey": Resource(Kind.SURVEY),
    "gate": DOOR,
    "sign_in": DOOR,
    "demo_links": DOOR,
    # Signing out is nothing to refuse anybody, whose session may have ended meanwhile.
    "session.sign_out": DOOR,
    "session": Resource(Kind.SESSION),
    "mending": OPEN,
    "portal.public_site": OPEN,
    "portal.intranet": Resource(Kind.INTERNAL),
    "portal.client_portal": lambda client: Resource(Kind.CLIENT, client),
    "agreement": lambda client: Resource(Kind.AGREEMENT, client),
    "procedures_read": Resource(Kind.PROCEDURES_READ),
    "who_agreed": Resource(Kind.WHO_AGREED),
    "guardian": Resource(Kind.GUARDIAN),
}
"""What each route is about, by endpoint or by blueprint. A route that is not here lets nobody in."""

PAGE_ENDINGS = {"", ".html"}


def resource_of(endpoint: str, arguments: Mapping[str, str]) -> Resource | None:
    """The resource a route is about; None where it has not been said."""
    about = ROUTES.get(endpoint) or ROUTES.get(endpoint.partition(".")[0])
    return about(arguments["client"]) if callable(about) else about


def actor() -> Actor:
    """Who sends this request, as the gate has found; nobody in particular where it had no need to ask."""
    return cast(Actor, g.get("actor", Anonymous()))


def set_up(app: Flask, identify: Identify, way_in: str) -> None:
    """Ask before every request of `app`. `way_in` is the address where one signs in."""

    @app.before_request
    def judge() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None
        resource = resource_of(request.endpoint, request.view_args or {})
        if resource is None:
            abort(404)
        # Questionnaires stand on other sites too, and see to it themselves.
        if request.method not in READING and resource.kind is not Kind.SURVEY and not from_our_own_page():
            note("sent by another site", about=resource.kind)
            abort(403)
        # What is open to everybody is answered without asking who it is: no cookie is read.
        if may(Anonymous(), resource):
            return None
        asking = identify()
        if may(asking, resource):
            g.actor = asking
            return None
        if isinstance(asking, Anonymous):
            return _to_the_door(way_in)
        note("no right", about=resource.kind)
        return abort(404)

    app.register_blueprint(_checks(identify))


def _to_the_door(way_in: str) -> ResponseReturnValue:
    """What somebody unknown hears of any protected address; it depends on the address alone."""
    if not _is_page():
        return jsonify(error="sign-in required"), 401
    address = request.full_path.removesuffix("?")
    return redirect(f"{way_in}?next={quote(address, safe='/')}")


def _is_page() -> bool:
    """Whether a person asked for a page, not a page for its parts."""
    wants_json = request.accept_mimetypes.best == "application/json"
    ending = PurePosixPath(request.path).suffix
    # Whoever follows a link to a document must be able to sign in for it; a page's parts are asked otherwise.
    followed = request.headers.get("Sec-Fetch-Dest") == "document" and ending != ".json"
    return (ending in PAGE_ENDINGS or followed) and not wants_json


def _checks(identify: Identify) -> Blueprint:
    blueprint = Blueprint("gate", __name__)

    @blueprint.get("/access/check")
    def check() -> tuple[Response, int]:
        """Say to Datasette or to a proxy who is asking and whether they may reach `?resource=`."""
        actor = identify()
        resource = Resource.named(request.args.get("resource", ""))
        allowed = resource is not None and may(actor, resource)
        if resource is not None and not allowed and not isinstance(actor, Anonymous):
            note("no right", about=resource.kind)
        answer = jsonify(actor=_described(actor), allowed=allowed)
        return answer, 401 if isinstance(actor, Anonymous) else 200

    return blueprint


def _described(actor: Actor) -> dict[str, object] | None:
    match actor:
        case Employee():
            circles = ["employee", "manager"] if actor.manager else ["employee"]
            return {"id": actor.id, "name": actor.name, "roles": [*circles, *actor.roles]}
        case Contact():
            return {"id": f"{actor.client}/{actor.id}", "name": actor.name, "roles": ["contact"]}
        case Anonymous():
            return None
