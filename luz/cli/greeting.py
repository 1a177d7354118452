"""What `luz serve` prints once everything answers: the address of each thing there is to see."""

from __future__ import annotations

from luz.cli.command_help import WORDS
from luz.published import Published

say = WORDS.text


def greeting(published: Published | None, public_url: str, data_url: str, way_in: str) -> str:
    """The addresses, one a line, as far as anything is published.

    Without `way_in`, nobody can sign in, and protected ones are left out.
    """
    rows = [(say("Public site"), f"{public_url}/")]
    if published is not None:
        rows += _questionnaires(published, public_url)
    if way_in:
        rows.append((say("Intranet"), f"{public_url}/intranet/"))
        if published is not None:
            rows += _portals(published, public_url)
        rows += [(say("Answers, in Datasette"), f"{data_url}/"), (say("Choose whom to be"), way_in)]
    width = max(len(name) for name, _ in rows)
    lines = (f"  {name:<{width}}  {address}" for name, address in rows)
    return "\n".join(("", say("Luz is on (Ctrl-C closes it):"), *lines))


def _questionnaires(published: Published, public_url: str) -> list[tuple[str, str]]:
    return [
        (say("Questionnaire: {product}", product=one.name), f"{public_url}/survey/{one.id}")
        for one in published.products
    ]


def _portals(published: Published, public_url: str) -> list[tuple[str, str]]:
    clients = dict.fromkeys((one.client, one.client_name) for one in published.access.contacts)
    return [(say("Portal of {client}", client=name), f"{public_url}/clients/{id}/") for id, name in clients]
