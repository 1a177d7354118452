"""The command line `luz`: the top floor, from which alone both wings are called."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from feedback_app import browse, sample, serving
from feedback_app.chooser import WAY_IN
from feedback_app.settings import Settings
from feedback_app.storage import Storage
from hooks.edition_site import Occasion, UnknownEdition
from hooks.editions import EditionFailed, Workshop, build_all, build_one
from luz import ports, wording
from luz.command_help import WORDS, Command, Group
from luz.greeting import greeting
from luz.plans import Plans, load
from luz.published import NothingPublished, Published, PublishedState, publish, withdraw
from luz.serving import House, NotReady, answers
from luz.serving import serve as serve_until_interrupted
from luz.supervise import ChildDied
from luz.today import load_today
from luz.wording import Wording

PACKAGE = Path(__file__).parent
PLANS, DOCS = Path("plans"), Path("docs")
PORT, DATA_PORT = 8000, 8001
PUBLIC_URL = f"http://{ports.LOOPBACK}:{PORT}"
THIS_MACHINE = {ports.LOOPBACK, "localhost"}

say = WORDS.text

data_option = click.option(
    "--data",
    metavar=say("FOLDER"),
    type=click.Path(path_type=Path, file_okay=False),
    help=say("Where sites and answers are kept: LUZ_DATA or var; in a demonstration, demo/ below it."),
)
OPTIONS: dict[str, Any] = {"cls": Command, "options_metavar": say("[OPTIONS]")}


def _port_option(name: str, port: int, meaning: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    variable = name.removeprefix("--").replace("-", "_").upper()
    kind = click.IntRange(0, 65535)
    return click.option(name, envvar=variable, default=port, type=kind, metavar=say("NUMBER"), help=meaning)


@click.group(
    cls=Group,
    help=say("Service plans that can be seen while they work: check them, publish them, serve them."),
    subcommand_metavar=say("COMMAND [OPTIONS]…"),
    options_metavar="",
)
def main() -> None: ...


@main.command(
    **OPTIONS,
    help=say("Check the plans in FOLDER (plans/) and list every problem: where it is and how to mend it."),
)
@click.argument("folder", metavar=say("[FOLDER]"), type=click.Path(path_type=Path), default=PLANS)
@click.option(
    "--lang",
    type=click.Choice(wording.languages(PACKAGE)),
    default="es",
    help=say("The language of the messages."),
)
@click.option("--strict", is_flag=True, help=say("Fail on a warning too."))
def check(folder: Path, lang: str, strict: bool) -> None:
    _, plans = load_today(folder)
    words = wording.load(PACKAGE, lang)
    _list(plans, words)
    if plans.problems or (strict and plans.warnings):
        raise SystemExit(1)
    click.echo(_counted(plans, words))


@main.command(
    **OPTIONS, help=say("Build the sites of all editions and publish them, with all the app needs.")
)
@click.option("--edition", metavar=say("NAME"), help=say("Only this one: internal, public or client:ID."))
@click.option(
    "--date",
    metavar=say("DAY"),
    type=click.DateTime(["%Y-%m-%d"]),
    help=say("Build as if it were this day (2026-12-08); otherwise today, where the company works."),
)
@click.option(
    "--public-url",
    envvar="LUZ_PUBLIC_URL",
    default=PUBLIC_URL,
    metavar=say("ADDRESS"),
    help=say("The address at which readers will find the public site (LUZ_PUBLIC_URL)."),
)
@data_option
def build(edition: str | None, date: dt.datetime | None, public_url: str, data: Path | None) -> None:
    settings = Settings(_data_folder(data), public_url.rstrip("/"))
    if not _publish(settings, date.date() if date else None, edition):
        raise SystemExit(1)


@main.command(**OPTIONS, help=say("Serve what is published, on this machine alone, until Ctrl-C."))
@click.option(
    "--demo",
    is_flag=True,
    help=say("Try everything: builds the sites, invents sample answers, lets you choose whom to be."),
)
@_port_option("--port", PORT, say("The port of the sites (PORT)."))
@_port_option("--data-port", DATA_PORT, say("Datasette's (DATA_PORT)."))
@click.option(
    "--host",
    default=ports.LOOPBACK,
    metavar=say("ADDRESS"),
    help=say("Only this machine is allowed so far: 127.0.0.1."),
)
@data_option
def serve(demo: bool, port: int, data_port: int, host: str, data: Path | None) -> None:
    if host not in THIS_MACHINE:
        refusal = "«{host}» would open Luz to others, and nobody can sign in yet; only 127.0.0.1 is served."
        raise click.ClickException(say(refusal, host=host))
    app, datasette = _hold(port), _hold(data_port)
    public_url, data_url = (f"http://{ports.LOOPBACK}:{one.number}" for one in (app, datasette))
    settings = Settings(_data_folder(data, demo=demo), public_url, data_url, demo)
    way_in = f"{public_url}{WAY_IN}" if demo else ""

    def prepare() -> dict[str, list[str]]:
        if demo:
            _publish(settings)
            _invent_if_none(settings)
        _published(settings)
        app.free()
        datasette.free()
        return {
            "Datasette": _datasette(settings, datasette, way_in),
            say("The app"): serving.command(settings, app.number),
        }

    house = House(
        prepare=prepare,
        ready=(lambda: ports.listens(datasette.number), lambda: answers(f"{public_url}/healthz")),
        announce=lambda: click.echo(greeting(_published(settings), public_url, data_url, way_in)),
        # Only the demonstration publishes by itself what somebody saves.
        folders=[PLANS, DOCS] if demo else [],
        publish=lambda: _publish(settings),
    )
    try:
        _serve(house)
    finally:
        app.free()
        datasette.free()


def _datasette(settings: Settings, port: ports.Port, way_in: str) -> list[str]:
    back = quote(f"{settings.data_url}/", safe="")
    sign_in = f"{way_in}?next={back}" if way_in else ""
    places = settings.answers, settings.published
    return browse.command(*places, settings.public_url, port.number, sign_in)


def _serve(house: House) -> None:
    try:
        serve_until_interrupted(house)
    except KeyboardInterrupt:
        click.echo(say("Closed."))
    except NotReady:
        raise click.ClickException(say("The app does not answer.")) from None
    except ChildDied as died:
        why = say("{name} has stopped (status {status}).", name=died.name, status=died.status)
        raise click.ClickException(f"{why} {say('Everything is closed.')}") from None


@main.command(
    "sample-answers", **OPTIONS, help=say("Invent answers to every questionnaire, each known as a sample.")
)
@click.option("--days", default=400, metavar=say("NUMBER"), help=say("How many days back they begin (400)."))
@click.option(
    "--seed", default=1, metavar=say("NUMBER"), help=say("The same number gives the same answers (1).")
)
@data_option
def sample_answers(days: int, seed: int, data: Path | None) -> None:
    settings = Settings(_data_folder(data, demo=True), demo=True)
    try:
        _invent(settings, _published(settings), days, seed)
    except sample.RealResponses:
        refusal = say("{file} holds real answers: no sample is added beside them.", file=settings.answers)
        raise click.ClickException(refusal) from None


def _data_folder(given: Path | None, *, demo: bool = False) -> Path:
    if given is not None:
        return given
    folder = Path(os.environ.get("LUZ_DATA", "var"))
    return folder / "demo" if demo else folder


def _publish(settings: Settings, day: dt.date | None = None, edition: str | None = None) -> bool:
    """Check, build and publish; whether all could be, and nothing was held back."""
    click.echo(f"» {say('Checking the plans…')}")
    today, plans = (day, load(PLANS, day)) if day else load_today(PLANS)
    for problem in plans.problems:
        click.echo(problem.render(WORDS))
    if plans.library is None:
        click.echo(say("Nothing is published until this is mended."), err=True)
        return False
    workshop = Workshop(Path(), PLANS, settings.data, Occasion(today, settings.public_url, settings.demo))
    # Whoever has left goes first, and nobody new comes before the new sites stand.
    withdraw(plans.library, settings.published, plans.held_back)
    try:
        _build(plans, workshop, edition)
    except (EditionFailed, UnknownEdition) as failed:
        click.echo(str(failed), err=True)
        return False
    publish(plans.library, settings.published, PLANS, plans.held_back)
    for client in plans.held_back:
        click.echo(say("The portal of «{client}» stays as it was until its plans are mended.", client=client))
    return not plans.problems


def _build(plans: Plans, workshop: Workshop, edition: str | None) -> None:
    start = time.monotonic()
    if edition is None:
        built = build_all(plans, workshop, lambda name: click.echo(f"» {_called(name)}…"))
    else:
        built = (build_one(edition, plans, workshop),)
    pages, seconds = sum(len(one.pages) for one in built), Decimal(f"{time.monotonic() - start:.1f}")
    click.echo(say("{pages} pages in {seconds} s.", pages=pages, seconds=WORDS.number(seconds)))


def _called(edition: str) -> str:
    """What people call an edition."""
    kind, _, client = edition.partition(":")
    names = {"internal": say("Intranet"), "public": say("Public site")}
    return names.get(kind) or say("Portal of {client}", client=client)


def _invent(settings: Settings, published: Published, days: int, seed: int) -> None:
    """Fill the answers with samples, unless some are there. Raises RealResponses."""
    settings.data.mkdir(parents=True, exist_ok=True)
    storage = Storage(settings.answers)
    try:
        today = published.company.today()
        number = sample.generate(published, storage, days=days, seed=seed, today=today)
    finally:
        storage.close()
    click.echo(say("{number} sample answers in {file}.", number=WORDS.number(number), file=settings.answers))


def _published(settings: Settings) -> Published:
    try:
        return PublishedState(settings.published).current()
    except NothingPublished:
        missing = say(
            "Nothing is published in {folder} yet; «luz build» does it once the plans are in order.",
            folder=settings.data,
        )
        raise click.ClickException(missing) from None


def _list(plans: Plans, words: Wording) -> None:
    for problem in (*plans.problems, *plans.warnings):
        click.echo(problem.render(words))


def _counted(plans: Plans, words: Wording) -> str:
    """What was found to be in order, on one line."""
    library = plans.library
    if library is None:
        return ""
    parts = [
        words.count("{number} client", "{number} clients", len(library.clients)),
        words.count("{number} procedure", "{number} procedures", len(library.procedures)),
        words.count("{number} questionnaire", "{number} questionnaires", len(library.questionnaires)),
        words.count("{number} warning", "{number} warnings", len(plans.warnings)),
    ]
    return words.text("No problems: {found}.", found=words.listing(parts))


def _hold(wanted: int) -> ports.Port:
    port = ports.hold(wanted)
    if port.is_another:
        taken = "Port {wanted} is taken by another program; {number} is used instead."
        click.echo(say(taken, wanted=port.wanted, number=port.number))
    return port


def _invent_if_none(settings: Settings) -> None:
    try:
        _invent(settings, _published(settings), days=400, seed=1)
    except sample.RealResponses:
        click.echo(say("{file} holds real answers: no sample is added beside them.", file=settings.answers))
