"""`luz feedback purge`: delete what is past its time and keep its counts, while the app goes on running."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from feedback_app.settings import Settings
from feedback_app.upkeep.clearing import Cleared, clear
from feedback_app.upkeep.known_day import is_doubtful, last_known_day
from feedback_app.upkeep.outdated import remove_outdated
from feedback_app.upkeep.tombstones import KEPT_DAYS
from luz.cli.command_help import WORDS
from luz.cli.feedback.company_day import company_day
from luz.cli.feedback.copied import doubtful_told
from luz.cli.feedback.opened_answers import (
    opened_answers,
    see_that_there_are_answers,
    told_failures,
)
from luz.cli.options import OPTIONS, data_folder, data_option, say, trust_clock_option
from luz.published import NothingPublished, Published, PublishedState


@click.command(
    **OPTIONS, help=say("Delete the answers and comments that are past their time; their counts stay.")
)
@trust_clock_option
@data_option
def purge(trust_clock: bool, data: Path | None) -> None:
    settings = Settings(data_folder(data))
    today = company_day(settings)
    told = _without_outdated(settings, today, trust_clock=trust_clock)
    see_that_there_are_answers(settings)
    if not trust_clock:
        _refuse_doubtful(today, settings)
    with told_failures():
        cleared = clear(settings, _published(settings), today)
    click.echo(_told(cleared))
    _end(cleared, told=told)


def _without_outdated(settings: Settings, today: dt.date, *, trust_clock: bool) -> bool:
    """Remove copies past their time before anything that may fail; whether more is to be done, and told."""
    if not settings.data.is_dir():
        return False
    with told_failures():
        outdated = remove_outdated(settings, today, trust_clock=trust_clock)
    if outdated.removed:
        one, many = (
            "{number} copy past its time was removed.",
            "{number} copies past their time were removed.",
        )
        click.echo(WORDS.count(one, many, outdated.removed))
    if outdated.was_last:
        last = (
            "ATTENTION: there is no copy left. None has been made for so long that the last one had to go: "
            "visitors are promised that no erased answer stays in a copy for more than {days} days. Make one "
            "now: luz feedback backup --data {folder}"
        )
        click.echo(say(last, days=KEPT_DAYS, folder=settings.data), err=True)
    if outdated.doubtful:
        click.echo(doubtful_told(outdated.doubtful, settings, today), err=True)
    return outdated.was_last or bool(outdated.doubtful)


def _end(cleared: Cleared, *, told: bool) -> None:
    """End the command as failed where somebody was `told` to do something, or is now."""
    if not cleared.clean:
        unclean = say(
            "But somebody is reading the answers just now, and words of them may still stand in the log "
            "beside their file. Give the same order again in a few minutes."
        )
        raise click.ClickException(unclean)
    if told:
        raise click.exceptions.Exit(1)


def _refuse_doubtful(today: dt.date, settings: Settings) -> None:
    with opened_answers(settings) as connection:
        last = last_known_day(connection)
    if last is not None and is_doubtful(today, last):
        refusal = (
            "The clock says that today is {today}, and the last that is known is of {last}. Nothing has been "
            "deleted. If the clock is right, give the order again with --trust-clock."
        )
        raise click.ClickException(say(refusal, today=WORDS.date(today), last=WORDS.date(last)))


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
