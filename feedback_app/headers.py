"""The headers of a strict site, on every answer of the app; a route that needs another says so itself."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response

from luz.theme_scripts import THEME_SCRIPTS

STRICT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""For the app's own pages: no script at all."""

EDITION_POLICY = (
    "default-src 'none'; script-src 'self' " + " ".join(f"'{script}'" for script in THEME_SCRIPTS) + "; "
    "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""For pages built with Material: scripts of the theme alone, nothing from outside, no style within a page."""

DOCUMENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""For documents and pictures, whoever made them: shown, and nothing in them runs."""

STRICT_HEADERS = {
    "Content-Security-Policy": STRICT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
ONLY_BY_TLS = "max-age=31536000"
"""For a year browsers ask this host, and no other below its name, only over TLS."""


def set_up(app: Flask, public_url: str) -> None:
    """Give every answer of `app` the strict headers it does not state itself."""
    strict = strict_headers(public_url)

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in strict.items():
            response.headers.setdefault(name, value)
        return response


def strict_headers(public_url: str) -> Mapping[str, str]:
    """The headers of every answer where readers use this address."""
    by_tls = public_url.startswith("https://")
    return {**STRICT_HEADERS, "Strict-Transport-Security": ONLY_BY_TLS} if by_tls else STRICT_HEADERS
