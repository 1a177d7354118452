"""The demonstration as whoever tries Luz starts it: `luz serve --demo` on a copy of the sample company."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from feedback_app.settings import Settings
from luz.model.client import ClientFolder
from luz.model.library import Library
from luz.model.service_plan import ServicePlan
from luz.plans import Plans
from luz.running.ports import LOOPBACK
from luz.today import load_today
from tests.builders.folders import REPOSITORY
from tests.journeys.running import Running, serving

DATASETTE = "Respuestas, en Datasette"
DAYS_LEFT = 20
"""For how long the plan of `ENDING` is still in force when the demonstration begins."""
ENDING = "vinoteca-duero"
PREFIXES = {"public": "/", "internal": "/intranet/"}


@dataclass(frozen=True)
class Demonstration:
    """A running demonstration: its addresses, its folder, and what its plans say."""

    project: Path
    url: str
    data_url: str
    running: Running

    @property
    def settings(self) -> Settings:
        """The settings of its app, as far as they say where its files are."""
        return Settings(self.project / "var" / "demo")

    @property
    def sites(self) -> Path:
        """The built editions."""
        return self.settings.site

    @cached_property
    def _plans(self) -> tuple[dt.date, Plans]:
        return load_today(self.project / "plans")

    @property
    def today(self) -> dt.date:
        """The day it was when the demonstration began."""
        return self._plans[0]

    @property
    def library(self) -> Library:
        """Everything the plans hold."""
        library = self._plans[1].library
        assert library is not None
        return library

    def client(self, id: str) -> ClientFolder:
        """All that is written about one client."""
        return next(folder for folder in self.library.clients if folder.id == id)

    def plan(self, client: str) -> ServicePlan:
        """The plan of one client."""
        plan = self.client(client).plan
        assert plan is not None
        return plan

    def printed_link(self, name: str) -> str:
        """The link by which one is somebody, as it was printed at the start."""
        return self._printed(rf"{re.escape(name)} +(\S+/demo/\S+)")

    def mailed_link(self, mail: str) -> str:
        """The newest link to sign in that was written to the terminal for this address."""
        self.running.wait_for(
            lambda: bool(re.search(rf"{re.escape(mail)}[\s\S]+/sign-in/", self.running.printed))
        )
        return self._printed(rf"{re.escape(mail)}[\s\S]+?(http\S+/sign-in/\S+)")

    def _printed(self, pattern: str) -> str:
        found: list[str] = re.findall(pattern, self.running.printed)
        return found[-1]

    def addresses(self) -> Iterator[str]:
        """The address of every page of every edition, as its readers reach it."""
        portals = [f"clients/{one.name}" for one in (self.sites / "clients").iterdir()]
        for edition, prefix in {**PREFIXES, **{one: f"/{one}/" for one in portals}}.items():
            site = (self.sites / edition).resolve()
            for page in sorted(site.rglob("index.html")):
                yield prefix + page.relative_to(site).as_posix().removesuffix("index.html")


@contextmanager
def demonstration(folder: Path) -> Iterator[Demonstration]:
    """Start the demonstration in an empty folder; leaving the block ends it."""
    with serving(_project(folder / "project"), "--demo", "--port", "0", "--data-port", "0") as running:
        urls = [f"http://{LOOPBACK}:{running.port(one)}" for one in ("Sitio público", DATASETTE)]
        yield Demonstration(running.project, urls[0], urls[1], running)


def _project(folder: Path) -> Path:
    """A copy of the sample company, safe from edits, in which one plan is about to end."""
    folder.mkdir()
    for name in ("plans", "docs"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    (folder / "hooks").symlink_to(REPOSITORY / "hooks")
    plan = folder / "plans" / "clients" / ENDING / "plan.yml"
    ends = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=DAYS_LEFT)
    text, edited = re.subn(r"(?m)^  ends: .*$", f"  ends: {ends}", plan.read_text(), count=1)
    assert edited == 1
    plan.write_text(text)
    return folder
