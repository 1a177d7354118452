"""The demonstration's links: each lets whoever tries Luz be one person, for as long as the process lives.

They exist only under `make serve`, on this machine. They are bound to no browser and can be used again; a key
that is new at every start signs them.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from urllib.parse import quote

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from feedback_app import current
from feedback_app.access import Kind, Resource, may
from feedback_app.logbook import note
from feedback_app.sign_in import answer, welcome
from feedback_app.signed_in import SignedIn
from luz.access_list import Contact, Employee
from luz.published import Published

_FOR_FEW = tuple(Resource(kind) for kind in (Kind.DATA, Kind.WHO_AGREED, Kind.GUARDIAN))
"""What most employees may not reach: the sample employee is one of those."""


def link(person: str, key: str) -> str:
    """The address, below the public one, that lets one be this person."""
    return f"/demo/{quote(person, safe=':')}/{_signature(person, key)}"


def samples(published: Published) -> Iterator[Employee | Contact]:
    """Whom to be, as far as there is anybody: an employee, a manager, the guardian, a client's contact.

    The contact is one who reads our language.
    """
    today = published.company.today()
    present = [one for one in published.access.employees if one.works_here_on(today)]
    # The list of people begins with those who direct.
    most = [one for one in present if not any(may(one, what) for what in _FOR_FEW)]
    employee = most[-1] if most else None
    manager = next((one for one in present if one.manager), None)
    ours = published.company.languages[0]
    contact = min(published.access.contacts, key=lambda one: one.language != ours, default=None)
    guardian = next((one for one in present if may(one, Resource(Kind.GUARDIAN))), None)
    # One person may hold two of these.
    yield from dict.fromkeys(one for one in (employee, manager, guardian, contact) if one is not None)


def blueprint(signed_in: SignedIn, key: str) -> Blueprint:
    """The routes of the links signed with this key."""
    routes = Blueprint("demo_links", __name__)

    @routes.get("/demo/<person>/<signature>")
    def look(person: str, signature: str) -> ResponseReturnValue:
        """The button, and who one will be."""
        return answer("sign_in/enter.html", person=_person(person, signature))

    @routes.post("/demo/<person>/<signature>")
    def enter(person: str, signature: str) -> ResponseReturnValue:
        """Be that person."""
        sample = _person(person, signature)
        note("let in", by="demonstration")
        return welcome(signed_in, sample, "")

    def _person(name: str, signature: str) -> Employee | Contact:
        published = current.published()
        genuine = hmac.compare_digest(_signature(name, key).encode(), signature.encode())
        person = published.access.person(name, published.company.today()) if genuine else None
        return person or abort(404)

    return routes


def _signature(person: str, key: str) -> str:
    return hmac.new(key.encode(), person.encode(), hashlib.sha256).hexdigest()
