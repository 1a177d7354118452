"""Sessions: who is signed in, from which browser, until when. They live in access.db, not in the cookie.

The cookie holds a secret that says nothing; the file holds its hash. Whose rights a session carries is looked
up in the published access list at every request, so that nobody keeps what the plans no longer grant.
"""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from feedback_app.access_file import Clock, hashed
from feedback_app.database import SharedFile
from feedback_app.logbook import note

IDLE_SECONDS = 12 * 60 * 60
"""After this long without a request a session has ended: a working day and its evening."""
ABSOLUTE_SECONDS = 7 * 24 * 60 * 60
"""After this long one signs in again, however busy."""
FROM_THE_FUTURE_SECONDS = 24 * 60 * 60
"""A session begun further ahead than this was begun by a wrong clock, and would live too long."""
SEEN_EVERY_SECONDS = 5 * 60
"""How exactly the last request is kept; more exactly would be a record of somebody's reading."""


@dataclass(frozen=True)
class Session:
    """One browser in which somebody is signed in. `name` tells it from others and opens nothing."""

    name: str
    person: str
    mail: str
    browser: str
    created_at: int
    seen_at: int

    @property
    def ends_at(self) -> int:
        """When it ends if nothing more is asked."""
        return min(self.created_at + ABSOLUTE_SECONDS, self.seen_at + IDLE_SECONDS)

    def lives_at(self, now: float) -> bool:
        """Whether it is still, or already, worth anything."""
        return self.created_at - FROM_THE_FUTURE_SECONDS <= now < self.ends_at


class Sessions:
    """The sessions of a file. Every method raises sqlite3.Error where it cannot be read or written."""

    def __init__(self, file: SharedFile, clock: Clock = time.time) -> None:
        self._file = file
        self._clock = clock

    def begin(self, person: str, mail: str, browser: str) -> str:
        """Begin a session and return its secret. Those that have ended are forgotten."""
        secret, now = secrets.token_urlsafe(32), int(self._clock())
        name = secrets.token_hex(8)
        with self._file.writing() as connection:
            row = (_hash(secret), name, person, mail, browser, now, now)
            connection.execute("insert into session values (?, ?, ?, ?, ?, ?, ?)", row)
            ended = [one.name for one in _all(connection.execute(_SELECT)) if not one.lives_at(now)]
            connection.executemany("delete from session where name = ?", [(one,) for one in ended])
        note("session begun", session=name)
        return secret

    def of_secret(self, secret: str) -> Session | None:
        """The session of a cookie, if it lives; it has been seen now."""
        with self._file.reading() as connection:
            found = _all(connection.execute(f"{_SELECT} where secret_hash = ?", (_hash(secret),)))
        now = self._clock()
        if not found:
            return None
        if now >= found[0].ends_at:
            # Once ended it stays so, wherever the clock is set to after this.
            self.end(secret)
        if not found[0].lives_at(now):
            return None
        if abs(now - found[0].seen_at) >= SEEN_EVERY_SECONDS:
            self._note_seen(found[0], int(now))
        return found[0]

    def _note_seen(self, session: Session, now: int) -> None:
        # A disk that takes nothing more is no reason to shut out whoever only reads.
        with suppress(sqlite3.OperationalError), self._file.writing() as connection:
            connection.execute("update session set seen_at = ? where name = ?", (now, session.name))

    def of_person(self, person: str) -> tuple[Session, ...]:
        """Everywhere this person is signed in, the newest first."""
        with self._file.reading() as connection:
            rows = connection.execute(f"{_SELECT} where person = ? order by created_at desc", (person,))
            now = self._clock()
            return tuple(one for one in _all(rows) if one.lives_at(now))

    def holders(self) -> tuple[tuple[str, str], ...]:
        """Everybody who has a session, each with the mail address it was begun for."""
        with self._file.reading() as connection:
            return tuple(connection.execute("select distinct person, mail from session"))

    def end(self, secret: str) -> None:
        """End the session of a cookie, if there is one."""
        self._delete("secret_hash = ?", (_hash(secret),))

    def end_named(self, person: str, name: str) -> None:
        """End one of this person's sessions."""
        self._delete("person = ? and name = ?", (person, name))

    def end_all(self, person: str, mail: str | None = None) -> None:
        """End every session of a person, or those begun for one mail address."""
        self._delete("person = ? and mail = ifnull(?, mail)", (person, mail))

    def end_of_mail(self, mail: str | None) -> int:
        """End every session begun for a mail address, in any case, or with None all there are; how many."""
        return self._delete("mail = ifnull(?, mail) collate nocase", (mail,))

    def _delete(self, condition: str, values: Sequence[object]) -> int:
        with self._file.writing() as connection:
            delete = f"delete from session where {condition} returning name"  # noqa: S608  ours
            ended = connection.execute(delete, values).fetchall()
        for (name,) in ended:
            note("session ended", session=name)
        return len(ended)


_SELECT = "select name, person, mail, browser, created_at, seen_at from session"


def _all(rows: Iterable[tuple[Any, ...]]) -> list[Session]:
    return [Session(*row) for row in rows]


def _hash(secret: str) -> bytes:
    return hashed(secret, "session")
