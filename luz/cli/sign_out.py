"""`luz sign-out`: end the sessions of one mail address, or everybody's, while the app goes on running."""

from __future__ import annotations

from pathlib import Path

import click

from feedback_app.access_file import access_file
from feedback_app.sessions import Sessions
from feedback_app.settings import Settings
from luz.cli.command_help import WORDS
from luz.cli.options import OPTIONS, data_folder, data_option, say


@click.command("sign-out", **OPTIONS, help=say("End the sessions of a mail address, in every browser."))
@click.argument("mail", metavar=say("[MAIL]"), required=False)
@click.option("--everybody", is_flag=True, help=say("End the sessions of everybody."))
@data_option
def sign_out(mail: str | None, everybody: bool, data: Path | None) -> None:
    if bool(mail) == everybody:
        raise click.ClickException(say("Give a mail address, or --everybody."))
    path = Settings(data_folder(data)).access
    ended = _ended(path, None if everybody else mail)
    click.echo(WORDS.count("{number} session has been ended.", "{number} sessions have been ended.", ended))


def _ended(path: Path, mail: str | None) -> int:
    """How many sessions of an address, or of everybody, were ended. A file that is not there is not made."""
    if not path.exists():
        return 0
    file = access_file(path)
    try:
        return Sessions(file).end_of_mail(mail)
    finally:
        file.close()
