"""`luz feedback backup`: a copy of the databases into a dated folder, while the app goes on writing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import click

from feedback_app.settings import Settings
from feedback_app.upkeep.backup import KEPT_COPIES, Backup, BrokenIndex, GoneMissing, NothingToCopy, back_up
from feedback_app.upkeep.dated_folders import dated
from feedback_app.upkeep.losses import LostMuch
from feedback_app.upkeep.sound_copy import Unsound
from luz.cli.command_help import WORDS
from luz.cli.feedback.company_day import company_day
from luz.cli.feedback.copied import copied_told, doubtful_told
from luz.cli.feedback.restoring import refuse_half_restored
from luz.cli.options import OPTIONS, data_folder, data_option, say, trust_clock_option


@click.command(**OPTIONS, help=say("Copy the databases into a dated folder, also while the app writes."))
@click.option(
    "--keep",
    type=click.IntRange(1, 1000),
    default=KEPT_COPIES,
    metavar=say("NUMBER"),
    help=say("How many copies are kept, 14 unless said otherwise; none for longer than 30 days."),
)
@click.option(
    "--accept-loss",
    is_flag=True,
    help=say("Copy what there is, although a database is missing or much of it has gone."),
)
@trust_clock_option
@data_option
def backup(keep: int, accept_loss: bool, trust_clock: bool, data: Path | None) -> None:
    settings = Settings(data_folder(data))
    refuse_half_restored(settings)
    today = company_day(settings)
    try:
        made = back_up(settings, today, keep=keep, trust_clock=trust_clock, accept_loss=accept_loss)
    except NothingToCopy:
        nothing = say("There is no database in {folder} yet: nothing to copy.", folder=settings.data)
        raise click.ClickException(nothing) from None
    except GoneMissing as gone:
        told = say("«{file}» was there and is gone or empty.", file=gone.file)
        raise _nothing_copied(told, *_lost(settings, gone.file)) from None
    except BrokenIndex:
        mended = say("«luz feedback rebuild» writes it anew from the comments.")
        raise _nothing_copied(say("The search index of the comments is damaged."), mended) from None
    except LostMuch as lost:
        much = "«{file}»: {before} came in up to the last copy and {now} up to now; no erasing explains it."
        numbers = {"before": WORDS.number(lost.before), "now": WORDS.number(lost.now)}
        raise _nothing_copied(say(much, file=lost.file, **numbers), *_lost(settings, lost.file)) from None
    except Unsound as damaged:
        raise _nothing_copied(*_damaged(settings, damaged)) from None
    except (sqlite3.Error, OSError) as failed:
        told = say("The databases could not be copied: {reason}.", reason=failed)
        raise _nothing_copied(told, _look_to_the_disk()) from None
    click.echo(_made(made))
    if made.doubtful:
        doubt = doubtful_told(made.doubtful, settings, today)
        raise click.ClickException(f"{say('The copy is made.')} {doubt}")


def _nothing_copied(told: str, *remedies: str) -> click.ClickException:
    kept = say("No copy was made; those from before are all still there.")
    return click.ClickException("\n".join([told, kept, *remedies]))


def _lost(settings: Settings, file: Path) -> tuple[str, str]:
    """What to do about what is gone: put it back, or say that it is meant to be gone."""
    command = f"luz feedback backup --accept-loss --data {settings.data}"
    return _put_back(settings, file), say("If it is meant to be gone: {command}", command=command)


def _made(made: Backup) -> str:
    head = say("Copied to {folder}:", folder=made.folder)
    files = [f"  {copied_told(one)}" for one in made.files]
    kept = WORDS.count("{number} copy is kept.", "{number} copies are kept.", made.kept)
    gone = WORDS.count("{number} old one was removed.", "{number} old ones were removed.", made.removed)
    return "\n".join([head, *files, f"{kept} {gone}" if made.removed else kept])


def _damaged(settings: Settings, damaged: Unsound) -> tuple[str, str]:
    """What is damaged, the database or only the copy of it, and what to do."""
    file, found = damaged.file, damaged.found
    if file.parent == settings.data:
        return say("«{file}» is damaged: {found}.", file=file, found=found), _put_back(settings, file)
    told = say("The copy of «{file}» came out damaged: {found}.", file=file.name, found=found)
    return told, _look_to_the_disk()


def _look_to_the_disk() -> str:
    return say("See whether the disk is full or failing, and copy again.")


def _put_back(settings: Settings, file: Path) -> str:
    holding = [one.folder.name for one in dated(settings.backups) if (one.folder / file.name).exists()]
    if not holding:
        return say("No copy holds it: close Luz and look for one elsewhere, before the file is used further.")
    command = f"luz feedback restore {holding[0]} --only {file.name} --data {settings.data}"
    return say("Close Luz and put the newest copy back: {command}", command=command)
