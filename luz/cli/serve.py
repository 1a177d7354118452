"""`luz serve`: what is published, served on this machine until Ctrl-C; with `--demo`, everything to try."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import quote

import click

from feedback_app import browse, serving
from feedback_app.settings import DEMO_KEY, Settings
from feedback_app.sign_in import WAY_IN
from feedback_app.smtp import Smtp, WrongSetting
from feedback_app.storage import Storage
from luz.cli.addresses import THIS_MACHINE, PublicAddress, check_together
from luz.cli.demonstration import Demonstration
from luz.cli.feedback.restoring import finish_restoring
from luz.cli.greeting import greeting
from luz.cli.options import DATA_PORT, DOCS, OPTIONS, PLANS, PORT, data_folder, data_option, port_option, say
from luz.cli.publishing import published_state
from luz.published import Published
from luz.running import ports
from luz.running.claim import Claimed, claimed
from luz.running.serving import House, NotReady
from luz.running.serving import serve as serve_until_interrupted
from luz.running.supervise import ChildDied


@click.command(**OPTIONS, help=say("Serve what is published, on this machine alone, until Ctrl-C."))
@click.option(
    "--demo",
    is_flag=True,
    help=say("Try everything: builds the sites, invents sample answers, prints links to be somebody."),
)
@port_option("--port", PORT, say("The port of the sites (PORT)."))
@port_option("--data-port", DATA_PORT, say("Datasette's (DATA_PORT)."))
@click.option(
    "--host",
    default=ports.LOOPBACK,
    metavar=say("ADDRESS"),
    help=say("Only this machine is allowed: 127.0.0.1."),
)
@click.option(
    "--public-url",
    envvar="LUZ_PUBLIC_URL",
    default="",
    type=PublicAddress(),
    metavar=say("ADDRESS"),
    help=say("The address at which readers find the sites, with TLS in front (LUZ_PUBLIC_URL)."),
)
@click.option(
    "--data-url",
    envvar="LUZ_DATA_URL",
    default="",
    type=PublicAddress(),
    metavar=say("ADDRESS"),
    help=say("The same for Datasette (LUZ_DATA_URL)."),
)
@data_option
def serve(
    demo: bool, port: int, data_port: int, host: str, public_url: str, data_url: str, data: Path | None
) -> None:
    if host not in THIS_MACHINE:
        refusal = (
            "«{host}» would send sessions over the network unencrypted; only 127.0.0.1 is served, "
            "and others come in through a server with TLS in front."
        )
        raise click.ClickException(say(refusal, host=host))
    check_together(public_url, data_url, demo=demo)
    _refuse_wrong_mail_settings()
    folder = data_folder(data, demo=demo)
    try:
        with claimed(folder) as tell:
            key = _demo_key() if demo else ""
            settings = Settings(folder, public_url, data_url, demo=demo, edited=demo, demo_key=key)
            finish_restoring(settings)
            _serve_on(settings, port, data_port, tell)
    except Claimed as other:
        taken = say("Luz already serves from {folder}: {address}", folder=folder, address=other.address)
        remedy = "Use that one, close it with Ctrl-C where it runs, or give this one --data and a folder."
        raise click.ClickException(f"{taken}\n{say(remedy)}") from None


def _refuse_wrong_mail_settings() -> None:
    """Say now, in a sentence, what would end the app as it starts."""
    try:
        Smtp.from_environment()
    except WrongSetting as wrong:
        raise click.ClickException(str(wrong)) from None


def _demo_key() -> str:
    """The key of the demonstration's links, handed to the app by the environment; new unless one is there."""
    return os.environ.setdefault(DEMO_KEY, secrets.token_hex(32))


def _serve_on(settings: Settings, port: int, data_port: int, tell: Callable[[str], object]) -> None:
    app, datasette = _hold(port), _hold(data_port)
    reached = replace(
        settings,
        public_url=settings.public_url or _local(app),
        data_url=settings.data_url or _local(datasette),
    )
    tell(f"{_local(app)}/")
    try:
        _serve(_house(reached, app, datasette))
    finally:
        app.free()
        datasette.free()


def _local(port: ports.Port) -> str:
    """The address of a port for whoever is on this machine."""
    return f"http://{ports.LOOPBACK}:{port.number}"


def _house(settings: Settings, app: ports.Port, datasette: ports.Port) -> House:
    def greet(published: Published | None) -> None:
        click.echo(greeting(published, settings))

    demonstration = Demonstration(settings, greet)
    unreadable = _unreadable(settings.answers)

    def prepare() -> dict[str, list[str]]:
        if unreadable is not None:
            click.echo(_told(settings.answers, unreadable), err=True)
        if settings.demo:
            demonstration.prepare()
        else:
            published_state(settings)
        app.free()
        datasette.free()
        the_app = {say("The app"): serving.command(settings, app.number)}
        return the_app if unreadable else {"Datasette": _datasette(settings, datasette, app)} | the_app

    # What it can serve it serves, well or not; `/healthz` says how it is.
    doors = [app] if unreadable else [datasette, app]
    return House(
        prepare=prepare,
        ready=[partial(ports.listens, door.number) for door in doors],
        announce=demonstration.announce,
        # Only the demonstration publishes by itself what somebody saves.
        folders=[PLANS, DOCS] if settings.demo else [],
        publish=demonstration.publish_again,
    )


def _unreadable(file: Path) -> str | None:
    """Why the answers cannot be opened; None where they can, or where there are none yet."""
    if not file.exists():
        return None
    try:
        Storage(file).close()
    except (sqlite3.Error, OSError) as error:
        return str(error)
    return None


def _told(file: Path, reason: str) -> str:
    what = say("«{file}» cannot be opened: {reason}.", file=file, reason=reason)
    so = "The sites are served without Datasette, and visitors are asked to come back later."
    return f"{what}\n{say(so)}\n{say('To put a copy back, close this: «luz feedback restore».')}"


def _datasette(settings: Settings, port: ports.Port, app: ports.Port) -> list[str]:
    back = quote(f"{settings.data_url}/", safe="")
    sign_in = f"{settings.public_url}{WAY_IN}?next={back}"
    places = settings.answers, settings.published, settings.data_url
    return browse.command(*places, port.number, _local(app), sign_in)


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


def _hold(wanted: int) -> ports.Port:
    port = ports.hold(wanted)
    if port.is_another:
        taken = "Port {wanted} is taken by another program; {number} is used instead."
        click.echo(say(taken, wanted=port.wanted, number=port.number))
    return port
