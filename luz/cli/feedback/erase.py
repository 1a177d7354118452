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
from luz.cli.options import OPTIONS, data_folder, data_option, say
from luz.cli.publishing import published_state


@click.command("erase", **OPTIONS, help=say("Erase the answer that has a receipt, for whoever asks for it."))
@click.argument("receipt", metavar=say("RECEIPT"))
@data_option
def erase(receipt: str, data: Path | None) -> None:
    settings = Settings(data_folder(data))
    read = spoken_receipt(receipt)
    if read is None:
        raise click.ClickException(
            say(
                "«{receipt}» is no receipt: one has twelve letters and digits, such as 7KQM-3F9D-XZ2A.",
                receipt=receipt,
            )
        )
    if not settings.answers.exists():
        raise click.ClickException(say("There are no answers in {folder}.", folder=settings.data))
    today = published_state(settings).company.today()
    try:
        _tell(read, erase_answer(settings, read, today))
    except UnknownReceipt:
        unknown = say(
            "No answer has the receipt {receipt}: either it was taken down wrongly, or the answer is gone "
            "already, its time having passed. Nothing is left to erase.",
            receipt=read,
        )
        raise click.ClickException(unknown) from None
    except (sqlite3.Error, OSError) as reason:
        unfinished = say(
            "The erasure could not be finished: {reason}. Give the same order again.", reason=str(reason)
        )
        raise click.ClickException(unfinished) from None


def _tell(receipt: str, erasure: Erasure) -> None:
    """Say what became of an answer and what is still to come; ends the command where it is not finished."""
    day = WORDS.date(erasure.day)
    if erasure.now:
        click.echo(say("The answer {receipt} is erased and counts no more.", receipt=receipt))
    else:
        click.echo(say("The answer {receipt} was erased on {day}.", receipt=receipt, day=day))
    gone = WORDS.date(erasure.day + dt.timedelta(days=KEPT_DAYS))
    click.echo(say("No backup will hold it any more from {day} on.", day=gone))
    if not erasure.clean:
        raise click.ClickException(
            say(
                "Somebody is reading the answers at the moment, so its words may still stand in «{file}-wal». "
                "Give the same order again in a few minutes.",
                file="feedback.db",
            )
        )
