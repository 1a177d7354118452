"""Mailed links: each opens the door once, within ten minutes, and only for the browser that asked for it.

Whoever asks gets a secret in a cookie; who reads the mail gets a link and a code. Either of these opens
only together with the cookie, so a link that a mail scanner or a stranger sees is worth nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass

from feedback_app.access_file import Clock, hashed
from feedback_app.database import SharedFile

VALID_SECONDS = 10 * 60
FROM_THE_FUTURE_SECONDS = 60
"""A link made further ahead than this was made by a wrong clock, and would live too long."""
WRONG_CODES = 3
"""After so many wrong codes, what was asked for is void."""
CODE_DIGITS = 6


@dataclass(frozen=True)
class Invited:
    """Somebody for whom a link may be made."""

    person: str
    mail: str


@dataclass(frozen=True)
class Link:
    """What goes into the mail: the secret of the address, and the code to type instead."""

    invited: Invited
    token: str
    code: str


@dataclass(frozen=True)
class Asked:
    """What a browser gets that asked: the secret for its cookie; and the links for the mail."""

    browser: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Opened:
    """Whom a link or a code has let in, and where they wanted to go."""

    invited: Invited
    destination: str


class Links:
    """The links under way. Every method raises sqlite3.Error where the file cannot be read or written."""

    def __init__(self, file: SharedFile, clock: Clock = time.time) -> None:
        self._file = file
        self._clock = clock

    def ask(self, invited: Sequence[Invited], destination: str) -> Asked:
        """Make a link for each of these people. Nobody invited costs the same as somebody: it is not used."""
        browser, now = secrets.token_urlsafe(32), int(self._clock())
        links = tuple(
            Link(one, secrets.token_urlsafe(32), _new_code()) for one in invited or [Invited("", "")]
        )
        with self._file.writing() as connection:
            _forget_old(connection, now)
            connection.execute(
                "insert into asked (browser_hash, destination, created_at) values (?, ?, ?)",
                (_browser_hash(browser), destination, now),
            )
            connection.executemany(
                "insert into link values (?, ?, ?, ?, ?)", [_row(link, browser) for link in links]
            )
        return Asked(browser, links)

    def lives(self, token: str) -> bool:
        """Whether this link could still open the door, in the browser that asked for it."""
        return self._live(token) is not None

    def is_of_browser(self, token: str, browser: str) -> bool:
        """Whether this live link was asked for by this browser."""
        return self._live(token) == _browser_hash(browser)

    def open(self, token: str, browser: str) -> Opened | None:
        """Use a link: once, in the browser that asked. None, and nothing is used up, in any other case."""
        with self._file.writing() as connection:
            found = connection.execute(
                f"{_OPENED} where token_hash = ? and link.browser_hash = ? and {_LIVE}",
                (_token_hash(token), _browser_hash(browser), *self._window()),
            ).fetchone()
            return _used(connection, found, browser)

    def open_by_code(self, code: str, browser: str) -> Opened | None:
        """Use a code, once; a wrong one counts, and after a few of those nothing opens any more."""
        browser_hash = _browser_hash(browser)
        with self._file.writing() as connection:
            found = connection.execute(
                f"{_OPENED} where link.browser_hash = ? and code_hash = ? and wrong_codes < ? and {_LIVE}",
                (browser_hash, _code_hash(code, browser), WRONG_CODES, *self._window()),
            ).fetchone()
            if found is None:
                change = "update asked set wrong_codes = wrong_codes + 1 where browser_hash = ?"
                connection.execute(change, (browser_hash,))
            return _used(connection, found, browser)

    def awaits_code(self, browser: str) -> bool:
        """Whether this browser may still type a code."""
        with self._file.reading() as connection:
            row = connection.execute(
                f"select 1 from asked where browser_hash = ? and wrong_codes < ? and {_LIVE}",  # noqa: S608  ours
                (_browser_hash(browser), WRONG_CODES, *self._window()),
            ).fetchone()
        return row is not None

    def _live(self, token: str) -> bytes | None:
        with self._file.reading() as connection:
            row = connection.execute(
                f"{_BROWSER} where token_hash = ? and person <> '' and {_LIVE}",
                (_token_hash(token), *self._window()),
            ).fetchone()
        return None if row is None else bytes(row[0])

    def _window(self) -> tuple[int, int]:
        """Between which moments a link must have been made to live now."""
        now = int(self._clock())
        return now - VALID_SECONDS, now + FROM_THE_FUTURE_SECONDS


_LIVE = "created_at > ? and created_at <= ?"
_BROWSER = "select link.browser_hash from link join asked using (browser_hash)"
_OPENED = "select person, mail, destination from link join asked using (browser_hash)"


def _forget_old(connection: sqlite3.Connection, now: int) -> None:
    ends = (now - VALID_SECONDS, now + FROM_THE_FUTURE_SECONDS)
    connection.execute("delete from asked where created_at <= ? or created_at > ?", ends)


def _used(connection: sqlite3.Connection, found: tuple[str, str, str] | None, browser: str) -> Opened | None:
    """Whoever is let in by what was found; nothing else that the same browser asked for opens any more."""
    if found is None or not found[0]:
        return None
    connection.execute("delete from asked where browser_hash = ?", (_browser_hash(browser),))
    return Opened(Invited(found[0], found[1]), found[2])


def _row(link: Link, browser: str) -> tuple[bytes, bytes, bytes, str, str]:
    code_hash = _code_hash(link.code, browser)
    return _token_hash(link.token), _browser_hash(browser), code_hash, link.invited.person, link.invited.mail


def _new_code() -> str:
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def _token_hash(token: str) -> bytes:
    return hashed(token, "link")


def _browser_hash(browser: str) -> bytes:
    return hashed(browser, "browser")


def _code_hash(code: str, browser: str) -> bytes:
    # Six digits alone are soon tried; without the browser's secret the hash tells nothing.
    return hmac.digest(browser.encode(), code.encode(), hashlib.sha256)
