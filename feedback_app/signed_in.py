"""Who is signed in: from a cookie to the person of the published access list; how it begins and ends.

Nobody is kept who has left the plans: a person is looked up at every request, and whenever something new is
published, the sessions of whoever is no longer in it are ended.
"""

from __future__ import annotations

import re

from flask import Response, request

from feedback_app import current
from feedback_app.access import Actor, Anonymous
from feedback_app.sessions import ABSOLUTE_SECONDS, Session, Sessions
from feedback_app.settings import Settings
from luz.access_list import Contact, Employee
from luz.published import Published

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


class SignedIn:
    """The sessions of an app, as its requests see them."""

    def __init__(self, sessions: Sessions, settings: Settings) -> None:
        self.sessions = sessions
        self.cookie = settings.cookie("luz")
        self._secure = settings.is_secure
        self._swept: Published | None = None

    def identify(self) -> Actor:
        """Who sends the current request."""
        session = self.session()
        if session is None:
            return Anonymous()
        published = current.published()
        self._sweep(published)
        person = _still_listed(published, session.person, session.mail)
        if person is None:
            self.sessions.end_all(session.person, session.mail)
        return person or Anonymous()

    def session(self) -> Session | None:
        """The living session of the current request's cookie, whoever its person may be by now."""
        secret = request.cookies.get(self.cookie)
        return self.sessions.of_secret(secret) if secret else None

    def begin(self, person: Employee | Contact, response: Response) -> None:
        """Sign this person in, in the browser that gets the response; its session before is ended."""
        self._end_here()
        secret = self.sessions.begin(person.person, person.mail, _browser())
        self.set_cookie(response, self.cookie, secret, ABSOLUTE_SECONDS)

    def end(self, response: Response) -> None:
        """Sign out here, and have the browser forget what it kept of us."""
        self._end_here()
        self.delete_cookie(response, self.cookie)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'

    def set_cookie(self, response: Response, name: str, value: str, seconds: int) -> None:
        """A cookie that no script reads, no other site's form sends and, behind TLS, no other host sets."""
        response.set_cookie(
            name, value, max_age=seconds, secure=self._secure, httponly=True, samesite="Lax", path="/"
        )

    def delete_cookie(self, response: Response, name: str) -> None:
        """Have the browser forget a cookie of ours."""
        response.delete_cookie(name, secure=self._secure, httponly=True, samesite="Lax", path="/")

    def _end_here(self) -> None:
        secret = request.cookies.get(self.cookie)
        if secret:
            self.sessions.end(secret)

    def _sweep(self, published: Published) -> None:
        """End the sessions of whoever what is published now no longer lists."""
        if published is self._swept:
            return
        for person, mail in self.sessions.holders():
            if _still_listed(published, person, mail) is None:
                self.sessions.end_all(person, mail)
        self._swept = published


def _still_listed(published: Published, person: str, mail: str) -> Employee | Contact | None:
    """The person of a session, unless a name now belongs to somebody with another mail address."""
    found = published.access.person(person, published.company.today())
    return found if found is not None and found.mail == mail else None


def _browser() -> str:
    """The browser of this request in two words, by which its owner knows it again."""
    sent = request.headers.get("User-Agent", "")
    browser = next((name for sign, name in _BROWSERS if re.search(rf"{sign}\w*/", sent)), "")
    system = next((name for sign, name in _SYSTEMS if sign in sent), "")
    return " · ".join(part for part in (browser, system) if part)
