"""The app as a process of its own: waitress in front of it, on this machine alone."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import waitress

from feedback_app import create_app
from feedback_app.settings import Settings
from luz.ports import LOOPBACK

THREADS = 32
LARGEST_REQUEST = 4 * 1024 * 1024
"""Bytes after which a connection is cut; below it, a form that is too large still gets its page."""


def command(settings: Settings, port: int) -> list[str]:
    """The command that serves the app of these settings on a port of this machine."""
    options = ["--data", str(settings.data), "--port", str(port)]
    addresses = ["--public-url", settings.public_url, "--data-url", settings.data_url]
    demo = ["--demo"] if settings.demo else []
    return [sys.executable, "-m", "feedback_app.serving", *options, *addresses, *demo]


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until told to stop; requests under way are finished first."""
    parser = argparse.ArgumentParser(prog="feedback_app.serving")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--public-url", required=True)
    parser.add_argument("--data-url", required=True)
    parser.add_argument("--demo", action="store_true")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    settings = Settings(given.data, given.public_url, given.data_url, given.demo)
    signal.signal(signal.SIGTERM, _stop)
    waitress.serve(
        create_app(settings),
        host=LOOPBACK,
        port=given.port,
        threads=THREADS,
        ident=None,
        max_request_body_size=LARGEST_REQUEST,
        _quiet=True,
    )


def _stop(signal_number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    main()
