"""Checks, builds and publishes, saying what is done, for every command that publishes."""

from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal
from pathlib import Path

import click

from feedback_app.settings import Settings
from hooks.edition_site import Occasion, UnknownEdition
from hooks.editions import EditionFailed, Workshop, build_all, build_one
from luz import past_plans
from luz.access_list import AccessList
from luz.cli.command_help import WORDS
from luz.cli.options import PLANS, say
from luz.model.library import Library
from luz.plans import Plans, load
from luz.published import NothingPublished, Published, PublishedState, publish, withdraw
from luz.today import load_today


def publish_all(settings: Settings, day: dt.date | None = None, edition: str | None = None) -> bool:
    """Check, build and publish; whether all could be, and nothing was held back."""
    today, plans = checked(day)
    if plans.library is None:
        click.echo(say("Nothing is published until this is mended."), err=True)
        return False
    try:
        publish_checked(plans, plans.library, settings, today, edition)
    except (EditionFailed, UnknownEdition) as failed:
        click.echo(str(failed), err=True)
        return False
    _tell_held_back(plans, published_state(settings).access)
    return not plans.problems


def _tell_held_back(plans: Plans, access: AccessList) -> None:
    """Name each client held back, and where somebody taken out of its plan could not be noticed."""
    for client in plans.held_back:
        click.echo(say("The portal of «{client}» stays as it was until its plans are mended.", client=client))
        if plans.still_granted[client] is None and any(one.client == client for one in access.contacts):
            unread = say(
                "The plan of «{client}» is missing or cannot be read: if you took somebody out of it, they "
                "can still sign in. To shut them out, mend it and publish; «luz sign-out» alone does not.",
                client=client,
            )
            click.echo(unread)


def checked(day: dt.date | None = None) -> tuple[dt.date, Plans]:
    """The day, the company's present one where none is given, and the plans as of it; tells every problem."""
    click.echo(f"» {say('Checking the plans…')}")
    today, plans = (day, load(PLANS, day)) if day else load_today(PLANS)
    for problem in plans.problems:
        click.echo(problem.render(WORDS))
    return today, plans


def publish_checked(
    plans: Plans, library: Library, settings: Settings, today: dt.date, edition: str | None = None
) -> None:
    """Build and publish; `library` is that of the plans. Raises EditionFailed, UnknownEdition."""
    made_from = past_plans.files_of(PLANS)
    workshop = Workshop(Path(), PLANS, settings.data, Occasion(today, settings.public_url, settings.demo))
    # Whoever has left goes first, and nobody new comes before the new sites stand.
    withdraw(library, settings.published, plans.still_granted)
    _build(plans, workshop, edition)
    publish(library, settings.published, PLANS, plans.still_granted)
    if edition is None:
        past_plans.keep(made_from, settings.data, plans.held_back)


def _build(plans: Plans, workshop: Workshop, edition: str | None) -> None:
    start = time.monotonic()
    if edition is None:
        built = build_all(plans, workshop, lambda name: click.echo(f"» {_called(name)}…"))
    else:
        built = (build_one(edition, plans, workshop),)
    pages, seconds = sum(len(one.pages) for one in built), Decimal(f"{time.monotonic() - start:.1f}")
    click.echo(say("{pages} pages in {seconds} s.", pages=pages, seconds=WORDS.number(seconds)))


def _called(edition: str) -> str:
    """What people call an edition."""
    kind, _, client = edition.partition(":")
    names = {"internal": say("Intranet"), "public": say("Public site")}
    return names.get(kind) or say("Portal of {client}", client=client)


def published_state(settings: Settings) -> Published:
    """What was published last; says so and ends where nothing was."""
    try:
        return PublishedState(settings.published).current()
    except NothingPublished:
        missing = say(
            "Nothing is published in {folder} yet; «luz build» does it once the plans are in order.",
            folder=settings.data,
        )
        raise click.ClickException(missing) from None
