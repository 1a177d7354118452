"""A restore that was cut short, told and finished: by `luz feedback restore`, and by whoever serves next."""

from __future__ import annotations

import click

from feedback_app.settings import Settings
from feedback_app.upkeep.restoring import InUse, finish, is_cut_short
from luz.cli.feedback.company_day import company_day
from luz.cli.options import say


def finish_restoring(settings: Settings) -> None:
    """Finish what was cut short, if anything was, and say so; the caller holds the claim on the folder."""
    try:
        finished = finish(settings, company_day(settings))
    except InUse as used:
        open_ = say("Another program has «{file}» open: Litestream or a console of SQLite.", file=used.file)
        remedy = say(
            "A restore was cut short. Close that program and give the order again: it will be finished."
        )
        raise click.ClickException(f"{open_}\n{remedy}") from None
    except OSError as failed:
        message = say("A restore was cut short, and cannot be finished: {reason}.", reason=failed)
        raise click.ClickException(message) from None
    if finished:
        click.echo(say("A restore that had been cut short is finished now."))


def refuse_half_restored(settings: Settings) -> None:
    """End the command where a restore was cut short: what it did to the old files would be lost with them."""
    if is_cut_short(settings):
        raise click.ClickException(say("A restore was cut short: «luz feedback restore» finishes it."))
