"""A page with code that is not the theme's is never published, however that code is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from hooks.foreign_code import ForeignCode, foreign_code, refuse_foreign_code
from luz.theme_scripts import THEME_SCRIPTS, script_hash
from tests.builders.folders import REPOSITORY

PAGE = (
    '<html><head><script src="../assets/javascripts/bundle.a5f9d56c.min.js"></script></head><body>'
    '<script id="__config" type="application/json">{"base": ".."}</script>{}</body></html>'
)
FOREIGN = [
    "<script>alert(1)</script>",
    "<SCRIPT >alert(1)</SCRIPT >",
    "<script\n>alert(1)</script>",
    "<script>alert(1)",
    '<script src="https://evil.example/assets/x.js"></script>',
    '<script src="//evil.example/assets/x.js"></script>',
    '<script src="//evil/assets/x.js"></script>',
    '<script src="../ficheros/olmo/x.js"></script>',
    '<script src="../ficheros/olmo/../../assets/x.html"></script>',
    "<img src=x onerror=alert(1)>",
    '<img src="x"onerror="alert(1)">',
    "<svg/onload=alert(1)>",
    "<details open ontoggle = alert(1)>",
    "<p\nONCLICK\n=\nalert(1)>",
    '<p style="color: red">',
    "<style>p { color: red }</style>",
    '<a href="javascript:alert(1)">',
    '<a href=" java&#10;script:alert(1)">',
    "<a href=&#106;avascript:alert(1)>",
    '<form action="vbscript:x">',
    '<iframe srcdoc="x"></iframe>',
    "<object data=x></object>",
    '<base href="//evil.example/">',
    '<meta http-equiv="refresh" content="0; url=//evil.example/">',
]
HARMLESS = [
    "<p>on=1, style=bold, javascript: y <b>onerror=x</b> &lt;script&gt;alert(1)&lt;/script&gt;</p>",
    '<p title="&#34; onfocus=&#34;alert(1)&#34; style=&#34;x&#34; javascript:x">',
    '<a href="https://luz.example/?x=javascript:alert(1)">javascript:alert(1)</a>',
    "<option data-online=x conference=1>",
]


def test_the_scripts_of_the_theme_are_those_of_a_build_without_content(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# .\n")
    told = load_config(str(REPOSITORY / "mkdocs.yml"))
    toggle = {"icon": "material/weather-night", "name": "."}
    schemes = [{"media": f"(prefers-color-scheme: {one})", "toggle": toggle} for one in ("light", "dark")]
    features = list(told.theme["features"])
    empty = load_config(
        str(REPOSITORY / "mkdocs.yml"),
        docs_dir=str(tmp_path / "docs"),
        site_dir=str(tmp_path / "site"),
        theme={"name": "material", "font": False, "features": features, "palette": schemes},
        extra_css=[],
        extra_javascript=[],
        hooks=[],
    )

    build(empty)

    html = (tmp_path / "site" / "index.html").read_text()
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert [script_hash(script) for script in scripts] == list(THEME_SCRIPTS)


@pytest.mark.parametrize("code", FOREIGN)
def test_foreign_code_is_found(code: str) -> None:
    assert list(foreign_code(PAGE.replace("{}", code))) != []


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_speaks_of_code_is_text(text: str) -> None:
    assert list(foreign_code(PAGE.replace("{}", text))) == []


def test_a_site_with_foreign_code_is_refused_and_told_where(tmp_path: Path) -> None:
    page = tmp_path / "plan" / "index.html"
    page.parent.mkdir()
    page.write_text(PAGE.replace("{}", "<img src=x onerror=alert(1)>"))

    with pytest.raises(ForeignCode) as refused:
        refuse_foreign_code(tmp_path)

    told = "la página «plan/index.html» contiene código que no es del tema: <img src=x onerror=alert(1)>"
    assert str(refused.value) == told


def test_a_document_may_hold_anything_as_it_is_served_to_run_nothing(tmp_path: Path) -> None:
    (tmp_path / "acta.html").write_text("<script>alert(1)</script>")

    refuse_foreign_code(tmp_path)
