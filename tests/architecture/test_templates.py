"""Holds what a template may do: escape, ask nothing about what is hidden, call nobody outside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, name_of

# Jinja and Flask decide by the file's ending whether a template escapes what it shows.
ESCAPED_ENDINGS = {".html", ".xml", ".svg"}

FORBIDDEN = {
    "asks whether a hidden thing exists": r"\bis\s+(?:not\s+)?(?:un)?defined\b",
    "covers a hidden thing with a default": r"\|\s*(?:default|d)\b",
    "switches escaping off": r"\bautoescape\s+false\b",
    "shows text unescaped": r"\|\s*safe\b",
    "has the browser fetch from outside": (
        r"<(?:script|img|link|iframe|source|video|audio)\b[^>]*\b(?:src|href)\s*=\s*"
        r"[\"']?(?:https?:)?//"
    ),
    "has the style sheet fetch from outside": r"(?:url\(|@import)\s*[\"']?(?:https?:)?//",
}


def templates() -> list[Path]:
    folders = ("hooks/templates", "hooks/theme", "feedback_app/templates")
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc", ".css", ".js"}
    )


def offences(text: str) -> list[str]:
    return [offence for offence, pattern in FORBIDDEN.items() if re.search(pattern, text)]


def test_every_template_has_an_ending_that_is_escaped() -> None:
    endings = {path.suffix for path in templates()}

    assert endings - ESCAPED_ENDINGS == set()


def test_no_template_does_what_is_forbidden() -> None:
    found = {name_of(path): offences(path.read_text()) for path in templates()}

    assert {name: offence for name, offence in found.items() if offence} == {}


@pytest.mark.parametrize(
    ("text", "offence"),
    [
        ("{% if plan.notes is defined %}", "asks whether a hidden thing exists"),
        ("{% if plan.notes is not defined %}", "asks whether a hidden thing exists"),
        ("{{ plan.notes | default('') }}", "covers a hidden thing with a default"),
        ("{{ plan.notes|d('') }}", "covers a hidden thing with a default"),
        ("{% autoescape false %}", "switches escaping off"),
        ("{{ comment|safe }}", "shows text unescaped"),
        ('<script src="//cdn.example/a.js">', "has the browser fetch from outside"),
        ("<img alt='' src=https://cdn.example/a.png>", "has the browser fetch from outside"),
        ("@import 'https://fonts.example/a.css'", "has the style sheet fetch from outside"),
    ],
)
def test_each_forbidden_thing_is_noticed(text: str, offence: str) -> None:
    assert offences(text) == [offence]


def test_ordinary_template_text_is_left_alone() -> None:
    text = '<a href="https://cliente.example">{{ plan.title }}</a> {{ names | join(", ") }}'

    assert offences(text) == []
