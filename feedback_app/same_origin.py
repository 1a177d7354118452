"""Whether what was sent comes from our own page, as the browser says it; asked before anything is changed."""

from __future__ import annotations

from flask import request

from feedback_app import current
from luz.model.web_origin import web_origin


def from_our_own_page() -> bool:
    """Whether the browser says that the form sent was ours; a program that says nothing is no browser.

    Every browser of today says so, by Sec-Fetch-Site or by Origin, and no page can have it say otherwise
    (OWASP, Cross-Site Request Forgery Prevention: Fetch Metadata, with Origin where that is not sent).
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    settings = current.settings()
    # On this machine one may come by either of its names; behind TLS there is one name and one scheme.
    ours = {settings.public_url} if settings.is_secure else {settings.public_url, f"http://{request.host}"}
    return origin is None or origin in ours


def from_our_own_page_or(address: str) -> bool:
    """Whether the form sent was ours, or one of the site that has this address, as the browser says."""
    return from_our_own_page() or request.headers.get("Origin", "") == web_origin(address)
