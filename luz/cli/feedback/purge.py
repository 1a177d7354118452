"""`luz feedback purge`: delete what is past its time and keep its counts, while the app goes on running."""

from __future__ import annotations

from pathlib import Path

import click

from feedback_app.settings import Settings
from feedback_app.upkeep.clearing import Cleared, clear
from luz.cli.command_help import WORDS
from luz.cli.feedback.company_day import company_day
from luz.cli.feedback.opened_answers import there, told_failures
from luz.cli.options import OPTIONS, data_folder, data_option, say
from luz.published import NothingPublished, Published, PublishedState


@click.command(
    **OPTIONS, help=say("Delete the answers and comments that are past their time; their counts stay.")
)
@data_option
def purge(data: Path | None) -> None:
    settings = Settings(data_folder(data))
    there(settings)
    with told_failures():
        cleared = clear(settings, _published(settings), company_day(settings))
    click.echo(_told(cleared))
    if not cleared.clean:
        unclean = say(
            "But somebody is reading the answers just now, and words of them may still stand in the log "
            "beside their file. Give the same order again in a few minutes."
        )
        raise click.ClickException(unclean)


def _published(settings: Settings) -> Published | None:
    """What says how long answers are kept; without it, what was published of each questionnaire last."""
    try:
        return PublishedState(settings.published).current()
    except NothingPublished:
        return None


def _told(cleared: Cleared) -> str:
    gone = cleared.purged
    lines = [
        say(
            "Deleted: {responses} and {comments}; their counts are kept.",
            responses=WORDS.count("{number} response", "{number} responses", gone.responses),
            comments=WORDS.count("{number} comment", "{number} comments", gone.comments),
        )
    ]
    if gone.keys:
        one, many = "{number} key of a form was deleted too.", "{number} keys of forms were deleted too."
        lines.append(WORDS.count(one, many, gone.keys))
    if cleared.suspects:
        one, many = (
            "{number} answer under suspicion that nobody had decided about was deleted uncounted.",
            "{number} answers under suspicion that nobody had decided about were deleted uncounted.",
        )
        lines.append(WORDS.count(one, many, cleared.suspects))
    return "\n".join(lines)
