"""The command line `luz`: the top floor, from which alone both wings are called; one command a module."""

from __future__ import annotations

import click

from luz.cli.command_help import WORDS, Group
from luz.cli.on_demand import OnDemand

say = WORDS.text


@click.group(
    cls=Group,
    commands=OnDemand(
        __name__,
        "build",
        "check",
        "diff",
        "feedback",
        "freeze",
        "new",
        "sample_answers",
        "schema",
        "serve",
        "sign_out",
    ),
    help=say("Service plans that can be seen while they work: check them, publish them, serve them."),
    subcommand_metavar=say("COMMAND [OPTIONS]…"),
    options_metavar="",
)
def main() -> None: ...
