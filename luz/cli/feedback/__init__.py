"""`luz feedback …`: what is done to visitors' answers by command, also while the app goes on running."""

from __future__ import annotations

import click

from luz.cli.command_help import Group
from luz.cli.on_demand import OnDemand
from luz.cli.options import say


@click.group(
    cls=Group,
    commands=OnDemand(__name__, "backup", "erase", "purge", "rebuild", "restore", "verify"),
    help=say("Care for visitors' answers: count them anew, copy them, erase them when their time has come."),
    subcommand_metavar=say("COMMAND [OPTIONS]…"),
    options_metavar="",
)
def feedback() -> None: ...
