"""`luz freeze`: the present version of a questionnaire may no longer change."""

from __future__ import annotations

import difflib

import click

from luz import wording
from luz.cli.command_help import PACKAGE
from luz.cli.options import OPTIONS, PLANS, lang_option, say
from luz.freezing import freeze as freeze_version
from luz.freezing import is_frozen
from luz.model.library import Library
from luz.model.questionnaire import Questionnaire
from luz.plans import Plans
from luz.today import load_today
from luz.wording import Wording


@click.command(
    **OPTIONS,
    help=say("Freeze the present version of a questionnaire: from then on it cannot change unnoticed."),
)
@click.argument("questionnaire", metavar=say("QUESTIONNAIRE"))
@lang_option
def freeze(questionnaire: str, lang: str) -> None:
    today, plans = load_today(PLANS)
    words = wording.load(PACKAGE, lang)
    library = _sound(plans, words)
    chosen = _called(questionnaire, library, words)
    params = {"version": chosen.version, "questionnaire": chosen.id}
    if is_frozen(library, chosen):
        click.echo(words.text("Version {version} of «{questionnaire}» is frozen already.", **params))
        return
    try:
        file = freeze_version(library, chosen, PLANS, today)
    except OSError as refused:
        message = words.text("«{file}» cannot be written: {reason}.", file=refused.filename, reason=refused)
        raise click.ClickException(message) from None
    message = "Version {version} of «{questionnaire}» is frozen in {file}. Save both files together."
    click.echo(words.text(message, **params, file=file.as_posix()))


def _sound(plans: Plans, words: Wording) -> Library:
    """The library; ends where the company's own data, which is everybody's, has problems."""
    if plans.library is not None:
        return plans.library
    for problem in plans.problems:
        if problem.client is None:
            click.echo(problem.render(words))
    raise click.ClickException(words.text("Nothing is frozen until this is mended."))


def _called(name: str, library: Library, words: Wording) -> Questionnaire:
    by_id = {one.id: one for one in library.questionnaires}
    if name in by_id:
        return by_id[name]
    near = difflib.get_close_matches(name, by_id, n=1, cutoff=0.6)
    message = "No questionnaire is called «{name}»; there are: {known}."
    if near:
        message = "No questionnaire is called «{name}»; did you mean «{nearest}»?"
    params = {"name": name, "known": words.listing(list(by_id)), "nearest": near[0] if near else ""}
    raise click.ClickException(words.text(message, **params))
