"""`luz feedback restore`: which copies there are, and one of them put back while nobody serves."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import click

from feedback_app.settings import Settings
from feedback_app.upkeep.dated_folders import dated
from feedback_app.upkeep.restoring import InUse, NoSuchCopy, Restored, is_cut_short
from feedback_app.upkeep.restoring import restore as put_back
from feedback_app.upkeep.sound_copy import Unsound
from luz.cli.command_help import WORDS
from luz.cli.feedback.company_day import company_day
from luz.cli.feedback.copied import copied_told, size_told
from luz.cli.feedback.restoring import finish_restoring
from luz.cli.options import OPTIONS, data_folder, data_option, say
from luz.running.claim import Claimed, claimed


@click.command(
    **OPTIONS, help=say("Put a copy of the databases back, while Luz is closed; without COPY, list them.")
)
@click.argument("copy", metavar=say("[COPY]"), required=False)
@click.option(
    "--only",
    multiple=True,
    metavar=say("FILE"),
    help=say("Only this database of it: feedback.db, for instance. May be given several times."),
)
@data_option
def restore(copy: str | None, only: tuple[str, ...], data: Path | None) -> None:
    settings = Settings(data_folder(data))
    if not settings.data.is_dir():
        raise click.ClickException(say("There is no folder {folder}.", folder=settings.data))
    try:
        _restore(settings, copy, only)
    except OSError as failed:
        raise click.ClickException(say("It could not be put back: {reason}.", reason=failed)) from None


def _restore(settings: Settings, copy: str | None, only: tuple[str, ...]) -> None:
    if copy is None and not is_cut_short(settings):
        click.echo(_listed(settings))
        return
    try:
        with claimed(settings.data):
            finish_restoring(settings)
            if copy is not None:
                click.echo(_told(_put_back(settings, _folder(settings, copy), only)))
    except Claimed as other:
        serving = say("Luz serves from {folder}: {address}", folder=settings.data, address=other.address)
        remedy = say("Close it first: nobody may answer while the files are replaced.")
        raise click.ClickException(f"{serving}\n{remedy}") from None


def _listed(settings: Settings) -> str:
    try:
        copies = [(one, _size(one.folder)) for one in dated(settings.backups)]
    except OSError as failed:
        raise click.ClickException(say("The copies cannot be listed: {reason}.", reason=failed)) from None
    if not copies:
        return say(
            "There is no copy in {folder} yet; «luz feedback backup» makes one.", folder=settings.backups
        )
    lines = [f"  {one.folder.name}  {WORDS.date(one.day)}, {size}" for one, size in copies]
    head = say("Copies in {folder}:", folder=settings.backups)
    command = f"luz feedback restore {copies[0][0].folder.name}"
    return "\n".join((head, *lines, say("To put one back: {command}", command=command)))


def _size(folder: Path) -> str:
    return size_told(sum(file.stat().st_size for file in folder.iterdir()))


def _folder(settings: Settings, copy: str) -> Path:
    """The folder of a copy, by its name or by where it lies."""
    ours = settings.backups / copy
    return ours if ours.is_dir() else Path(copy)


def _put_back(settings: Settings, folder: Path, only: tuple[str, ...]) -> Restored:
    try:
        return put_back(settings, folder, company_day(settings), only)
    except NoSuchCopy:
        message = say(
            "«{folder}» holds no such copy; «luz feedback restore» lists those there are.", folder=folder
        )
    except Unsound as unsound:
        damaged = say("«{file}» is damaged: {found}.", file=unsound.file, found=unsound.found)
        message = f"{damaged}\n{say('Nothing was touched. Put another copy back.')}"
    except InUse as used:
        open_ = say("Another program has «{file}» open: Litestream or a console of SQLite.", file=used.file)
        message = f"{open_}\n{say('Nothing was touched. Close it and restore again.')}"
    except (sqlite3.Error, OSError) as failed:
        failure = say("It could not be put back: {reason}.", reason=failed)
        message = f"{failure}\n{say('Mend that and restore again: doing it twice does no harm.')}"
    raise click.ClickException(message) from None


def _told(restored: Restored) -> str:
    lines = [say("Put back:"), *(f"  {copied_told(one)}" for one in restored.files)]
    if restored.erased:
        one, many = (
            "{number} answer erased since is erased again.",
            "{number} answers erased since are erased again.",
        )
        lines.append(WORDS.count(one, many, restored.erased))
    if restored.miscounted:
        one, many = (
            "{number} count is wrong: «luz feedback verify» tells.",
            "{number} counts are wrong: «luz feedback verify» tells.",
        )
        lines.append(WORDS.count(one, many, restored.miscounted))
    else:
        lines.append(say("All counts are those of the answers."))
    if restored.set_aside:
        where = "What stood there is in {folder}; the copies' rule removes it after 30 days."
        lines.append(say(where, folder=restored.set_aside))
    return "\n".join(lines)
