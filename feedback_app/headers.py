"""The headers of a strict site, on every answer of the app; a route that needs another says so itself."""

from __future__ import annotations

from flask import Flask, Response

STRICT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""For the app's own pages: no script at all."""

THEME_SCRIPTS = (
    "sha256-exqRXrW/0laiImCrTE8a70vxyyY10FJVIppytLf/dbY=",
    "sha256-DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4=",
    "sha256-/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8=",
)
"""The scripts that Material writes into each page: any other, wherever it came from, does not run."""

EDITION_POLICY = (
    "default-src 'none'; script-src 'self' " + " ".join(f"'{script}'" for script in THEME_SCRIPTS) + "; "
    "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""For pages built with Material; nothing from outside, and no style within a page either."""

STRICT_HEADERS = {
    "Content-Security-Policy": STRICT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def set_up(app: Flask) -> None:
    """Give every answer of `app` the strict headers it does not state itself."""

    @app.after_request
    def add(response: Response) -> Response:
        for name, value in STRICT_HEADERS.items():
            response.headers.setdefault(name, value)
        return response
