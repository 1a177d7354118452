"""`luz feedback rebuild`: set counts and search index right by the answers, while the app goes on running."""

from __future__ import annotations

from pathlib import Path

import click

from feedback_app.settings import Settings
from feedback_app.upkeep import counts, laid_rules, search_index
from luz.cli.command_help import WORDS
from luz.cli.feedback.opened_answers import opened_answers
from luz.cli.options import OPTIONS, data_folder, data_option, say


@click.command(
    **OPTIONS,
    help=say("Set the counts right by the answers, and write a damaged search index anew."),
)
@data_option
def rebuild(data: Path | None) -> None:
    with opened_answers(Settings(data_folder(data))) as connection:
        # What comes in while it counts is to be counted, too.
        laid = laid_rules.lay_anew(connection)
        number = counts.rebuild(connection)
        searched = search_index.is_whole(connection)
        if not searched:
            search_index.make_anew(connection)
    if laid:
        click.echo(say("Laid anew in feedback.db: {names}.", names=", ".join(laid)))
    click.echo(
        WORDS.count("{number} figure has been set right.", "{number} figures have been set right.", number)
    )
    if not searched:
        click.echo(say("The search index of the comments has been written anew."))
