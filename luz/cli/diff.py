"""`luz diff`: what changed in the plans since the last build, or since a revision of git, in words."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from luz import wording
from luz.changes_told import Told
from luz.cli.command_help import PACKAGE, WORDS
from luz.cli.options import OPTIONS, PLANS, data_folder, data_option, say
from luz.comparison import Comparison, compare
from luz.past_plans import NoSuchState, at_last_build, at_revision
from luz.plan_history import entry, left_out, version_of_entry
from luz.today import zone_of


@click.command(
    **OPTIONS,
    help=say("Tell in words what changed in the plans since SINCE (a revision of git) or the last build."),
)
@click.argument("since", metavar=say("[SINCE]"), required=False)
@click.option("--client", metavar="ID", help=say("Only what concerns this client."))
@click.option(
    "--audience",
    type=click.Choice(["internal", "client"]),
    default="internal",
    help=say("With «client», only what each client may read, in his own language."),
)
@click.option(
    "--yaml",
    "as_yaml",
    is_flag=True,
    help=say("What each client may read, ready to paste in the history of his plan."),
)
@click.option(
    "--lang", type=click.Choice(wording.languages(PACKAGE)), help=say("The language of the sentences.")
)
@data_option
def diff(
    since: str | None, client: str | None, audience: str, as_yaml: bool, lang: str | None, data: Path | None
) -> None:
    try:
        comparison = _compared(since, data_folder(data))
        if client is not None and client not in comparison.clients:
            message = "no client is called «{client}»; there are: {clients}"
            raise NoSuchState(message, client=client, clients=WORDS.listing(comparison.clients))
        _warn(comparison)
        clients = comparison.clients if client is None else (client,)
        if as_yaml:
            _print_entries(comparison, clients, lang)
        elif audience == "client":
            _print_for_clients(comparison, clients, lang)
        else:
            _print(comparison.for_us(lang or WORDS.language, client), lang)
    except NoSuchState as missing:
        raise click.ClickException(say(missing.message, **missing.params)) from None


def _remind(comparison: Comparison, client: str, language: str | None) -> None:
    """What else the editor of a plan has to know before he pastes the entry."""
    plan, number = comparison.folder(client).plan, left_out(comparison, client, language)
    if plan is not None and entry(comparison, client, dt.date.min, language):
        version = version_of_entry(comparison, plan, client)
        if version != plan.version:
            message = "plans/clients/{client}/plan.yml: raise «version:» from {old} to {new} as well"
            click.echo(say(message, client=client, old=plan.version, new=version), err=True)
    if number:
        message = (
            "{client}: what changed in the company's own files is left out, as it is no part of the plan; "
            "to read it: luz diff --audience client --client {client}"
        )
        click.echo(say(message, client=client), err=True)


def _compared(since: str | None, data: Path) -> Comparison:
    if not PLANS.is_dir():
        raise NoSuchState("there is no folder «{name}» here; run this where mkdocs.yml lies", name=PLANS)
    with tempfile.TemporaryDirectory(prefix="luz-diff-") as folder:
        before = Path(folder) / PLANS.name
        if since is None:
            at_last_build(data, before)
        else:
            at_revision(PLANS, since, before)
        return compare(before, PLANS)


def _warn(comparison: Comparison) -> None:
    for message, files in (
        (
            "{file}: could not be read as it was before; what changed in it is not told",
            comparison.unread_before,
        ),
        (
            "{file}: cannot be read as it is now («luz check» says why); what changed in it is not told",
            comparison.unread_now,
        ),
    ):
        for file in files:
            click.echo(say(message, file=file), err=True)


def _print(told: Sequence[Told], language: str | None) -> None:
    if not told:
        click.echo(wording.load(PACKAGE, language or WORDS.language).text("Nothing has changed."))
    for number, (heading, group) in enumerate(_grouped(told)):
        click.echo(f"{'' if number == 0 else chr(10)}{heading}")
        for one in group:
            click.echo(f"  {one.sentence}")


def _print_for_clients(comparison: Comparison, clients: Sequence[str], language: str | None) -> None:
    for number, client in enumerate(clients):
        name = comparison.folder(client).client.name
        click.echo(f"{chr(10) if number else ''}» {say('Portal of {client}', client=name)}")
        _print(comparison.for_client(client, language), language)


def _grouped(told: Sequence[Told]) -> Iterator[tuple[str, list[Told]]]:
    """The sentences under their headings, each heading once, in the order in which they first occur."""
    order = {heading: place for place, heading in enumerate(dict.fromkeys(one.heading for one in told))}
    ordered = sorted(told, key=lambda one: order[one.heading])
    for heading, group in groupby(ordered, key=lambda one: one.heading):
        yield heading, list(group)


def _print_entries(comparison: Comparison, clients: Sequence[str], language: str | None) -> None:
    today = dt.datetime.now(zone_of(comparison.after)).date()
    entries = [text for one in clients if (text := entry(comparison, one, today, language))]
    for client in clients:
        _remind(comparison, client, language)
    click.echo("\n".join(entries) if entries else say("Nothing has changed."))
