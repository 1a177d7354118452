"""Where somebody goes after signing in: where they wanted, if they may, else home; never to another site."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from feedback_app import current
from feedback_app.access import Kind, Resource, may
from feedback_app.gate import resource_of
from luz.access_list import Contact, Employee

LONGEST = 2000
"""Characters of an address; a longer one is forgotten."""


def destination(person: Employee | Contact, wanted: str) -> str:
    """The address to go to. `wanted` may be an address on this site, or that of Datasette."""
    datasette = f"{current.settings().data_url}/"
    if wanted == datasette and may(person, Resource(Kind.DATA)):
        return datasette
    address = local_address(wanted)
    return address if address and _leads_to_something(person, address) else home(person)


def home(person: Employee | Contact) -> str:
    """The page with which this person begins."""
    return f"/clients/{person.client}/" if isinstance(person, Contact) else "/intranet/"


def local_address(text: str) -> str:
    """The text if it is an address on this site, else nothing: nobody is sent elsewhere by a link to us."""
    if len(text) > LONGEST or "\\" in text or not text.isprintable():
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    local = text.startswith("/") and not text.startswith("//") and not parts.scheme and not parts.netloc
    return text if local else ""


def _leads_to_something(person: Employee | Contact, address: str) -> bool:
    try:
        routes = current_app.url_map.bind(request.host)
        endpoint, arguments = routes.match(urlsplit(address).path, "GET")
    except HTTPException:
        return False
    resource = resource_of(endpoint, arguments)
    return resource is not None and may(person, resource)
