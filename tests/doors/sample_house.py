"""The sample company of the repository, really built and served, with one of each kind of person signed in.

All of them sign in at once; then the plans are published anew without those who have left.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from feedback_app import create_app
from feedback_app.access_file import hashed
from feedback_app.settings import Settings
from hooks.edition_site import Occasion, root_of
from hooks.editions import Workshop, build_all, site_folder
from luz.editions import editions_of
from luz.model.client import ClientFolder
from luz.model.library import Library
from luz.plans import Plans
from luz.published import publish
from luz.today import load_today
from tests.builders.folders import REPOSITORY
from tests.doors.people import EXPIRED, FORMER, NOBODY, SIGNED_IN, forged
from tests.feedback_app.served import DEMO_KEY, Served, served

SURVEY = "/survey/vinoteca-duero-tienda"
PLANS = REPOSITORY / "plans"


@dataclass(frozen=True)
class House:
    """The served sample company: each edition's address with its folder, and each person's way of asking."""

    app: Flask
    data: Path
    editions: Mapping[str, Path]
    people: Mapping[str, Served]


@contextmanager
def house(folder: Path) -> Iterator[House]:
    """Build the sample company below a folder and serve it until the end of the block."""
    today, plans = load_today(PLANS)
    library = plans.library
    assert library is not None
    settings = Settings(folder, demo=True, demo_key=DEMO_KEY)
    editions = _built(plans, library, Workshop(REPOSITORY, PLANS, folder, Occasion(today)))
    publish(library, settings.published, PLANS)
    app = create_app(settings)
    with served(app) as server:
        signed_in = {name: server.being(person) for name, person in SIGNED_IN.items()}
        for name, (moment, seconds) in EXPIRED.items():
            _expired(settings, signed_in[name], moment, seconds)
        publish(_without(library, today), settings.published, PLANS)
        unknown = {name: Served(server.port, forged(name, signed_in["manager"].cookie)) for name in NOBODY}
        yield House(app, folder, editions, signed_in | unknown | {"visitor": _visitor(server)})


def _visitor(server: Served) -> Served:
    """Somebody who comes from a questionnaire, with whatever it has set."""
    asked = server.get(SURVEY)
    assert asked.status == 200
    return Served(server.port, "; ".join(asked.headers.get_all("Set-Cookie", [])))


def _built(plans: Plans, library: Library, workshop: Workshop) -> dict[str, Path]:
    build_all(plans, workshop)
    editions = editions_of(library)
    return {root_of(edition): site_folder(workshop.data, edition).resolve() for edition in editions}


def _without(library: Library, today: dt.date) -> Library:
    """The same plans after some have left: a contact struck from the plan, an employee past the last day."""
    people = tuple(
        person.model_copy(update={"date_out": today - dt.timedelta(days=1)})
        if f"employee:{person.id}" in FORMER
        else person
        for person in library.company.people
    )
    return library.model_copy(
        update={
            "company": library.company.model_copy(update={"people": people}),
            "clients": tuple(_without_contacts(folder) for folder in library.clients),
        }
    )


def _without_contacts(folder: ClientFolder) -> ClientFolder:
    if folder.plan is None:
        return folder
    organisation = folder.plan.organisation
    contacts = tuple(
        one for one in organisation.client.contacts if f"contact:{folder.id}:{one.id}" not in FORMER
    )
    client = organisation.client.model_copy(update={"contacts": contacts})
    plan = folder.plan.model_copy(update={"organisation": organisation.model_copy(update={"client": client})})
    return folder.model_copy(update={"plan": plan})


def _expired(settings: Settings, reader: Served, moment: str, seconds: int) -> None:
    """Let the session of a reader be as time would have left it."""
    name, _, secret = reader.cookie.partition("=")
    assert name == settings.cookie("luz")
    with closing(sqlite3.connect(settings.access)) as access, access:
        change = f"update session set {moment} = {moment} - ? where secret_hash = ?"
        assert access.execute(change, (seconds, hashed(secret, "session"))).rowcount == 1
