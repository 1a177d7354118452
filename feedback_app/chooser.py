"""The demonstration's way in: a page on which whoever tries Luz chooses whom to be.

It exists only under `make serve`, on this machine. The cookie names the person and nothing else: what they
may see is looked up in the published access list at every request.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Blueprint, Flask, abort, current_app, redirect, request
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.exceptions import HTTPException

from feedback_app import current, page
from feedback_app.access import Actor, Anonymous, Kind, Resource, may
from feedback_app.gate import Identify, resource_of
from feedback_app.headers import STRICT_POLICY
from luz.access_list import Contact, Employee
from luz.published import Published

COOKIE = "luz_demo_actor"
LIFETIME = 12 * 60 * 60
"""Seconds for which a choice holds."""

WAY_IN = "/choose-actor"


@dataclass(frozen=True)
class Choice:
    """Somebody one can be: how the cookie names them, and the page of theirs to begin with."""

    name: str
    actor: Employee | Contact
    home: str

    @property
    def client(self) -> str | None:
        """The name of the client, if it is a client's contact."""
        return self.actor.client_name if isinstance(self.actor, Contact) else None

    @property
    def manager(self) -> bool:
        """Whether it is an employee who sees the answers."""
        return isinstance(self.actor, Employee) and self.actor.manager


def set_up(app: Flask) -> Identify:
    """Add the chooser to an app; what comes back says who sends a request."""
    # A key that lives as long as the process: after a restart one chooses again.
    signer = URLSafeTimedSerializer(secrets.token_bytes(32), salt="demo-actor")
    app.register_blueprint(_blueprint(signer))

    def identify() -> Actor:
        named = _named(signer)
        return _person(current.published(), named) if named else Anonymous()

    return identify


def choices(published: Published) -> list[Choice]:
    """Whom one can be: an employee, a manager, and of each client the first contact with access."""
    today = published.company.today()
    present = [one for one in published.access.employees if one.works_here_on(today)]
    # The list of people begins with those who direct: the last one is most like everybody.
    employee = next((one for one in reversed(present) if not one.manager), None)
    manager = next((one for one in present if one.manager), None)
    contacts: dict[str, Contact] = {}
    for contact in published.access.contacts:
        contacts.setdefault(contact.client, contact)
    return [
        *(Choice(f"employee:{one.id}", one, "/intranet/") for one in (employee, manager) if one),
        *(
            Choice(f"contact:{one.client}:{one.id}", one, f"/clients/{one.client}/")
            for one in contacts.values()
        ),
    ]


def _person(published: Published, name: str) -> Actor:
    """The person a cookie names, if the access list still has them."""
    match name.split(":"):
        case ["employee", id]:
            return published.access.employee(id, published.company.today()) or Anonymous()
        case ["contact", client, id]:
            return published.access.contact(client, id) or Anonymous()
    return Anonymous()


def _named(signer: URLSafeTimedSerializer) -> str | None:
    try:
        name = signer.loads(request.cookies.get(COOKIE, ""), max_age=LIFETIME)
    except BadData:
        return None
    return name if isinstance(name, str) else None


def _blueprint(signer: URLSafeTimedSerializer) -> Blueprint:
    blueprint = Blueprint("chooser", __name__)

    @blueprint.get(WAY_IN)
    def choose() -> ResponseReturnValue:
        """The people one can be, and who one is now."""
        return _page(_named(signer))

    @blueprint.post(WAY_IN)
    def chosen() -> ResponseReturnValue:
        """Be that person from now on, or nobody again."""
        name = request.form.get("actor", "")
        choice = next((one for one in choices(current.published()) if one.name == name), None)
        if not _from_our_own_page() or (name and choice is None):
            abort(400)
        response = redirect(_destination(choice, request.form.get("next", "")), 303)
        if choice is None:
            response.delete_cookie(COOKIE, httponly=True, samesite="Lax")
        else:
            response.set_cookie(COOKIE, signer.dumps(name), max_age=LIFETIME, httponly=True, samesite="Lax")
        response.headers["Cache-Control"] = "no-store"
        return response

    return blueprint


def _page(chosen: str | None) -> ResponseReturnValue:
    wording, data_url = current.readers_wording(), current.settings().data_url
    html = page.render(
        "choose_actor.html",
        wording,
        choices=choices(current.published()),
        chosen=chosen,
        next=request.args.get("next", ""),
        data_url=data_url,
    )
    # A browser lets a form lead only to where its page says, redirects included.
    policy = STRICT_POLICY.replace("form-action 'self'", f"form-action 'self' {data_url}")
    headers = {"Content-Language": wording.language, "Content-Security-Policy": policy}
    return html, headers | {"Cache-Control": "no-store"}


def _destination(choice: Choice | None, wanted: str) -> str:
    """Where one goes after choosing: where one wanted, if that person may, else to the person's own home."""
    if choice is None:
        return local_address(wanted) or WAY_IN
    datasette = f"{current.settings().data_url}/"
    if wanted == datasette and may(choice.actor, Resource(Kind.DATA)):
        return datasette
    address = local_address(wanted)
    return address if address and _leads_to_something(choice.actor, address) else choice.home


def _leads_to_something(actor: Actor, address: str) -> bool:
    try:
        routes = current_app.url_map.bind(request.host)
        endpoint, arguments = routes.match(urlsplit(address).path, "GET")
    except HTTPException:
        return False
    resource = resource_of(endpoint, arguments)
    return resource is not None and may(actor, resource)


def local_address(text: str) -> str:
    """The text if it is an address on this site, else nothing: nobody is sent elsewhere by a link to us."""
    parts = urlsplit(text)
    local = text.startswith("/") and not text.startswith("//") and not parts.scheme and not parts.netloc
    return text if local and "\\" not in text and text.isprintable() else ""


def _from_our_own_page() -> bool:
    """Whether the browser says that the form sent was ours; a program that says nothing is no browser."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host
