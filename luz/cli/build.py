"""`luz build`: the sites of all editions, built and published."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from feedback_app.settings import Settings
from luz.cli.addresses import PublicAddress
from luz.cli.options import OPTIONS, PUBLIC_URL, data_folder, data_option, say
from luz.cli.publishing import publish_all


@click.command(
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
    type=PublicAddress(),
    metavar=say("ADDRESS"),
    help=say("The address at which readers will find the public site (LUZ_PUBLIC_URL)."),
)
@data_option
def build(edition: str | None, date: dt.datetime | None, public_url: str, data: Path | None) -> None:
    settings = Settings(data_folder(data), public_url or PUBLIC_URL)
    if not publish_all(settings, date.date() if date else None, edition):
        raise SystemExit(1)
