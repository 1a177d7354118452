"""Who is measured: the app as it is, the app with other writers, and a server that does nothing at all.

Each runs as a process of its own: `python -m benchmarks.feedback.contestants NAME --data … --port …`.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from waitress import serve

from feedback_app import create_app, logbook
from feedback_app.serving import THREADS, server_of
from feedback_app.settings import Settings
from feedback_app.storage import Storage, Stored, Submission, new_receipt
from feedback_app.writer import Unavailable, Writer
from luz.running.ports import LOOPBACK

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

GROUPED, SINGLE, IN_TURN, NOTHING, BARE = "grouped", "single", "in_turn", "nothing", "bare"
"""The writer as it is; a transaction for each answer, at once or in turn; nothing stored; no app at all."""

PUBLIC_URL = "https://luz.example"
"""Readers come through a proxy, which says where each comes from: limits are of one address."""


class OneByOne(Writer):
    """Stores each answer in a transaction of its own, each thread by its own connection, as apps often do."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._database = path
        self._of_thread = threading.local()

    def store(self, submission: Submission) -> Stored:
        """Return when this response is on disk. Raises KeyUsed or Unavailable."""
        try:
            if not hasattr(self._of_thread, "storage"):
                self._of_thread.storage = Storage(self._database)
            storage: Storage = self._of_thread.storage
            with storage.transaction():
                return storage.add(submission)
        except sqlite3.Error as error:
            raise Unavailable(str(error)) from error


class InTurn(Writer):
    """Stores each answer in a transaction of its own, one after the other by one connection."""

    def store(self, submission: Submission) -> Stored:
        """Return when this response is on disk. Raises KeyUsed or Unavailable."""
        with self._alone() as storage, storage.transaction():
            return storage.add(submission)


class Nowhere(Writer):
    """Stores nothing, and says it has."""

    def store(self, submission: Submission) -> Stored:
        """A receipt for something that is gone."""
        return Stored(new_receipt())


WRITERS: Mapping[str, Callable[[Path], Writer]] = {
    GROUPED: Writer,
    SINGLE: OneByOne,
    IN_TURN: InTurn,
    NOTHING: Nowhere,
}


def command(name: str, data: Path, port: int, preloaded: Path | None = None) -> list[str]:
    """The command that runs a contestant, if asked for with a library loaded before all others."""
    shim = ["env", f"LD_PRELOAD={preloaded}"] if preloaded else []
    module = [sys.executable, "-m", "benchmarks.feedback.contestants"]
    return [*shim, *module, name, "--data", str(data), "--port", str(port)]


def _bare(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Read what was sent, as every server must, and say that it is well."""
    environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ok"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve as one of the contestants until told to stop."""
    parser = argparse.ArgumentParser(prog="benchmarks.feedback.contestants")
    parser.add_argument("name", choices=[*WRITERS, BARE])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    given = parser.parse_args(arguments)
    logbook.set_up(with_doors=False)
    if given.name == BARE:
        serve(_bare, host=LOOPBACK, port=given.port, threads=THREADS, ident=None)
        return
    settings = Settings(given.data, PUBLIC_URL)
    writer = WRITERS[given.name](settings.answers)
    app = create_app(settings, writer=writer)
    server_of(app, given.port, behind_proxy=True).run()


if __name__ == "__main__":
    main()
