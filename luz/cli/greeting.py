"""What `luz serve` prints once everything answers: the address of each thing there is to see."""

from __future__ import annotations

from feedback_app.access import Kind, Resource, may
from feedback_app.demo_links import link, samples
from feedback_app.settings import Settings
from feedback_app.sign_in import WAY_IN
from luz.access_list import Contact, Employee
from luz.cli.command_help import WORDS
from luz.published import Published

say = WORDS.text


def greeting(published: Published | None, settings: Settings) -> str:
    """The addresses, one a line, as far as anything is published; in the demonstration, whom one can be."""
    url = settings.public_url
    rows = [(say("Public site"), f"{url}/")]
    if published is not None:
        rows += _questionnaires(published, url)
    rows.append((say("Intranet"), f"{url}/intranet/"))
    if published is not None:
        rows += _portals(published, url)
    rows += [(say("Answers, in Datasette"), f"{settings.data_url}/"), (say("Sign in"), f"{url}{WAY_IN}")]
    lines = ["", say("Luz is on (Ctrl-C closes it):"), *_columns(rows)]
    if published is not None and settings.demo_key:
        lines += [
            "",
            say("To see it as somebody else does, while it is on:"),
            *_columns(_people(published, settings)),
        ]
    return "\n".join(lines)


def _columns(rows: list[tuple[str, str]]) -> list[str]:
    width = max((len(name) for name, _ in rows), default=0)
    return [f"  {name:<{width}}  {address}" for name, address in rows]


def _questionnaires(published: Published, public_url: str) -> list[tuple[str, str]]:
    return [
        (say("Questionnaire: {product}", product=one.name), f"{public_url}/survey/{one.id}")
        for one in published.products
    ]


def _portals(published: Published, public_url: str) -> list[tuple[str, str]]:
    clients = dict.fromkeys((one.client, one.client_name) for one in published.access.contacts)
    return [(say("Portal of {client}", client=name), f"{public_url}/clients/{id}/") for id, name in clients]


def _people(published: Published, settings: Settings) -> list[tuple[str, str]]:
    return [
        (_called(one), f"{settings.public_url}{link(one.person, settings.demo_key)}")
        for one in samples(published)
    ]


def _called(person: Employee | Contact) -> str:
    if isinstance(person, Contact):
        return say("{name}, of {client}", name=person.name, client=person.client_name)
    if may(person, Resource(Kind.GUARDIAN)):
        return say("{name}, guardian of the experience", name=person.name)
    if person.manager:
        return say("{name}, manager", name=person.name)
    return say("{name}, employee", name=person.name)
