"""Everybody who may stand before a door, and what each hears there: a table kept by hand."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from enum import Enum

from feedback_app.sessions import ABSOLUTE_SECONDS, IDLE_SECONDS

SIGN_IN = "/sign-in"
"""The way in."""

SIGNED_IN = {
    "contact of A": "contact:vinoteca-duero:begona-arroyo",
    "contact of B": "contact:taxi-ribera:pilar-gascon",
    "employee": "employee:pablo-arnau",
    "account manager": "employee:raquel-nieto",
    "manager": "employee:luis-prado",
    "guardian": "employee:irene-salas",
    "former contact": "contact:vinoteca-duero:elvira-cascajares",
    "former employee": "employee:ines-cuadrado",
    "session too long idle": "employee:pablo-arnau",
    "session too old": "contact:vinoteca-duero:begona-arroyo",
}
"""Who signs in, each while the plans still name them."""

FORMER = {SIGNED_IN["former contact"], SIGNED_IN["former employee"]}
"""Of those, who has left since, with a session that nobody has ended."""

EXPIRED = {
    "session too long idle": ("seen_at", IDLE_SECONDS),
    "session too old": ("created_at", ABSOLUTE_SECONDS),
}
"""Of those, whose session has ended by itself: what was so many seconds ago."""

NOBODY = ("anonymous", "random cookie", "truncated cookie", "changed cookie", "another name")
"""Who has no session, and some of them a forged cookie."""


class Hears(Enum):
    """What somebody hears of an edition."""

    OPEN = "what is there is handed over"
    DOOR = "one must sign in first"
    NOTHING = "there is nothing here"


class Asked(Enum):
    """What was asked for. A page is asked for by a person, a part (a style sheet, a PDF) by a page."""

    PAGE = "a page"
    FOLDER = "a page without its last slash"
    PART = "a part"
    NO_PAGE = "a page that is not there"
    NO_PART = "a part that is not there"


STATUS: Mapping[Hears, Mapping[Asked, int]] = {
    Hears.OPEN: {
        Asked.PAGE: 200, Asked.FOLDER: 302, Asked.PART: 200, Asked.NO_PAGE: 404, Asked.NO_PART: 404,
    },
    Hears.DOOR: {
        Asked.PAGE: 302, Asked.FOLDER: 302, Asked.PART: 401, Asked.NO_PAGE: 302, Asked.NO_PART: 401,
    },
    Hears.NOTHING: {
        Asked.PAGE: 404, Asked.FOLDER: 404, Asked.PART: 404, Asked.NO_PAGE: 404, Asked.NO_PART: 404,
    },
}  # fmt: skip

OPEN, DOOR, NOTHING = Hears

EDITIONS = (
    "/",
    "/intranet/",
    "/clients/vinoteca-duero/",
    "/clients/taxi-ribera/",
    "/clients/harbour-freight/",
)
TABLE: Mapping[str, tuple[Hears, ...]] = {
    # each edition:           public  intranet  A's      B's      another's
    "anonymous":             (OPEN,   DOOR,     DOOR,    DOOR,    DOOR),
    "visitor":               (OPEN,   DOOR,     DOOR,    DOOR,    DOOR),
    "contact of A":          (OPEN,   NOTHING,  OPEN,    NOTHING, NOTHING),
    "contact of B":          (OPEN,   NOTHING,  NOTHING, OPEN,    NOTHING),
    "former contact":        (OPEN,   DOOR,     DOOR,    DOOR,    DOOR),
    "former employee":       (OPEN,   DOOR,     DOOR,    DOOR,    DOOR),
    "employee":              (OPEN,   OPEN,     OPEN,    OPEN,    OPEN),
    "account manager":       (OPEN,   OPEN,     OPEN,    OPEN,    OPEN),
    "manager":               (OPEN,   OPEN,     OPEN,    OPEN,    OPEN),
    "guardian":              (OPEN,   OPEN,     OPEN,    OPEN,    OPEN),
    "random cookie":         (OPEN,   DOOR,     DOOR,    DOOR,    DOOR),
    "truncated cookie":      (OPEN,   DOOR,     DOOR,    DOOR,    DOOR),
    "changed cookie":        (OPEN,   DOOR,     DOOR,    DOOR,    DOOR),
    "another name":          (OPEN,   DOOR,     DOOR,    DOOR,    DOOR),
    "session too long idle": (OPEN,   DOOR,     DOOR,    DOOR,    DOOR),
    "session too old":       (OPEN,   DOOR,     DOOR,    DOOR,    DOOR),
}  # fmt: skip
"""What everybody hears of every edition."""


def forged(kind: str, real: str) -> str:
    """The cookie of somebody who is not signed in, made from a real one where it is a forgery."""
    name, _, value = real.partition("=")
    middle = len(value) // 2
    changed = "A" if value[middle] != "A" else "B"
    return {
        "random cookie": f"{name}={secrets.token_urlsafe(32)}",
        "truncated cookie": f"{name}={value[:-1]}",
        "changed cookie": f"{name}={value[:middle]}{changed}{value[middle + 1 :]}",
        "another name": f"{name}_={value}",
    }.get(kind, "")
