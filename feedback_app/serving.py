"""The app as a process of its own: waitress in front of it, on this machine alone."""

from __future__ import annotations

import argparse
import ctypes
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

from flask import Flask
from waitress.server import BaseWSGIServer, create_server

from feedback_app import create_app, logbook
from feedback_app.connection import LARGEST_REQUEST, Connection
from feedback_app.forwarded import Forwarded
from feedback_app.settings import DEMO_KEY, Settings
from feedback_app.smtp import Smtp
from feedback_app.upkeep.soundness import EVERY_SECONDS, Soundness
from feedback_app.writer import Writer
from luz.running.ports import LOOPBACK

THREADS = 112
"""More than may wait for the writer and at the suspects (`writer.LONGEST_QUEUE`, `intake.MOST_AT_SUSPECTS`):
whatever those wait for, pages are served."""
MOST_CONNECTIONS = 500
"""As many as are read at a time; a process may by default have 1024 files open."""
LARGEST_HEAD = 32 * 1024
"""Bytes of a request's first line and headers."""
ARRIVAL_SECONDS = 60
"""How long a request may take to arrive, a connection stay idle, and what was refused be read on."""

_ARENAS, _MOST_ARENAS = -8, 2
"""What glibc's malloc.h calls `M_ARENA_MAX`, and how many pools of memory there may be."""


def command(settings: Settings, port: int) -> list[str]:
    """The command that serves the app of these settings on a port of this machine."""
    options = ["--data", str(settings.data), "--port", str(port)]
    addresses = ["--public-url", settings.public_url, "--data-url", settings.data_url]
    flags = [*(["--demo"] if settings.demo else []), *(["--edited"] if settings.edited else [])]
    return [sys.executable, "-m", "feedback_app.serving", *options, *addresses, *flags]


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until told to stop; requests under way are finished first."""
    parser = argparse.ArgumentParser(prog="feedback_app.serving")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--public-url", required=True)
    parser.add_argument("--data-url", required=True)
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--edited", action="store_true")
    parser.add_argument("--look-every", type=float, default=EVERY_SECONDS)
    given = parser.parse_args(arguments)
    logbook.set_up(with_doors=not given.demo)
    settings = Settings(
        data=given.data,
        public_url=given.public_url,
        data_url=given.data_url,
        demo=given.demo,
        edited=given.edited,
        # Secrets come this way, as every program on the machine can read a command line.
        demo_key=os.environ.get(DEMO_KEY, "") if given.demo else "",
        smtp=Smtp.from_environment(),
    )
    signal.signal(signal.SIGTERM, _stop)
    writer = Writer(settings.answers)
    soundness = Soundness(settings, writer)
    app = create_app(settings, writer=writer, soundness=soundness)
    soundness.watch(given.look_every)
    try:
        server_of(app, given.port, behind_proxy=settings.is_secure).run()
    finally:
        soundness.close()


def server_of(
    app: Flask, port: int, *, behind_proxy: bool = False, arrival_seconds: int = ARRIVAL_SECONDS
) -> BaseWSGIServer:
    """A server for an app on a port of this machine; `run` serves.

    Where a proxy brings everybody, it says where they come from; else what requests say of that is not read.
    """
    _share_memory()
    server = create_server(
        Forwarded(app) if behind_proxy else app,
        host=LOOPBACK,
        port=port,
        threads=THREADS,
        ident=None,
        max_request_body_size=LARGEST_REQUEST,
        max_request_header_size=LARGEST_HEAD,
        connection_limit=MOST_CONNECTIONS,
        channel_timeout=arrival_seconds,
        cleanup_interval=arrival_seconds // 6,
        # The other way of waiting knows no more than 1024 files.
        asyncore_use_poll=True,
        clear_untrusted_proxy_headers=not behind_proxy,
    )
    if not isinstance(server, BaseWSGIServer):
        raise TypeError("one address makes one server")
    server.channel_class = Connection
    return server


def _share_memory() -> None:
    """Have all threads share a few pools of memory: of its own, each keeps what its largest request took."""
    with suppress(AttributeError):
        # Other libraries than glibc have no such pools.
        ctypes.CDLL(None).mallopt(_ARENAS, _MOST_ARENAS)


def _stop(signal_number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    main()
