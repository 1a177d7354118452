"""The way in: ask for a link with one's mail address, then open it, or type the code that came with it.

Opening a link shows a button and changes nothing: programs that read mail before its owner open links too.
What one hears never tells whether an address is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Blueprint, Response, make_response, redirect, request
from flask.typing import ResponseReturnValue

from feedback_app import current, page
from feedback_app.access import Anonymous
from feedback_app.allowance import (
    ASKED_BY_A_NETWORK,
    CODES_OF_A_NETWORK,
    MAILS_A_DAY,
    MAILS_FOR_A_NETWORK,
    Allowances,
    network_of,
)
from feedback_app.destination import destination, home
from feedback_app.headers import STRICT_POLICY
from feedback_app.links import VALID_SECONDS, Invited, Link, Links, Opened
from feedback_app.logbook import note
from feedback_app.outbox import Outbox
from feedback_app.sign_in_mail import WayIn, sign_in_mail
from feedback_app.signed_in import SignedIn
from luz.access_list import Contact, Employee
from luz.wording import load

WAY_IN = "/sign-in"
LONGEST_MAIL = 254
"""Characters of the longest mail address there can be (RFC 5321, with its angle brackets taken off)."""

BETWEEN = "."
REMEMBERED = 3
"""Whoever asks again may open the mail before as well, as it may be the first to arrive."""

_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


@dataclass(frozen=True)
class Desk:
    """What the way in works with."""

    links: Links
    signed_in: SignedIn
    allowances: Allowances
    outbox: Outbox

    @property
    def cookie(self) -> str:
        """The cookie of the browser that has asked."""
        return current.settings().cookie("luz_asked")

    @property
    def browsers(self) -> tuple[str, ...]:
        """What the cookie holds: a secret for each of the last times that this browser has asked."""
        held = request.cookies.get(self.cookie, "")
        return tuple(held.split(BETWEEN)[:REMEMBERED]) if held else ()

    @property
    def person(self) -> Employee | Contact | None:
        """Who is signed in already, if anybody is."""
        actor = self.signed_in.identify()
        return None if isinstance(actor, Anonymous) else actor


def blueprint(desk: Desk) -> Blueprint:
    """The routes of the way in."""
    routes = Blueprint("sign_in", __name__)

    @routes.get(WAY_IN)
    def ask() -> ResponseReturnValue:
        """The form for one's mail address."""
        return _form(desk, request.args.get("next", ""))

    @routes.post(WAY_IN)
    def asked() -> ResponseReturnValue:
        """Send the link, if the address is known; the same answer in any case."""
        return _asked(desk, request.form.get("mail", "").strip(), request.form.get("next", ""))

    @routes.get(f"{WAY_IN}/code")
    def code() -> ResponseReturnValue:
        """What to do now: open the link, or type the code."""
        return _code_form() if _awaits_code(desk) else _to(WAY_IN)

    @routes.post(f"{WAY_IN}/code")
    def coded() -> ResponseReturnValue:
        """Come in with the code, in the browser that asked."""
        return _coded(desk, re.sub(r"\s", "", request.form.get("code", "")))

    @routes.get(f"{WAY_IN}/<token>")
    def link(token: str) -> ResponseReturnValue:
        """The button; nothing is used up by looking."""
        if any(desk.links.is_of_browser(token, browser) for browser in desk.browsers):
            return answer("sign_in/enter.html", person=None)
        return _no_entry(desk, token)

    @routes.post(f"{WAY_IN}/<token>")
    def entered(token: str) -> ResponseReturnValue:
        """Come in with the link, once."""
        tried = (desk.links.open(token, browser) for browser in desk.browsers)
        opened = next((one for one in tried if one), None)
        return _let_in(desk, opened, "link") or _no_entry(desk, token)

    return routes


def _form(desk: Desk, wanted: str, mail: str = "", status: int = 200) -> Response:
    """The form; with a status of refusal, what was typed is still in it, with what is wrong."""
    person, out = desk.person, "out" in request.args
    return answer(
        "sign_in/ask.html",
        status,
        next=wanted,
        mail=mail,
        wrong=status != 200,
        out=out,
        person=person,
        home=home(person) if person else "",
    )


def _awaits_code(desk: Desk) -> bool:
    return any(desk.links.awaits_code(browser) for browser in desk.browsers)


def _code_form(status: int = 200) -> Response:
    """What to do now; with a status of refusal, after a wrong code."""
    to_terminal = current.settings().demo and current.settings().smtp is None
    minutes = VALID_SECONDS // 60
    return answer("sign_in/code.html", status, wrong=status != 200, minutes=minutes, to_terminal=to_terminal)


def answer(template: str, status: int = 200, /, **context: object) -> Response:
    """A page of the way in. Nobody is told its address, which may be a secret."""
    address = current.settings().public_url + WAY_IN
    response = page.answer(template, current.readers_wording(), status, address=address, **context)
    # A browser lets a form lead only to where its page says, redirects included.
    leads_to = f"form-action 'self' {current.settings().data_url}"
    response.headers["Content-Security-Policy"] = STRICT_POLICY.replace("form-action 'self'", leads_to)
    return unshared(response)


def unshared(response: Response) -> Response:
    """The response, its address told to nobody."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _asked(desk: Desk, mail: str, wanted: str) -> ResponseReturnValue:
    if len(mail) > LONGEST_MAIL or not _MAIL.fullmatch(mail) or not mail.isprintable():
        return _form(desk, wanted, mail, 400)
    address, network = mail.casefold(), network_of(request.remote_addr)
    wait = desk.allowances.wait(
        [
            (MAILS_FOR_A_NETWORK, f"{address} {network}"),
            (MAILS_A_DAY, address),
            (ASKED_BY_A_NETWORK, network),
        ]
    )
    if wait:
        return _too_often(wait)
    note("link asked for")
    published = current.published()
    people = published.access.of_mail(mail, published.company.today())
    asked = desk.links.ask([Invited(one.person, one.mail) for one in people], wanted)
    # Written for a stranger too, and then thrown away, so that both take the same time.
    language = people[0].language if people else published.company.languages[0]
    known = {one.person: one for one in people}
    ways = [_way_in(link, known.get(link.invited.person), language) for link in asked.links]
    written = sign_in_mail(people[0].mail if people else mail, ways, published.company, language)
    if people:
        desk.outbox.send(written)
    response = _to(f"{WAY_IN}/code")
    secrets = BETWEEN.join((asked.browser, *desk.browsers)[:REMEMBERED])
    desk.signed_in.set_cookie(response, desk.cookie, secrets, VALID_SECONDS)
    return response


def _way_in(link: Link, person: Employee | Contact | None, language: str) -> WayIn:
    words = load(current.PACKAGE, language)
    if isinstance(person, Contact):
        label = words.text("Portal of {client}", client=person.client_name)
    else:
        label = words.text("Intranet")
    return WayIn(label, f"{current.settings().public_url}{WAY_IN}/{link.token}", link.code)


def _coded(desk: Desk, code: str) -> ResponseReturnValue:
    if not _awaits_code(desk):
        return _dead()
    wait = desk.allowances.wait([(CODES_OF_A_NETWORK, network_of(request.remote_addr))])
    if wait:
        return _too_often(wait)
    tried = (desk.links.open_by_code(code, browser) for browser in desk.browsers)
    opened = next((one for one in tried if one), None)
    return _let_in(desk, opened, "code") or (_code_form(400) if _awaits_code(desk) else _dead())


def _let_in(desk: Desk, opened: Opened | None, by: str) -> Response | None:
    """Sign in whom a link or a code has let in, if they may still."""
    person = _invited(opened) if opened else None
    if opened is None or person is None:
        note("refused", by=by)
        return None
    note("let in", by=by)
    response = welcome(desk.signed_in, person, opened.destination)
    desk.signed_in.delete_cookie(response, desk.cookie)
    return response


def _invited(opened: Opened) -> Employee | Contact | None:
    published = current.published()
    person = published.access.person(opened.invited.person, published.company.today())
    return person if person is not None and person.mail == opened.invited.mail else None


def welcome(signed_in: SignedIn, person: Employee | Contact, wanted: str) -> Response:
    """Sign a person in, and lead them to where they wanted."""
    response = _to(destination(person, wanted))
    signed_in.begin(person, response)
    return response


def _no_entry(desk: Desk, token: str) -> ResponseReturnValue:
    """Why a link does not open here: it is another browser that asked, or it is used or too old.

    Whoever opens a used link and is in already goes on to their pages.
    """
    if desk.links.lives(token):
        return answer("sign_in/elsewhere.html", 403)
    person = desk.person
    return _to(home(person)) if person else _dead()


def _dead() -> ResponseReturnValue:
    return answer("sign_in/dead.html", 410, minutes=VALID_SECONDS // 60)


def _too_often(wait: int) -> ResponseReturnValue:
    note("asked too often")
    response = answer("sign_in/too_often.html", 429, minutes=-(-wait // 60), hours=-(-wait // 3600))
    response.headers["Retry-After"] = str(wait)
    return response


def _to(address: str) -> Response:
    return unshared(make_response(redirect(address, 303)))
