"""Who may keep a file of an edition and for how long, and what it may run in the reader's browser."""

from __future__ import annotations

import re
from pathlib import PurePath

from flask import Response

from feedback_app.headers import DOCUMENT_POLICY, EDITION_POLICY

THEME = "assets"
"""The folder of an edition with its style sheets, scripts and logo."""
PARTS_OF_PAGES = frozenset({THEME, "search"})
PAGES = frozenset({"index.html", "404.html"})
"""What a build calls every page it makes and has looked into for scripts; the rest are documents."""

HASHED = re.compile(r".+\.[0-9a-f]{8}\.(?:min\.)?(?:css|js)")
"""The name of a file that holds a hash of its content: another content would have another name."""

NEVER_KEPT = "private, no-store"
ASKED_AGAIN = "no-cache"
"""Kept, and asked about each time. Public pages too: a build takes the style sheets of the one before away,
and what is withdrawn must be gone at once. A page that has not changed costs no more than the question."""
KEPT_FOR_A_YEAR = "max-age=31536000, immutable"


def marked(response: Response, path: PurePath, *, public: bool) -> Response:
    """The answer with this file of an edition, its path counted from the edition's root."""
    runs = path.parts[0] in PARTS_OF_PAGES or path.name in PAGES
    response.headers["Content-Security-Policy"] = EDITION_POLICY if runs else DOCUMENT_POLICY
    response.headers["Cache-Control"] = _keeping(path, public=public)
    if not public:
        response.vary.add("Cookie")
    return response


def _keeping(path: PurePath, *, public: bool) -> str:
    of_theme = path.parts[0] == THEME
    if not public and not of_theme:
        return NEVER_KEPT
    span = KEPT_FOR_A_YEAR if of_theme and HASHED.fullmatch(path.name) else ASKED_AGAIN
    return f"{'public' if public else 'private'}, {span}"
