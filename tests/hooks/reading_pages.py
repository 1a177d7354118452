"""Reads the HTML of a page as a browser would: what is open, what is closed, where links lead."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from html.parser import HTMLParser

from hooks.page import Page

_WITHIN_A_LINE = {"a", "code", "em", "span", "strong", "time", "wbr"}
_NEVER_CLOSED = {"br", "img", "wbr", "hr", "input", "meta", "link"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.flaws: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._part_lines(tag)
        if tag not in _NEVER_CLOSED:
            self.open.append(tag)
        if "id" in given:
            self.ids.append(given["id"] or "")
        self.flaws += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        for name in ("href", "src"):
            if given.get(name):
                self.links.append(str(given[name]))

    def _part_lines(self, tag: str) -> None:
        if tag not in _WITHIN_A_LINE:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._part_lines(tag)
        if not self.open or self.open.pop() != tag:
            self.flaws.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.flaws += [f"<{tag}> is never closed" for tag in reader.open]
    reader.flaws += [f"id {one} twice" for one in sorted(set(reader.ids)) if reader.ids.count(one) > 1]
    return reader


def flaws(page: Page) -> list[str]:
    """Tags that do not match, ids used twice, styles and scripts within the page."""
    return read(page.html).flaws


def words(page: Page) -> str:
    """All that a reader reads, on one line, with plain spaces."""
    return " ".join("".join(read(page.html).words).split())


def dead_links(pages: Iterable[Page], files: Iterable[str] = ()) -> list[str]:
    """Links to pages, places on pages or files that the site does not hold."""
    pages = list(pages)
    ids = {page.path: set(read(page.html).ids) for page in pages}
    known = set(files)
    return [
        f"{page.path}: {link}"
        for page in pages
        for link in read(page.html).links
        if ":" not in link and not link.startswith("/") and not _leads_somewhere(link, page.path, ids, known)
    ]


def _leads_somewhere(link: str, start: str, ids: dict[str, set[str]], files: set[str]) -> bool:
    path, _, fragment = link.partition("#")
    target = posixpath.normpath(posixpath.join("/" + start, path)).lstrip("/") if path else start
    if target in files:
        return True
    target = f"{target}/" if target and not target.endswith("/") else target
    return target in ids and (not fragment or fragment in ids[target])
