"""The real app and the real Datasette beside it, over one data folder, until the end of the block."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask

from feedback_app import browse, create_app
from feedback_app.settings import Settings
from luz.running.ports import hold
from tests.feedback_app.asked import published_in
from tests.feedback_app.served import DEMO_KEY, Served, served

READY_SECONDS = 30


@dataclass(frozen=True)
class Browsed:
    """Datasette as somebody sees it, and the app that says who they are."""

    app: Served
    data: Served

    def being(self, actor: str) -> Served:
        """Datasette, asked by somebody who chose to be this person."""
        return replace(self.data, cookie=self.app.being(actor).cookie)

    @property
    def manager(self) -> Served:
        return self.being("employee:elena-robles")


@contextmanager
def browsed(folder: Path, sign_in: str = "") -> Iterator[Browsed]:
    """Publish a library that asks, serve it, and serve its answers."""
    published_in(folder)
    with served(app_of(folder)) as app, datasette(folder, app.port, sign_in) as data:
        yield Browsed(app, data)


def app_of(folder: Path) -> Flask:
    """The app over a data folder, with the demonstration's links."""
    return create_app(Settings(folder, demo=True, demo_key=DEMO_KEY))


@contextmanager
def datasette(folder: Path, app_port: int, sign_in: str = "") -> Iterator[Served]:
    """Datasette over the answers of a data folder, asking the app on that port who may enter."""
    port = hold(0)
    port.free()
    address, app_url = (f"http://127.0.0.1:{number}" for number in (port.number, app_port))
    places = folder / "feedback.db", folder / "published", address
    command = browse.command(*places, port.number, app_url, sign_in)
    with subprocess.Popen(command) as process:
        try:
            _wait_for(port.number, process)
            yield Served(port.number)
        finally:
            process.terminate()
            process.wait(10)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert process.poll() is None, "Datasette ended before it listened"
            assert time.monotonic() < deadline, "Datasette does not listen"
            time.sleep(0.05)
        else:
            return
