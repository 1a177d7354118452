"""Looks through every page of a site for code that is not the theme's: scripts, handlers, styles, frames.

The policy under which pages are served would not let it run. That it stands in a page at all means that what
somebody wrote was taken for more than text, so such a site is not published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from hooks.rendering import wording
from luz.model.base import SOURCE_LANGUAGE
from luz.theme_scripts import THEME_SCRIPTS, script_hash

PAGES = ("index.html", "404.html")
"""The names of all that is a page; whatever else a site holds is served to run nothing."""
_FORBIDDEN_TAGS = frozenset({"applet", "base", "embed", "frame", "iframe", "object", "style"})
_ADDRESSES = frozenset({"action", "data", "formaction", "href", "src", "xlink:href"})
_THEME_FILE = re.compile(r"/?(?:\.{1,2}/)*(?:[a-z0-9_-]+/)*assets/[A-Za-z0-9_./-]+\.js")

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_SUSPECT = (*(f"<{tag}" for tag in sorted(_FORBIDDEN_TAGS)), "style=", "srcdoc", "http-equiv", "script:")
# One for each sign that may stand before an attribute: what begins with a letter is found ten times faster.
_HANDLERS = tuple(
    re.compile(rf"{before}on[a-z]+\s*=") for before in (" ", "\t", "\n", "\r", "\f", '"', "'", "/")
)
_SHOWN = 80


class ForeignCode(ValueError):
    """A page holds code that is not the theme's."""


def refuse_foreign_code(site: Path) -> None:
    """Look through the pages below a folder. Raises ForeignCode."""
    for page in sorted(path for name in PAGES for path in site.rglob(name)):
        for code in foreign_code(page.read_text(encoding="utf-8")):
            told = "the page «{page}» holds code that is not the theme's: {code}"
            where = page.relative_to(site).as_posix()
            raise ForeignCode(wording(SOURCE_LANGUAGE).text(told, page=where, code=code[:_SHOWN]))


def foreign_code(html: str) -> Iterator[str]:
    """Each piece of code in a page that is not the theme's."""
    scripts = list(_SCRIPT.finditer(html))
    small = html.lower()
    if len(scripts) != len(re.findall("<script", small)):
        yield "<script"
    yield from (script[0] for script in scripts if not _of_the_theme(script[1], script[2]))
    if _is_suspect(small):
        reader = _Reader()
        reader.feed(html)
        reader.close()
        yield from reader.found


def _is_suspect(small: str) -> bool:
    """Whether a page, in small letters, must be read with care, which takes longer. Hardly any ever must."""
    return any(sign in small for sign in _SUSPECT) or any(handler.search(small) for handler in _HANDLERS)


def _of_the_theme(attributes: str, script: str) -> bool:
    source = re.search(r"\bsrc\s*=\s*[\"']?([^\"'\s>]*)", attributes)
    if source:
        return _THEME_FILE.fullmatch(source[1]) is not None
    # What is not run but read, by the theme's own scripts.
    return 'type="application/json"' in attributes or script_hash(script) in THEME_SCRIPTS


class _Reader(HTMLParser):
    """Reads a page as a browser would, and keeps what it should not hold."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _FORBIDDEN_TAGS or any(_runs(name, value or "") for name, value in attrs):
            self.found.append(self.get_starttag_text() or tag)


def _runs(name: str, value: str) -> bool:
    scheme = re.sub(r"[\s\x00-\x20]", "", value).lower().partition(":")[0]
    return (
        name.startswith("on")
        or name in {"style", "srcdoc", "http-equiv"}
        or (name in _ADDRESSES and scheme in {"javascript", "vbscript"})
    )
