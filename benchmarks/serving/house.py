"""The house that is asked: the app in a process of its own, and pages of it that lie open elsewhere too."""

from __future__ import annotations

import datetime as dt
import http.client
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import Server
from feedback_app import serving
from feedback_app.demo_links import link
from feedback_app.settings import Settings
from luz.published import PublishedState
from luz.running.ports import LOOPBACK, hold
from luz.running.serving import UNTIL_READY, NotReady, answers
from luz.running.supervise import Children

OPEN_FOLDER = "benchmark"
"""Where in the public site the copies lie."""


@dataclass(frozen=True)
class Page:
    """A protected page: its address, who may read it, and the address at which the same bytes lie open."""

    name: str
    address: str
    person: str
    size: int

    @property
    def open_address(self) -> str:
        """Where the copy is served to everybody."""
        return f"/{OPEN_FOLDER}/{self.name}/"


def settings_on_a_free_port(data: Path) -> Settings:
    """Settings for a demonstration on a port that nobody uses now."""
    port = hold(0)
    port.free()
    return Settings(data, f"http://{LOOPBACK}:{port.number}", demo=True)


def opened_pages(settings: Settings, today: dt.date) -> tuple[Page, ...]:
    """The front pages of a client's portal and of the intranet, with copies laid into the public site."""
    access = PublishedState(settings.published).current().access
    contact = access.contacts[0]
    employee = next(one for one in reversed(access.employees) if one.works_here_on(today) and not one.manager)
    portal = f"clients/{contact.client}"
    return (
        _opened(settings.site, "portal", portal, f"/{portal}/", f"contact:{contact.client}:{contact.id}"),
        _opened(settings.site, "intranet", "internal", "/intranet/", f"employee:{employee.id}"),
    )


def _opened(site: Path, name: str, edition: str, address: str, person: str) -> Page:
    folder = site / "public" / OPEN_FOLDER / name
    folder.mkdir(parents=True)
    for file in (site / edition).glob("index.html*"):
        # With its times, from which the mark of the file is made.
        shutil.copy2(file, folder)
    return Page(name, address, person, (folder / "index.html").stat().st_size)


@contextmanager
def served(settings: Settings) -> Iterator[Server]:
    """Serve until the end of the block. Raises NotReady, ChildDied."""
    _, _, port = settings.public_url.rpartition(":")
    os.environ.setdefault(serving.DEMO_KEY, secrets.token_hex(32))
    with Children() as children:
        process = children.start("app", serving.command(settings, int(port)))
        if not children.wait_until(lambda: answers(f"{settings.public_url}/healthz"), UNTIL_READY):
            raise NotReady
        yield Server(settings.public_url, process)


def cookie_of(app: Server, person: str) -> str:
    """Sign in as somebody of the sample company; return the header `Cookie` to send from now on."""
    connection = http.client.HTTPConnection(app.url.removeprefix("http://"), timeout=10)
    try:
        connection.request("POST", link(person, os.environ[serving.DEMO_KEY]))
        return connection.getresponse().headers["Set-Cookie"].partition(";")[0]
    finally:
        connection.close()
