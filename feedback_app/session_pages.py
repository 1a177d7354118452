"""Where one is signed in, and how to sign out: here, in one other browser, or everywhere."""

from __future__ import annotations

import sqlite3
from typing import cast

from flask import Blueprint, Response, make_response, redirect, request
from flask.typing import ResponseReturnValue

from feedback_app import current, destination, gate, page
from feedback_app.access import Kind, Resource, may
from feedback_app.confirming import wording_for
from feedback_app.sign_in import WAY_IN, unshared
from feedback_app.signed_in import SignedIn
from feedback_app.suspects.quarantine import Quarantine
from luz.access_list import Contact, Employee

PAGE = "/session"
EVERYWHERE = "all"


def blueprint(signed_in: SignedIn, suspects: Quarantine) -> Blueprint:
    """The routes of the page and of what its buttons do. The guardian is told of `suspects` that wait."""
    routes = Blueprint("session", __name__)

    @routes.get(PAGE)
    def own() -> ResponseReturnValue:
        """Everywhere one is signed in."""
        return _own(signed_in, suspects)

    @routes.post(PAGE)
    def ended() -> ResponseReturnValue:
        """End the named one of one's own sessions, or all of them."""
        return _ended(signed_in, request.form.get("end", ""))

    @routes.post("/sign-out")
    def sign_out() -> ResponseReturnValue:
        """End the session of this browser; without one, nothing happens."""
        return _signed_out(signed_in)

    return routes


def _own(signed_in: SignedIn, suspects: Quarantine) -> Response:
    person, here = _person(), signed_in.session()
    wording = wording_for(person) if isinstance(person, Contact) else current.readers_wording()
    sessions = signed_in.sessions.of_person(person.person)
    guards = may(person, Resource(Kind.GUARDIAN))
    response = page.answer(
        "sessions.html",
        wording,
        person=person,
        here=here.name if here else "",
        sessions=[(one, current.moment(one.created_at), current.moment(one.seen_at)) for one in sessions],
        home=destination.home(person),
        guards=guards,
        waiting=_waiting(suspects) if guards else None,
    )
    return unshared(response)


def _waiting(suspects: Quarantine) -> int | None:
    """How many suspects wait for the guardian; None where that cannot be told."""
    try:
        return suspects.waiting()
    except (sqlite3.Error, OSError):
        return None


def _ended(signed_in: SignedIn, name: str) -> Response:
    person, here = _person().person, signed_in.session()
    if name == EVERYWHERE:
        signed_in.sessions.end_all(person)
    else:
        signed_in.sessions.end_named(person, name)
    if name == EVERYWHERE or (here and here.name == name):
        return _signed_out(signed_in)
    return unshared(make_response(redirect(PAGE, 303)))


def _signed_out(signed_in: SignedIn) -> Response:
    response = unshared(make_response(redirect(f"{WAY_IN}?out=1", 303)))
    signed_in.end(response)
    return response


def _person() -> Employee | Contact:
    # The gate lets nobody else come here.
    return cast("Employee | Contact", gate.actor())
