"""The page an editor sees instead of the site."""

from __future__ import annotations

from pathlib import Path

from hooks.mending import failure_page, problems_page
from luz.problems import Problem
from tests.journeys.page_reading import PageRead

PROBLEM = Problem(
    "plans/company.yml",
    2,
    "people.1.mail",
    "BAD_MAIL",
    "a file holds one document; remove the line «---» or «...»",
)


def test_each_problem_stands_with_its_place_its_remedy_and_its_lines(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "company.yml").write_text("name: Oficio\n<script>alert(1)</script>: &x\n")

    html = problems_page([PROBLEM, PROBLEM], tmp_path)

    assert "<h1>Los planes tienen 2 problemas</h1>" in html
    assert html.count("<h2>un archivo contiene un solo documento; quite la línea «---» o «...»</h2>") == 2
    assert html.count("<code>plans/company.yml</code>") == 2
    assert html.count("<code>people.1.mail</code>") == 2
    assert html.count('<span class="unseen">Aquí: </span>2</th>') == 2
    assert html.count("<code>&lt;script&gt;alert(1)&lt;/script&gt;: &amp;x</code>") == 2
    assert "<script" not in html


def test_one_problem_is_one(tmp_path: Path) -> None:
    assert "<h1>Los planes tienen 1 problema</h1>" in problems_page([PROBLEM], tmp_path)


def test_why_a_site_could_not_be_built_is_told_line_by_line() -> None:
    html = failure_page("docs/a.md: <b>uno</b>\ndos")

    assert "<li>docs/a.md: &lt;b&gt;uno&lt;/b&gt;</li>" in html
    assert "<li>dos</li>" in html


def test_the_page_comes_again_by_itself_without_scripts(tmp_path: Path) -> None:
    for html in (problems_page([PROBLEM], tmp_path), failure_page("uno")):
        assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in html
        assert PageRead("http://oficio.example/", html).language == "es"
