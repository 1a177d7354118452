"""`luz feedback rebuild`: set the counts right by the answers, while the app goes on running."""

from __future__ import annotations

from pathlib import Path

import click

from feedback_app.settings import Settings
from feedback_app.upkeep import counts
from luz.cli.command_help import WORDS
from luz.cli.feedback.opened_answers import opened_answers
from luz.cli.options import OPTIONS, data_folder, data_option, say


@click.command(
    **OPTIONS, help=say("Set the counts right by the answers; of the archive, the months by its days.")
)
@data_option
def rebuild(data: Path | None) -> None:
    with opened_answers(Settings(data_folder(data))) as connection:
        number = counts.rebuild(connection)
    click.echo(
        WORDS.count("{number} figure has been set right.", "{number} figures have been set right.", number)
    )
