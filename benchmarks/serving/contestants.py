"""Who is asked: each page behind the gate, the same bytes before it, and nginx with the file."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.load import Asked
from benchmarks.serving.house import Page, cookie_of
from feedback_app.settings import Settings

PROTECTED, UNPROTECTED, NGINX, ANONYMOUS = "protected", "unprotected", "nginx", "anonymous"


def contestants(settings: Settings, pages: Sequence[Page], nginx_url: str) -> dict[str, Asked]:
    """The addresses to ask by name: of each page `NAME.protected`, `.unprotected`, `.nginx`, `.anonymous`."""
    app = settings.public_url
    asked: dict[str, Asked] = {}
    for page in pages:
        cookie = {"Cookie": cookie_of(settings, page.person)}
        asked[f"{page.name}.{PROTECTED}"] = Asked(f"{app}{page.address}", cookie, page.size)
        asked[f"{page.name}.{UNPROTECTED}"] = Asked(f"{app}{page.open_address}", cookie, page.size)
        asked[f"{page.name}.{NGINX}"] = Asked(f"{nginx_url}{page.open_address}", cookie, page.size)
    # Whoever is not signed in hears the same of every page: one of them stands for all.
    asked[f"{pages[0].name}.{ANONYMOUS}"] = Asked(f"{app}{pages[0].address}")
    return asked
