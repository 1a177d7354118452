"""`luz new`: commented drafts of a client with its plan, of projects, proposals and other things."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from luz import wording
from luz.cli.command_help import PACKAGE, WORDS, Group
from luz.cli.options import OPTIONS, PLANS, say
from luz.placeholders import CLOSES, OPENS
from luz.scaffold.asking import Refused, desk_for, known_client, valid_id
from luz.scaffold.drafts import Desk, Draft
from luz.scaffold.writing import write
from luz.today import load_today

REASONS = 3
"""Problems named where a draft would bring about many."""

PUBLISH = say("When it is finished, remove the line «draft: sí» and publish with «.venv/bin/luz build».")


@click.group(
    cls=Group,
    help=say("Make a commented draft, with a mark wherever there is something to write."),
    subcommand_metavar=say("COMMAND [OPTIONS]…"),
    options_metavar="",
)
def new() -> None: ...


owner_option = click.option(
    "--owner",
    metavar=say("ID"),
    help=say("Who of us answers for it; otherwise the first account manager in plans/company.yml."),
)
title_option = click.option("--title", metavar=say("TEXT"), help=say("Its title."))
name_option = click.option("--name", metavar=say("TEXT"), help=say("Its name."))
id_argument = click.argument("id", metavar="ID")
client_argument = click.argument("client", metavar=say("CLIENT"))


@new.command(**OPTIONS, help=say("A new client, with the card and the plan of service."))
@id_argument
@name_option
@click.option(
    "--language",
    type=click.Choice(wording.languages(PACKAGE)),
    default="es",
    help=say("The language of the client's portal."),
)
@owner_option
def client(id: str, name: str | None, language: str, owner: str | None) -> None:
    _make(id, owner, lambda desk: desk.client(id, name, language))
    _say_next(PUBLISH)


@new.command(**OPTIONS, help=say("A project of a client."))
@client_argument
@id_argument
@title_option
@owner_option
def project(client: str, id: str, title: str | None, owner: str | None) -> None:
    _make(id, owner, lambda desk: desk.project(client, id, title), client)
    _say_next(PUBLISH)


@new.command(**OPTIONS, help=say("A proposal to a client."))
@client_argument
@id_argument
@title_option
@owner_option
def proposal(client: str, id: str, title: str | None, owner: str | None) -> None:
    _make(id, owner, lambda desk: desk.proposal(client, id, title), client)
    _say_next(PUBLISH)


@new.command(**OPTIONS, help=say("A procedure of the company."))
@id_argument
@name_option
@owner_option
def procedure(id: str, name: str | None, owner: str | None) -> None:
    _make(id, owner, lambda desk: desk.procedure(id, name))
    _say_next(
        say("When it is finished, write «audience: client» if clients follow it, and name it in their plans.")
    )


@new.command(**OPTIONS, help=say("A questionnaire."))
@id_argument
@title_option
def questionnaire(id: str, title: str | None) -> None:
    _make(id, None, lambda desk: desk.questionnaire(id, title))
    _say_next(say("When it is finished, name it in a product: from then on its visitors are asked."))


def _make(
    id: str, owner: str | None, drafted: Callable[[Desk], Sequence[Draft]], client: str | None = None
) -> None:
    """Write what is drafted and list the files; a refusal ends the command with its reason."""
    today, plans = load_today(PLANS)
    try:
        desk = desk_for(plans, today, owner)
        if client is not None:
            known_client(client, plans)
        valid_id(id)
        drafts = drafted(desk)
        paths = write(drafts, PLANS, plans, today)
    except Refused as refused:
        reasons = [problem.render(WORDS) for problem in refused.problems[:REASONS]]
        more = ["…"] if len(refused.problems) > REASONS else []
        raise click.ClickException(
            "\n  ".join([say(refused.message, **refused.params), *reasons, *more])
        ) from None
    click.echo("\n  ".join([say("Made:"), *(path.as_posix() for path in paths)]))
    left = sum(draft.left for draft in drafts)
    click.echo(
        say("Texts to write, between {opens} and {closes}: {left}.", opens=OPENS, closes=CLOSES, left=left)
    )


def _say_next(last: str) -> None:
    steps = (
        say("Open them in your editor and write those texts; each part explains itself."),
        say("Check with «.venv/bin/luz check»: it tells how many are left and where the first stands."),
        say("See the draft on the intranet with «make serve»; nobody else gets it."),
        last,
    )
    click.echo("\n" + say("Next:"))
    for number, step in enumerate(steps, start=1):
        click.echo(f"  {number}. {step}")
