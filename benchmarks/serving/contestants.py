"""Who is asked: each page behind the gate, the same bytes before it, and nginx with the file."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.load import Asked, Server
from benchmarks.serving.house import Page

PROTECTED, UNPROTECTED, NGINX, ANONYMOUS = "protected", "unprotected", "nginx", "anonymous"


def contestants(pages: Sequence[Page], app: Server, nginx: Server) -> dict[str, Asked]:
    """The addresses to ask by name: of each page `NAME.protected`, `.unprotected`, `.nginx`, `.anonymous`."""
    asked: dict[str, Asked] = {}
    for page in pages:
        asked[f"{page.name}.{PROTECTED}"] = Asked(app, page.address, page.headers, page.size)
        # With the cookie too, so that the gate alone makes the difference.
        asked[f"{page.name}.{UNPROTECTED}"] = Asked(app, page.open_address, page.headers, page.size)
        asked[f"{page.name}.{NGINX}"] = Asked(nginx, page.open_address, page.headers, page.size)
    # Whoever is not signed in hears the same of every page: one of them stands for all.
    asked[f"{pages[0].name}.{ANONYMOUS}"] = Asked(app, pages[0].address)
    return asked
