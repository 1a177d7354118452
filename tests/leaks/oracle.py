"""Who may see a planted word, worked out from the committed table of audiences and from how it was planted.

It shares no code with the projection: it asks the table, the owner of the word, and the rules of the design.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from luz.audience import Audience
from tests.leaks.places import COMPANY, OWNERS, Token

TABLE = Path(__file__).parents[1] / "architecture" / "audiences.txt"

_REACHED_BY_THE_COMPANY = {
    "public": {"Catalogue.services", "Library.calendars", "Library.questionnaires"},
    "client": {"Company.people", "Library.calendars", "Library.procedures", "Organisation.roles"},
}
"""The company's own data names its calendar; on its site, its offer and a questionnaire that no portal needs;
to clients, the guardian's role and how complaints are handled, and by whom."""


@cache
def committed_table() -> dict[str, Audience]:
    """`Entity.field` → audience, as reviewed by hand."""
    rows = (line.split() for line in TABLE.read_text().splitlines() if line and not line.startswith("#"))
    return {name: Audience(audience) for name, audience in rows}


def may_see(token: Token, edition: str, table: Mapping[str, Audience]) -> bool:
    """Whether a word may stand in the edition called `internal`, `public` or `client:<id>`."""
    audiences = {table[name] for name in token.fields} | {token.limit}
    if edition == "internal":
        return token.language in (None, "es")
    if edition == "public":
        as_specimen = may_see(token, "client:muestra", table)
        return as_specimen or _public(token, audiences)
    return _client(token, edition.removeprefix("client:"), audiences)


def _public(token: Token, audiences: set[Audience]) -> bool:
    if audiences != {Audience.PUBLIC} or token.language not in (None, "es"):
        return False
    if token.owner == COMPANY:
        return not token.of_a_thing or not _REACHED_BY_THE_COMPANY["public"].isdisjoint(token.fields)
    return token.fields[0] == "Library.clients"


def _client(token: Token, client: str, audiences: set[Audience]) -> bool:
    if Audience.INTERNAL in audiences or token.language not in (None, OWNERS[client]):
        return False
    if token.owner == COMPANY and not token.of_a_thing:
        return "Company.products" not in token.fields
    if token.owner == COMPANY:
        return not _REACHED_BY_THE_COMPANY["client"].isdisjoint(token.fields)
    return token.owner == client
