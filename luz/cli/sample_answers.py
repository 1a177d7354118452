"""`luz sample-answers`: invented answers to every questionnaire, each known as a sample."""

from __future__ import annotations

from pathlib import Path

import click

from feedback_app import sample
from feedback_app.settings import Settings
from feedback_app.storage import Storage
from feedback_app.suspects.quarantine import Quarantine
from feedback_app.suspects.sample_suspects import hold_samples
from luz.cli.command_help import WORDS
from luz.cli.options import OPTIONS, data_folder, data_option, say
from luz.cli.publishing import published_state
from luz.published import Published


@click.command(
    "sample-answers", **OPTIONS, help=say("Invent answers to every questionnaire, each known as a sample.")
)
@click.option("--days", default=400, metavar=say("NUMBER"), help=say("How many days back they begin (400)."))
@click.option(
    "--seed", default=1, metavar=say("NUMBER"), help=say("The same number gives the same answers (1).")
)
@data_option
def sample_answers(days: int, seed: int, data: Path | None) -> None:
    settings = Settings(data_folder(data, demo=True), demo=True)
    try:
        _invent(settings, published_state(settings), days, seed)
    except sample.RealResponses:
        refusal = say("{file} holds real answers: no sample is added beside them.", file=settings.answers)
        raise click.ClickException(refusal) from None


def invent_if_none(settings: Settings) -> None:
    """Fill the answers with samples, unless some are there or they are real."""
    try:
        _invent(settings, published_state(settings), days=400, seed=1)
    except sample.RealResponses:
        click.echo(say("{file} holds real answers: no sample is added beside them.", file=settings.answers))


def _invent(settings: Settings, published: Published, days: int, seed: int) -> None:
    """Fill the answers with samples, unless some are there. Raises RealResponses."""
    settings.data.mkdir(parents=True, exist_ok=True)
    storage = Storage(settings.answers)
    try:
        today = published.company.today()
        number = sample.generate(published, storage, days=days, seed=seed, today=today)
    finally:
        storage.close()
    click.echo(say("{number} sample answers in {file}.", number=WORDS.number(number), file=settings.answers))
    quarantine = Quarantine(settings.guardian)
    suspects = hold_samples(published, quarantine, today)
    quarantine.close()
    if suspects:
        told = "{number} suspected sample answers in {file}."
        click.echo(say(told, number=WORDS.number(suspects), file=settings.guardian))
