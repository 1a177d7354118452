"""The questionnaire of a product tells its visitors of that product alone, though the app reads much more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback_app import create_app
from feedback_app.settings import Settings
from luz.audience import Audience
from luz.published import STATE_FILE, publish
from tests.leaks.built import Sites
from tests.leaks.oracle import committed_table
from tests.leaks.places import COMPANY, Token
from tests.leaks.traces import found_in

pytestmark = pytest.mark.xdist_group("leaks")

OF_A_CLIENT = "Client.products"
"""The list is for the client, but whoever visits one of its products reads that one's questionnaire."""


@pytest.fixture(scope="module")
def pages(sites: Sites, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What is served at the address of each product, in each language; by the owner of the product."""
    settings = Settings(tmp_path_factory.mktemp("served"))
    publish(sites.library, settings.published, sites.workshop.plans)
    visitor = create_app(settings, collector_only=True).test_client()
    asked = {COMPANY: sites.library.company.products}
    asked |= {folder.id: folder.client.products for folder in sites.library.clients}
    return {
        owner: b"".join(
            visitor.get(f"/survey/{product.id}?lang={language}").data
            for product in products
            for language in ("es", "en")
        )
        for owner, products in asked.items()
    }


def _may_be_read(token: Token, owner: str) -> bool:
    table = committed_table()
    audiences = {table[name] for name in token.fields if name != OF_A_CLIENT} | {token.limit}
    return audiences == {Audience.PUBLIC} and token.owner in (owner, COMPANY)


@pytest.mark.parametrize("owner", [COMPANY, "alba", "brisa", "muestra", "borrador"])
def test_the_page_of_a_questionnaire_holds_nothing_but_what_its_visitors_may_read(
    owner: str, sites: Sites, pages: dict[str, bytes]
) -> None:
    found = found_in(pages[owner])

    leaked = [token for token in sites.garden.tokens if token.word in found]
    assert {" ".join(token.fields) for token in leaked if not _may_be_read(token, owner)} == set()


def test_a_questionnaire_is_there_to_be_read(sites: Sites, pages: dict[str, bytes]) -> None:
    asked = {"Questionnaire.introduction", "ScaleQuestion.text", "NpsQuestion.lowest", "Point.label"}

    read = found_in(pages["alba"])

    assert set(_missing(sites, read, asked, "alba")) == set()


def test_a_draft_has_no_questionnaire_to_be_read(sites: Sites, pages: dict[str, bytes]) -> None:
    read = found_in(pages["borrador"])

    tokens = (token for token in sites.garden.tokens if token.to_be_read)
    assert {token.owner for token in tokens if token.word in read} == {COMPANY}


def test_what_is_published_for_the_app_would_be_noticed_on_a_page(sites: Sites, tmp_path: Path) -> None:
    publish(sites.library, tmp_path, sites.workshop.plans)

    found = found_in((tmp_path / STATE_FILE).read_bytes())

    leaked = [token for token in sites.garden.tokens if token.word in found]
    assert {token.owner for token in leaked if not _may_be_read(token, "alba")} != set()


def _missing(sites: Sites, found: set[str], fields: set[str], owner: str) -> Iterator[str]:
    for token in sites.garden.tokens:
        if token.owner == owner and token.fields[-1] in fields and token.word not in found:
            yield token.fields[-1]
