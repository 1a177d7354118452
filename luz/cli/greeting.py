"""What `luz serve` prints once everything answers: the address of each thing there is to see."""

from __future__ import annotations

from luz.cli.command_help import WORDS
from luz.published import Published

say = WORDS.text


def greeting(published: Published, public_url: str, data_url: str, way_in: str) -> str:
    """The addresses, one a line. Without `way_in`, nobody can sign in, and protected ones are left out."""
    clients = dict.fromkeys((one.client, one.client_name) for one in published.access.contacts)
    rows = [(say("Public site"), f"{public_url}/")]
    rows += [
        (say("Questionnaire: {product}", product=one.name), f"{public_url}/survey/{one.id}")
        for one in published.products
    ]
    if way_in:
        rows.append((say("Intranet"), f"{public_url}/intranet/"))
        rows += [
            (say("Portal of {client}", client=name), f"{public_url}/clients/{id}/") for id, name in clients
        ]
        rows += [(say("Answers, in Datasette"), f"{data_url}/"), (say("Choose whom to be"), way_in)]
    width = max(len(name) for name, _ in rows)
    lines = (f"  {name:<{width}}  {address}" for name, address in rows)
    return "\n".join(("", say("Luz is on (Ctrl-C closes it):"), *lines))
