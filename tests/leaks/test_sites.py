"""No built site holds a byte its readers may not see, and each shows all that they may.

Every text and file name of every noun is a word of its own; the committed table of audiences says who may see
it. Each edition is built for real and looked through to the last byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from hooks.edition_site import Occasion
from hooks.editions import Workshop, build_all, site_folder
from hooks.pages import pages_of
from luz.audience import Audience, Edition, project
from luz.editions import Shown, editions_of
from luz.model.library import Library
from luz.plans import Plans
from tests.leaks.library import planted, write_files
from tests.leaks.oracle import committed_table, may_see
from tests.leaks.planting import TODAY, Garden, Token
from tests.leaks.traces import Traces, traces, words_of

ROOT = Path(__file__).parents[2]
EDITIONS = ("internal", "public", "client:alba", "client:brisa")
HAND_WRITTEN = {
    "zqinteqz": "audience: internal",
    "zqnadaqz": "title: nothing said",
    "zqclieqz": "audience: client",
    "zqpublqz": "audience: public",
}
"""Pages of docs/ by the word they hold, with what they say of their audience; silence means internal."""


NO_WORDS = {
    "Assignment",
    "Band",
    "CalendarsFile",
    "Condition",
    "MatterContacts",
    "PublicHolidays",
    "Retention",
    "Review",
    "Threshold",
    "Validity",
}
"""Nouns that hold no text: numbers, dates and references alone."""


@dataclass(frozen=True)
class Sites:
    """The planted library, built."""

    garden: Garden
    contents: dict[str, str]
    found: dict[str, Traces]
    library: Library


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    folder = tmp_path_factory.mktemp("leaks")
    library, garden = planted(dict(committed_table()))
    contents = write_files(garden, library, folder / "plans")
    workshop = Workshop(
        _project(folder / "project"), folder / "plans", folder / "data", Occasion(TODAY, "http://x.example")
    )

    build_all(Plans(library, (), (), {}), workshop)

    found = {
        edition.name: traces(site_folder(workshop.data, edition).resolve())
        for edition in editions_of(library)
    }
    return Sites(garden, contents, found, library)


def _project(folder: Path) -> Path:
    """The real configuration, theme and hook, around hand-written pages that hold words of their own."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    for name in ("mkdocs.yml", "hooks"):
        (folder / name).symlink_to(ROOT / name)
    for word, says in HAND_WRITTEN.items():
        (docs / f"{word}.md").write_text(f"---\n{says}\n---\n# Página\n\n{word}\n")
    return folder


def _planted_texts(sites: Sites) -> list[Token]:
    contents = set(sites.contents.values())
    return [token for token in sites.garden.tokens if token.word not in contents]


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
        token
        for token in _planted_texts(sites)
        if token.word not in on_pages and may_see(token, edition, table)
    ]

    assert _sorted_places(missing) == []


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

    shown = words_of("".join(page.html for page in pages).encode())
    leaked = [
        token for token in sites.garden.tokens if token.word in shown and not may_see(token, alba.name, table)
    ]
    assert _sorted_places(leaked) != []


def test_every_noun_of_the_model_was_planted(sites: Sites) -> None:
    planted_nouns = {name.partition(".")[0] for token in sites.garden.tokens for name in token.fields}
    nouns = {name.partition(".")[0] for name in committed_table()}

    assert nouns - planted_nouns == NO_WORDS
