"""Litestream, where it copies a database elsewhere as it is written: asked to let go of it for a moment.

While it copies it goes on reading the log beside the database, so nobody else can empty that.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOCKET = "litestream.sock"
"""By which Litestream is told what to do: in the folder of the databases, as deploy/litestream.yml says."""

_SECONDS = 30
"""How long Litestream may take to finish what it is copying."""

_log = logging.getLogger(__name__)


@contextmanager
def paused(database: Path) -> Iterator[None]:
    """Have Litestream, if it runs, leave a database alone meanwhile; it then copies what it has missed."""
    stopped = _told("stop", database)
    try:
        yield
    finally:
        if stopped and not _told("start", database):
            _log.error("Litestream no longer copies %s: start it anew", database.name)


def _told(order: str, database: Path) -> bool:
    """Whether Litestream was there and obeyed. It knows a database by the path it was given itself."""
    socket = database.parent / SOCKET
    if not socket.exists():
        return False
    program = Path(sys.executable).with_name("litestream")
    options = ["-timeout", str(_SECONDS), "-socket", str(socket)]
    command = [str(program), order, *options, str(database.absolute())]
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=2 * _SECONDS).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
