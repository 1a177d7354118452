"""No built site holds a byte its readers may not see, and each shows all that they may.

Every text, date, number, opening and file name of every noun is one of its own; the committed table of
audiences says who may see it. Each edition is built for real and looked through to the last byte.
"""

from __future__ import annotations

import pytest

from hooks.pages import pages_of
from luz.audience import Audience, Edition, project
from luz.editions import Shown
from tests.leaks.built import EDITIONS, HAND_WRITTEN, Sites
from tests.leaks.oracle import committed_table, may_see
from tests.leaks.places import TODAY, Token
from tests.leaks.reviewed import NOT_WRITTEN_OUT
from tests.leaks.traces import found_in

pytestmark = pytest.mark.xdist_group("leaks")

NOTHING_OWN = {
    "Assignment",
    "CalendarsFile",
    "ContingenciesFile",
    "FrozenVersions",
    "MatterContacts",
    "PublicHolidays",
}
"""Nouns that hold nothing unmistakable: choices, flags and references alone, or no part of the library."""


def _to_be_read(sites: Sites) -> list[Token]:
    contents = set(sites.contents.values())
    return [token for token in sites.garden.tokens if token.to_be_read and token.word not in contents]


def _sorted_places(tokens: list[Token]) -> list[str]:
    return sorted(
        {f"{' '.join(token.fields)} ({token.owner}, {token.language}, {token.limit})" for token in tokens}
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_an_edition_may_not_see_stands_in_no_byte_of_it(edition: str, sites: Sites) -> None:
    table = committed_table()
    anywhere = sites.found[edition].anywhere

    leaked = [
        token
        for token in sites.garden.tokens
        if token.word in anywhere and not may_see(token, edition, table)
    ]

    assert _sorted_places(leaked) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_an_edition_may_see_stands_on_a_page_of_it(edition: str, sites: Sites) -> None:
    table = committed_table()
    on_pages = sites.found[edition].on_pages

    missing = [
        token for token in _to_be_read(sites) if token.word not in on_pages and may_see(token, edition, table)
    ]

    assert _sorted_places([token for token in missing if token.fields[-1] not in NOT_WRITTEN_OUT]) == []


def test_what_is_said_not_to_be_written_out_stands_on_no_page(sites: Sites) -> None:
    tokens = [token for token in sites.garden.tokens if token.fields[-1] in NOT_WRITTEN_OUT]
    written = {token.fields[-1] for token in tokens if token.word in sites.found["internal"].on_pages}

    assert (written, {token.fields[-1] for token in tokens}) == (set(), set(NOT_WRITTEN_OUT))


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_file_goes_along_with_an_edition_exactly_if_its_record_is_seen(edition: str, sites: Sites) -> None:
    table = committed_table()
    words = set(sites.contents.values())
    files = [token for token in sites.garden.tokens if token.word in words]

    handed_over = {token.word for token in files if token.word in sites.found[edition].anywhere}

    assert handed_over == {token.word for token in files if may_see(token, edition, table)}


def test_a_hand_written_page_that_states_no_audience_is_internal(sites: Sites) -> None:
    held = {name: sorted(found.anywhere & set(HAND_WRITTEN)) for name, found in sites.found.items()}

    assert held == {
        "internal": ["zqclieqz", "zqinteqz", "zqnadaqz", "zqpublqz"],
        "public": ["zqpublqz"],
        "client:alba": ["zqclieqz", "zqpublqz"],
        "client:brisa": [],
    }


def test_the_draft_and_the_specimen_have_no_portal(sites: Sites) -> None:
    assert sorted(sites.found) == sorted(EDITIONS)


def test_an_unprojected_record_turns_this_test_red(sites: Sites) -> None:
    table = committed_table()
    alba = Edition(Audience.CLIENT, "alba", "es")
    only_alba = sites.library.model_copy(update={"clients": sites.library.clients[:1]})
    unprojected = Shown(alba, project(only_alba, Edition(Audience.INTERNAL)))

    pages = pages_of(unprojected, TODAY, "http://x.example")

    shown = found_in("".join(page.html for page in pages).encode())
    leaked = [
        token for token in sites.garden.tokens if token.word in shown and not may_see(token, alba.name, table)
    ]
    assert _sorted_places(leaked) != []


def test_every_noun_of_the_model_was_planted(sites: Sites) -> None:
    planted_nouns = {name.partition(".")[0] for token in sites.garden.tokens for name in token.fields}
    nouns = {name.partition(".")[0] for name in committed_table()}

    assert nouns - planted_nouns == NOTHING_OWN
