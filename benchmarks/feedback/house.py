"""The files and processes of one measurement: what is published, a folder for each contestant, its server."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from urllib.request import Request, urlopen

from benchmarks.feedback.contestants import PUBLIC_URL, command
from benchmarks.load import Asked, Server, Unanswered, answers
from benchmarks.serving.house import cookie_of
from feedback_app import browse, serving
from feedback_app.settings import Settings
from feedback_app.storage import Storage
from luz import plans
from luz.access_list import Employee
from luz.cli.options import PLANS
from luz.published import Published, PublishedState, publish
from luz.running import ports
from luz.running.serving import UNTIL_READY, NotReady
from luz.running.supervise import Children

EXPORT = "/feedback/comment.csv?_stream=on"
LEAST_EXPORTED = 100_000
"""Bytes that managers have drawn when visitors were measured beside them."""
SECRET = bytes(32)
"""By which every contestant knows a form for its own, so that the same forms can be sent to each."""
SLOW_SYNC = Path(__file__).with_name("slow_sync.c")


class NothingToPublish(Exception):
    """The plans have problems, which `luz check` tells of."""


def published_in(data: Path, today: dt.date) -> Published:
    """Publish the plans beside an empty file of answers, without any site. Raises NothingToPublish."""
    library = plans.load(PLANS, today).library
    if library is None:
        raise NothingToPublish
    folder = Settings(data).published
    publish(library, folder, PLANS)
    Settings(data).form_secret.write_bytes(SECRET)
    Storage(Settings(data).answers).close()
    return PublishedState(folder).current()


@contextmanager
def served(
    names: Sequence[str], folder: Path, today: dt.date, slow: Path | None = None
) -> Iterator[dict[str, Server]]:
    """Serve contestants, each from a data folder of its own in `folder`, until the end of the block.

    `slow` is a library that slows the disk. Raises NotReady, ChildDied, NothingToPublish.
    """
    servers = {}
    with Children() as children:
        for name in names:
            data = folder / name
            published = published_in(data, today)
            port = ports.hold(0)
            port.free()
            process = children.start(name, command(name, data, port.number, slow))
            url = f"http://{ports.LOOPBACK}:{port.number}"
            # The first page of an app takes longer than all that follow.
            page = f"{url}/survey/{published.products[0].id}"
            if not children.wait_until(partial(answers, page), UNTIL_READY):
                raise NotReady
            servers[name] = Server(url, process)
        yield servers


@contextmanager
def whole_house(data: Path, manager: Employee) -> Iterator[tuple[Server, Asked]]:
    """The app and Datasette over a data folder that is published, and a manager's export of all comments.

    Raises NotReady, ChildDied, Unanswered.
    """
    app, datasette = ports.hold(0), ports.hold(0)
    local, its = (f"http://{ports.LOOPBACK}:{one.number}" for one in (app, datasette))
    settings = Settings(data, PUBLIC_URL, its)
    app.free()
    datasette.free()
    with Children() as children:
        process = children.start("app", serving.command(settings, app.number))
        places = settings.answers, settings.published, its
        other = children.start("datasette", browse.command(*places, datasette.number, local))
        for ready in (partial(answers, f"{local}/healthz"), partial(ports.listens, datasette.number)):
            if not children.wait_until(ready, UNTIL_READY):
                raise NotReady
        cookie = {"Cookie": cookie_of(settings, manager)}
        export = Asked(Server(its, other), EXPORT, cookie, bytes=LEAST_EXPORTED)
        _see_that_it_is_an_export(export)
        yield Server(local, process), export


def _see_that_it_is_an_export(export: Asked) -> None:
    """Raises Unanswered where something else comes, as the page to sign in would."""
    with urlopen(Request(export.url, headers=dict(export.headers))) as answer:  # noqa: S310  an address of ours
        kind = answer.headers.get_content_type()
    if kind not in ("text/csv", "text/plain"):
        raise Unanswered(f"{export.url}: {kind}")


def stored(data: Path) -> int:
    """How many responses are in the file of a data folder."""
    with closing(sqlite3.connect(f"file:{Settings(data).answers}?mode=ro", uri=True)) as connection:
        return int(connection.execute("select count(*) from response").fetchone()[0])


def slow_disk(folder: Path) -> Path:
    """The library that makes each sync slower, compiled. Raises CalledProcessError."""
    library = folder / "slow_sync.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", str(library), str(SLOW_SYNC), "-ldl"], check=True)
    return library
