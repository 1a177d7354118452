"""Hand-written pages stand where their audience and language say; what they hold cannot run."""

from __future__ import annotations

from typing import Any

import pytest

from hooks.written_pages import FaultyPage, audience_of_file, safe_html, written_page
from luz.audience import Audience, Edition

INTRANET = Edition(Audience.INTERNAL)
PUBLIC = Edition(Audience.PUBLIC)
PORTAL = Edition(Audience.CLIENT, "olmo")
ENGLISH_PORTAL = Edition(Audience.CLIENT, "north-pier", "en")


def stands_in(**meta: Any) -> list[Edition]:
    page = written_page("a.md", "a/", "# Título", meta)
    return [edition for edition in (INTRANET, PUBLIC, PORTAL, ENGLISH_PORTAL) if page.stands_in(edition)]


def test_a_page_that_states_no_audience_is_for_employees() -> None:
    assert stands_in() == [INTRANET]


def test_a_page_stands_wherever_its_audience_admits_the_readers() -> None:
    assert stands_in(audience="client") == [INTRANET, PORTAL]
    assert stands_in(audience="public") == [INTRANET, PUBLIC, PORTAL]


def test_a_page_stands_only_where_its_language_is_read() -> None:
    assert stands_in(audience="public", language="en") == [ENGLISH_PORTAL]


def test_an_unknown_audience_is_refused_with_the_page_that_states_it() -> None:
    with pytest.raises(FaultyPage, match=r"^manual/a\.md: audience: no existe «todos»; escriba public,"):
        written_page("manual/a.md", "manual/a/", "", {"audience": "todos"})


def test_an_order_that_is_no_number_is_refused() -> None:
    with pytest.raises(FaultyPage, match=r"^a\.md: order: «primera»"):
        written_page("a.md", "a/", "", {"order": "primera"})


def test_a_head_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(FaultyPage, match=r"^a\.md: no se entienden las líneas entre los dos «---»"):
        written_page("a.md", "a/", "---\ntitle: Uno: dos\n---\n# Uno\n", {})


@pytest.mark.parametrize(
    ("text", "meta", "title"),
    [
        ("# Fases ##\n\n# Otra", {}, "Fases"),
        ("# Fases {#fases}", {}, "Fases"),
        ("# Fases", {"title": "Las fases"}, "Las fases"),
        ("Sin título", {}, "fases"),
    ],
)
def test_a_page_is_called_by_its_title_or_first_heading(text: str, meta: dict[str, Any], title: str) -> None:
    assert written_page("fases.md", "manual/fases/", text, meta).title == title


def test_a_picture_is_as_confidential_as_the_strictest_page_beside_it() -> None:
    pages = [
        written_page("manual/a.md", "manual/a/", "", {"audience": "internal"}),
        written_page("manual/b.md", "manual/b/", "", {"audience": "public"}),
        written_page("publico/c.md", "publico/c/", "", {"audience": "public"}),
    ]

    assert audience_of_file("manual/foto.png", pages) is Audience.INTERNAL
    assert audience_of_file("publico/img/foto.png", pages) is Audience.PUBLIC


def test_a_file_with_no_page_above_it_is_for_employees() -> None:
    assert audience_of_file("suelta.png", []) is Audience.INTERNAL


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("<p>Hola<script>alert(1)</script></p>", "<p>Hola</p>"),
        ('<img src="a.png" onerror="alert(1)" alt="a">', '<img src="a.png" alt="a">'),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<p style="position:fixed">x</p>', "<p>x</p>"),
        ('<iframe src="https://otro.example"></iframe>', ""),
    ],
)
def test_what_could_run_is_taken_out(html: str, safe: str) -> None:
    assert safe_html(html) == safe


@pytest.mark.parametrize(
    "html",
    [
        '<h2 id="a">A<a class="headerlink" href="#a" title="Enlace">¶</a></h2>',
        '<div class="admonition note"><p class="admonition-title">Nota</p></div>',
        '<details class="note"><summary>Más</summary><p>x</p></details>',
        '<p><a href="../otra/">x</a> <a href="mailto:a@b.example">y</a></p>',
    ],
)
def test_what_markdown_makes_stays(html: str) -> None:
    assert safe_html(html) == html
