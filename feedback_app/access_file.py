"""access.db: who is signed in, and which links are under way.

Only the app opens it. Nothing in it opens a door to whoever reads it: secrets are kept as their hashes. Times
are whole seconds since 1970, UTC; they are compared with the clock anew at each use, as clocks are set right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from feedback_app.database import SharedFile

Clock = Callable[[], float]
"""Seconds since 1970, UTC."""

STEPS = {
    "0001_sign_in": (
        """
        create table session (
            secret_hash blob primary key,
            name text not null unique,
            person text not null,
            mail text not null,
            browser text not null,
            created_at integer not null,
            seen_at integer not null
        ) strict, without rowid
        """,
        "create index session_person on session (person)",
        """
        create table asked (
            browser_hash blob primary key,
            destination text not null,
            wrong_codes integer not null default 0,
            created_at integer not null
        ) strict, without rowid
        """,
        """
        create table link (
            token_hash blob primary key,
            browser_hash blob not null references asked on delete cascade,
            code_hash blob not null,
            person text not null,
            mail text not null
        ) strict, without rowid
        """,
        "create index link_browser on link (browser_hash)",
    )
}
"""The history of the file."""


def access_file(path: Path) -> SharedFile:
    """The file, shared by all threads of the app. Lost, it costs everybody one more signing in."""
    return SharedFile(path, "luz.access", STEPS, expendable=True)


def hashed(secret: str, purpose: str) -> bytes:
    """What is kept of a secret of ours. It has 128 bits or more, so a plain hash tells nothing of it."""
    return hashlib.sha256(f"{purpose}:{secret}".encode()).digest()
