"""A page knows its headings, and addresses are written as seen from it."""

from __future__ import annotations

import pytest

from hooks.page import Heading, Page, relative


@pytest.mark.parametrize(
    ("target", "page", "address"),
    [
        ("", "", "./"),
        ("", "clientes/olmo/", "../../"),
        ("clientes/olmo/", "", "clientes/olmo/"),
        ("clientes/olmo/plan/", "clientes/olmo/", "plan/"),
        ("personas/#person-ana", "clientes/olmo/", "../../personas/#person-ana"),
        ("personas/#person-ana", "personas/", "#person-ana"),
        ("#top", "", "#top"),
        ("ficheros/olmo/acta.pdf", "clientes/olmo/", "../../ficheros/olmo/acta.pdf"),
    ],
)
def test_an_address_is_written_as_seen_from_the_page(target: str, page: str, address: str) -> None:
    assert relative(target, page) == address


def test_headings_with_an_id_become_the_table_of_contents() -> None:
    html = (
        '<h1 id="t">T</h1><h2 id="a"><span class="n">1</span> Uno &amp; dos</h2><h2>sin id</h2>'
        '<h3 class="x" id="b">Tres</h3><h4 id="c">Cuatro</h4>'
    )

    assert Page("", "T", html).headings == (Heading(2, "a", "1 Uno & dos"), Heading(3, "b", "Tres"))


@pytest.mark.parametrize("path", ["clientes", "/clientes/", "index.html"])
def test_a_path_that_is_no_folder_below_the_root_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="a folder below the root"):
        Page(path, "", "")


def test_the_navigation_calls_a_page_by_its_short_title() -> None:
    assert (Page("", "Plan de servicio", "").label, Page("", "Largo", "", "Corto").label) == (
        "Plan de servicio",
        "Corto",
    )
