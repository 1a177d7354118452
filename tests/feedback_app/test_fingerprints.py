"""The app's own styles and logo are kept for a year under addresses that change with what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback_app import create_app
from feedback_app.settings import Settings
from tests.builders import a_company, a_library
from tests.feedback_app.published_house import a_published_house, republish
from tests.feedback_app.served import Served, served

PAGES = ("/survey/oficio-web", "/survey/nothing", "/access/nothing")
YEAR = "public, max-age=31536000, immutable"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = a_published_house(tmp_path)
    (settings.site / "public").unlink()
    return settings


@pytest.fixture
def server(settings: Settings) -> Iterator[Served]:
    with served(create_app(settings)) as server:
        yield server


def linked(server: Served, page: str) -> set[str]:
    """The styles, scripts and pictures of a page."""
    return set(re.findall(r'"(/(?:static|brand)/[^"]+)"', server.get(page).text))


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_is_made_of_is_kept_for_a_year(server: Served, page: str) -> None:
    addresses = linked(server, page)

    assert len(addresses) >= 3
    assert {server.get(one).headers["Cache-Control"] for one in addresses} == {YEAR}


@pytest.mark.parametrize("end", ["", "?v=", "?v=000000000000", "?w=1"])
def test_without_its_mark_or_under_an_old_one_it_is_asked_for_again(server: Served, end: str) -> None:
    plain = {address.partition("?")[0] for page in PAGES for address in linked(server, page)}

    keeping = {address: server.get(address + end).headers["Cache-Control"] for address in plain}

    assert {address: said for address, said in keeping.items() if "no-cache" not in said} == {}


def test_another_brand_has_another_address(settings: Settings, server: Served) -> None:
    before = linked(server, PAGES[0])
    repainted = a_company(brand={"primary": "#4d1b3e", "accent": "#084b8a", "logo": "logo.svg"})

    republish(settings.data, a_library(company=repainted))

    changed = {address.partition("?")[0] for address in linked(server, PAGES[0]) ^ before}
    assert changed == {"/brand/colours.css"}


def test_an_unchanged_style_is_not_sent_again(server: Served) -> None:
    for address in ("/brand/colours.css", "/brand/logo", "/static/page.css"):
        first = server.get(address)
        again = server.get(address, If_None_Match=first.headers["ETag"])

        assert (again.status, again.body) == (304, b"")
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


def test_before_anything_is_published_pages_have_their_style_all_the_same(tmp_path: Path) -> None:
    with served(create_app(Settings(tmp_path / "empty", demo=True))) as server:
        addresses = linked(server, "/survey/nothing")

        assert {server.get(address).headers["Cache-Control"] for address in addresses} == {YEAR}
