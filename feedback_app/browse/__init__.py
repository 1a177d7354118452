"""The answers as managers read them: Datasette over feedback.db, read-only, in a process of its own.

Whoever the app lets in may read every row of this one file, so free SQL is on: it shows nothing more, and a
time limit keeps a heavy question from standing in another's way. What not all managers may see is in other
files, which Datasette never opens.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from feedback_app.settings import DEMO_KEY
from feedback_app.smtp import PREFIX as SMTP_PREFIX

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
METADATA = HERE / "metadata.json"
STATIC = {"look": HERE / "static"}
"""The folder served under each prefix."""

SETTINGS: Mapping[str, int] = {
    # Guessing facets reads the whole table ten times for every page.
    "suggest_facets": 0,
    "allow_download": 0,
    "default_allow_sql": 1,
    "sql_time_limit_ms": 1000,
    "facet_time_limit_ms": 500,
    "default_page_size": 50,
    "default_cache_ttl": 0,
}

PLUGIN = "luz"
"""The name under which the plugin's configuration stands in `metadata.json`."""


_WITHOUT_SECRETS = ("env", "-u", f"{SMTP_PREFIX}PASSWORD", "-u", DEMO_KEY)
"""Starts a program that is not told what the app alone needs to know."""


def command(
    database: Path, published: Path, address: str, port: int, app_url: str, sign_in: str = ""
) -> list[str]:
    """The command that serves the answers on a port of this machine, where readers find them at `address`.

    `published` is the folder of the published state; the app at `app_url` is asked who may enter; whoever is
    unknown is sent to the address `sign_in`, or refused where there is none.
    """
    places = ["--database", str(database), "--published", str(published), "--port", str(port)]
    addresses = ["--address", address, "--app-url", app_url, "--sign-in", sign_in]
    return [*_WITHOUT_SECRETS, sys.executable, "-m", "feedback_app.browse", *places, *addresses]


def environment(published: Path, address: str, app_url: str, sign_in: str) -> dict[str, str]:
    """What the plugin reads through `metadata.json`."""
    return {
        "LUZ_BROWSE_ADDRESS": address,
        "LUZ_BROWSE_APP_URL": app_url,
        "LUZ_BROWSE_PUBLISHED": str(published),
        "LUZ_BROWSE_SIGN_IN": sign_in,
    }
