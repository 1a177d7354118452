"""The house that is asked: the app in a process of its own, and pages of it that lie open elsewhere too."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.load import Server, answers
from feedback_app import serving
from feedback_app.access_file import access_file
from feedback_app.sessions import Sessions
from feedback_app.settings import Settings
from feedback_app.signed_in import SignedIn
from luz.access_list import Contact, Employee
from luz.published import PublishedState
from luz.running.ports import LOOPBACK, hold
from luz.running.serving import UNTIL_READY, NotReady
from luz.running.supervise import Children

OPEN_FOLDER = "benchmark"
"""Where in the public site the copies lie."""
COMPRESSED = {"Accept-Encoding": "gzip"}
"""How browsers ask."""


@dataclass(frozen=True)
class Page:
    """A protected page, where its copy lies open to all, and the headers with which one of its readers asks.

    `size` is that of the file as it travels to whoever asks so, in bytes.
    """

    name: str
    address: str
    open_address: str
    headers: Mapping[str, str]
    size: int


def settings_on_a_free_port(data: Path) -> Settings:
    """Settings for a port that nobody uses now."""
    port = hold(0)
    port.free()
    return Settings(data, f"http://{LOOPBACK}:{port.number}")


def opened_pages(settings: Settings, today: dt.date) -> tuple[Page, ...]:
    """The front pages of a client's portal and of the intranet, with copies laid into the public site.

    Each is asked for as browsers do; the first also `_whole`, without compression. Their readers have
    sessions in access.db, which the app finds when it starts.
    """
    access = PublishedState(settings.published).current().access
    contact = access.contacts[0]
    employee = next(one for one in access.employees if one.works_here_on(today) and not one.manager)
    edition = f"clients/{contact.client}"
    portal, portal_whole = _opened(settings, "portal", edition, f"/{edition}/", contact)
    intranet, _ = _opened(settings, "intranet", "internal", "/intranet/", employee)
    return portal, intranet, portal_whole


def _opened(
    settings: Settings, name: str, edition: str, address: str, reader: Employee | Contact
) -> tuple[Page, Page]:
    folder = settings.site / "public" / OPEN_FOLDER / name
    folder.mkdir(parents=True)
    for file in (settings.site / edition).glob("index.html*"):
        shutil.copy2(file, folder)
    sizes = [(folder / name).stat().st_size for name in ("index.html.gz", "index.html")]
    cookie = {"Cookie": cookie_of(settings, reader)}
    page = Page(name, address, f"/{OPEN_FOLDER}/{name}/", {**cookie, **COMPRESSED}, sizes[0])
    return page, replace(page, name=f"{name}_whole", headers=cookie, size=sizes[1])


def cookie_of(settings: Settings, reader: Employee | Contact) -> str:
    """Begin a session, as whoever has come in by a mailed link has one; the header by which it is known."""
    with closing(access_file(settings.access)) as file:
        sessions = Sessions(file)
        secret = sessions.begin(reader.person, reader.mail, "")
        return f"{SignedIn(sessions, settings).cookie}={secret}"


@contextmanager
def served(settings: Settings) -> Iterator[Server]:
    """Serve until the end of the block. Raises NotReady, ChildDied."""
    _, _, port = settings.public_url.rpartition(":")
    with Children() as children:
        process = children.start("app", serving.command(settings, int(port)))
        if not children.wait_until(lambda: answers(f"{settings.public_url}/healthz"), UNTIL_READY):
            raise NotReady
        yield Server(settings.public_url, process)
