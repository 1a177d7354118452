"""Serve the answers: `python -m feedback_app.browse`, as `feedback_app.browse.command` puts it together."""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
from pathlib import Path

from datasette.cli import cli
from uvicorn.config import LOGGING_CONFIG

from feedback_app import browse, logbook
from feedback_app.browse import plugin
from feedback_app.storage import Storage


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="feedback_app.browse")
    parser.add_argument("--database", type=Path, required=True)
    parser.add_argument("--published", type=Path, required=True)
    parser.add_argument("--address", required=True)
    parser.add_argument("--app-url", required=True)
    parser.add_argument("--port", required=True)
    parser.add_argument("--sign-in", default="")
    given = parser.parse_args()
    try:
        _lay(given.database)
    except (sqlite3.Error, OSError) as error:
        sys.exit(f"{given.database}: {error}")
    os.environ |= browse.environment(given.published, given.address, given.app_url, given.sign_in)
    # No proxy is trusted to say from where or how somebody came.
    os.environ["FORWARDED_ALLOW_IPS"] = ""
    plugin.install()
    logbook.set_up(with_doors=False)
    LOGGING_CONFIG["formatters"]["default"] = {"()": logbook.Entries}
    # Who reads what is nobody's business: only what goes wrong is logged.
    for handler in LOGGING_CONFIG["handlers"].values():
        handler["level"] = "WARNING"
    cli(["serve", str(given.database), "--host", "127.0.0.1", "--port", given.port, *_options()])


def _lay(database: Path) -> None:
    """Make the file if there is none yet, as Datasette opens only what exists."""
    database.parent.mkdir(parents=True, exist_ok=True)
    Storage(database).close()


def _options() -> list[str]:
    settings = [part for name, value in browse.SETTINGS.items() for part in ("--setting", name, str(value))]
    mounts = [part for prefix, folder in browse.STATIC.items() for part in ("--static", f"{prefix}:{folder}")]
    return [*settings, *mounts, "--template-dir", str(browse.TEMPLATES), "--metadata", str(browse.METADATA)]


if __name__ == "__main__":
    main()
