"""The command line `luz`: the top floor, from which alone both wings are called; one command a module."""

from __future__ import annotations

import click

from luz.cli.build import build
from luz.cli.check import check
from luz.cli.command_help import WORDS, Group
from luz.cli.diff import diff
from luz.cli.freeze import freeze
from luz.cli.new import new
from luz.cli.sample_answers import sample_answers
from luz.cli.schema import schema
from luz.cli.serve import serve

say = WORDS.text


@click.group(
    cls=Group,
    help=say("Service plans that can be seen while they work: check them, publish them, serve them."),
    subcommand_metavar=say("COMMAND [OPTIONS]…"),
    options_metavar="",
)
def main() -> None: ...


for command in (check, schema, new, build, serve, sample_answers, diff, freeze):
    main.add_command(command)
