"""`luz check`: every problem of the plans, or a line that says there is none."""

from __future__ import annotations

from pathlib import Path

import click

from luz import wording
from luz.cli.command_help import PACKAGE
from luz.cli.options import OPTIONS, PLANS, lang_option, say
from luz.model.profile import Profile
from luz.plans import Plans
from luz.profiles.told import told
from luz.today import load_today
from luz.wording import Wording


@click.command(
    **OPTIONS,
    help=say("Check the plans in FOLDER (plans/) and list every problem: where it is and how to mend it."),
)
@click.argument("folder", metavar=say("[FOLDER]"), type=click.Path(path_type=Path), default=PLANS)
@lang_option
@click.option("--strict", is_flag=True, help=say("Fail on a warning too."))
@click.option(
    "--profile",
    type=click.Choice([str(profile) for profile in Profile]),
    help=say("Hold every plan against a published checklist, and list what each item finds."),
)
def check(folder: Path, lang: str, strict: bool, profile: str | None) -> None:
    today, plans = load_today(folder)
    words = wording.load(PACKAGE, lang)
    _list(plans, words)
    if profile is not None and plans.library is not None:
        click.echo("\n\n".join(told(Profile(profile), plans.library, today, words)))
    if plans.problems or (strict and plans.warnings):
        raise SystemExit(1)
    if profile is None:
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
