"""`luz feedback erase`: make the answer with a receipt disappear, while the app goes on running."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import click

from feedback_app.settings import Settings
from feedback_app.storage import spoken_receipt
from feedback_app.upkeep.erasure import Erasure, UnknownReceipt
from feedback_app.upkeep.erasure import erase as erase_answer
from feedback_app.upkeep.tombstones import KEPT_DAYS
from luz.cli.command_help import WORDS
from luz.cli.feedback.company_day import company_day
from luz.cli.feedback.restoring import refuse_half_restored
from luz.cli.options import OPTIONS, data_folder, data_option, say


@click.command("erase", **OPTIONS, help=say("Erase the answer that has this receipt, and every trace of it."))
@click.argument("words", metavar=say("RECEIPT"), nargs=-1, required=True)
@data_option
def erase(words: tuple[str, ...], data: Path | None) -> None:
    settings, receipt = Settings(data_folder(data)), " ".join(words)
    refuse_half_restored(settings)
    read = spoken_receipt(receipt)
    if read is None:
        unlike = "«{receipt}» is no receipt: one has twelve letters and figures, such as 7KQM-3F9D-XZ2A."
        raise click.ClickException(say(unlike, receipt=receipt))
    if not settings.answers.exists() and not settings.guardian.exists():
        raise click.ClickException(say("There are no answers in {folder}.", folder=settings.data))
    _tell(read, _erased(settings, read, company_day(settings)))


def _erased(settings: Settings, receipt: str, today: dt.date) -> Erasure:
    try:
        return erase_answer(settings, receipt, today)
    except UnknownReceipt:
        unknown = say(
            "No answer has the receipt {receipt}: either it was taken down wrongly, or the time of its "
            "answer is over, and there is nothing left to erase.",
            receipt=receipt,
        )
        raise click.ClickException(unknown) from None
    except (sqlite3.Error, OSError) as reason:
        unfinished = "The erasure could not be finished ({reason}). Mend that and give the same order again."
        raise click.ClickException(say(unfinished, reason=reason)) from None


def _tell(receipt: str, erasure: Erasure) -> None:
    """Say what became of an answer and what is still to come; ends the command where that is more work."""
    day, gone = (WORDS.date(one) for one in (erasure.day, erasure.day + dt.timedelta(days=KEPT_DAYS)))
    if erasure.now:
        click.echo(say("The answer {receipt} is erased and counts no more.", receipt=receipt))
    else:
        click.echo(say("The answer {receipt} was erased on {day}.", receipt=receipt, day=day))
    click.echo(say("From {day} on, no backup holds it either.", day=gone))
    if not erasure.clean:
        unclean = say(
            "But somebody is reading the answers just now, and its words may still stand in the log beside "
            "their file. Give the same order again in a few minutes."
        )
        raise click.ClickException(unclean)
    if not erasure.whole:
        scattered = say(
            "But the file of answers is so large that writing it anew would keep visitors waiting, and stray "
            "copies of its words may be left in it. Give the same order again while Luz is closed."
        )
        raise click.ClickException(scattered)
