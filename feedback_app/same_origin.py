"""Whether what was sent comes from our own page, as the browser says it; asked before anything is changed."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request

from feedback_app import current


def from_our_own_page() -> bool:
    """Whether the browser says that the form sent was ours; a program that says nothing is no browser.

    Every browser of today says so, by Sec-Fetch-Site or by Origin, and no page can have it say otherwise
    (OWASP, Cross-Site Request Forgery Prevention: Fetch Metadata, with Origin where that is not sent).
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    ours = {request.host, urlsplit(current.settings().public_url).netloc}
    return origin is None or urlsplit(origin).netloc in ours
