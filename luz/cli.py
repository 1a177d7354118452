"""The command line `luz`: the top floor, from which alone both wings are called."""

from __future__ import annotations

from pathlib import Path

import click

from luz import wording
from luz.command_help import WORDS, Command, Group
from luz.plans import Plans
from luz.today import load_today
from luz.wording import Wording

PACKAGE = Path(__file__).parent
PLANS = Path("plans")

say = WORDS.text


@click.group(
    cls=Group,
    help=say("Service plans that can be seen while they work: check them, publish them, serve them."),
    subcommand_metavar=say("COMMAND [OPTIONS]…"),
    options_metavar="",
)
def main() -> None: ...


@main.command(
    cls=Command,
    help=say("Check the plans in FOLDER (plans/) and list every problem: where it is and how to mend it."),
    options_metavar=say("[OPTIONS]"),
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
