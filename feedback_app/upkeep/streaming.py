"""Litestream, where it copies a database elsewhere as it is written: asked to let go of it for a moment.

While it copies it goes on reading the log beside the database, so nobody else can empty that.
"""

from __future__ import annotations

import fcntl
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOCKET = "litestream.sock"
"""By which Litestream is told what to do: in the folder of the databases, as deploy/litestream.yml says."""

REPLICA = "replica"
"""Where it copies to, beside the databases: a folder of another machine, or a link to one."""

_SECONDS = 30
"""How long Litestream may take to finish what it is copying."""

_log = logging.getLogger(__name__)


@contextmanager
def paused(database: Path) -> Iterator[None]:
    """Have Litestream, if it runs, leave a database alone meanwhile; it then copies all of it anew.

    Of what was in the database before, it then keeps nothing beside it.
    """
    with _in_turn(database):
        left = _told("unregister", database)
        try:
            yield
        finally:
            _take_up(database, left=left)


def _take_up(database: Path, *, left: bool) -> None:
    # As one it has never seen: only stopped and started, it takes what was cut off the log meanwhile for
    # read, and damages its copy (0.5.17). Whoever paused it before may also have been killed.
    replica = (database.parent.absolute() / REPLICA / database.name).as_uri()
    if not _told("register", database, "-replica", replica):
        if left:
            _log.error("Litestream no longer copies %s: start it anew", database.name)
    # It has brought back the last it had copied, to go on from there, and goes on from a whole copy.
    elif _told("sync", database, "-wait"):
        _remove(_kept(database)[:-1])


@contextmanager
def _in_turn(database: Path) -> Iterator[None]:
    """Wait for whoever pauses it already: one must not have it come back while another is at work."""
    if not _folder(database).exists():
        yield
        return
    descriptor = os.open(_folder(database), os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def forget(database: Path) -> None:
    """Remove what Litestream keeps beside a database of what was in it; it must not be copying it now.

    By itself it does so some minutes later, if something else is written, and not while it is stopped.
    """
    _remove(_kept(database))


def _kept(database: Path) -> list[Path]:
    """What it has copied lately, in the order in which it was written."""
    return sorted((_folder(database) / "ltx").rglob("*.ltx"))


def _folder(database: Path) -> Path:
    """Where it keeps that."""
    return database.parent / f".{database.name}-litestream"


def _remove(files: list[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _told(order: str, database: Path, *options: str) -> bool:
    """Whether Litestream was there and obeyed. It knows a database by the path it was given itself."""
    socket = database.parent / SOCKET
    if not socket.exists():
        return False
    program = Path(sys.executable).with_name("litestream")
    words = [order, *options, "-timeout", str(_SECONDS), "-socket", str(socket), str(database.absolute())]
    try:
        ran = subprocess.run([program, *words], capture_output=True, check=False, timeout=2 * _SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ran.returncode == 0
