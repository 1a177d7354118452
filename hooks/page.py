"""The page as a plain value: what a template made, before MkDocs sees it.

Made by the pages of each edition, read by the navigation and by the MkDocs hook.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape


@dataclass(frozen=True)
class Heading:
    """A heading a reader can jump to: its level (2 for h2), its id, its words."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Page:
    """One page of an edition.

    `path` is its address below the edition's root: "" for the home page, else a folder such as
    `clientes/olmo/`. `html` is the whole body; where it holds no h1, the theme writes the title as one.
    """

    path: str
    title: str
    html: str
    nav_title: str = ""
    nav_parent: str = ""
    """The path of the page that holds this one in the navigation, where the addresses do not say it."""
    language: str = ""
    """The language of the page where it is not the edition's own."""
    in_navigation: bool = True
    in_search: bool = True
    layout: str = ""
    """`home` or `wide` leave out the table of contents; anything else shows it."""

    def __post_init__(self) -> None:
        if self.path and not self.path.endswith("/") or self.path.startswith("/"):
            raise ValueError(f"a page's path is empty or a folder below the root: {self.path!r}")

    @property
    def label(self) -> str:
        """What the navigation calls it: the short title, or the title."""
        return self.nav_title or self.title

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of levels 2 and 3 that carry an id, in their order."""
        found = _HEADING.finditer(self.html)
        return tuple(Heading(int(one["level"]), one["id"], _words(one["inside"])) for one in found)


def relative(target: str, page_path: str) -> str:
    """The address of `target` (a page's path or a file, with or without #fragment) as seen from a page."""
    path, hash_sign, fragment = target.partition("#")
    start = "/" + page_path
    if path == page_path:
        return hash_sign + fragment if hash_sign else "./"
    address = posixpath.relpath("/" + path, start)
    slash = "/" if path == "" or path.endswith("/") else ""
    return address + slash + hash_sign + fragment


# Our own templates made the HTML: headings are well-formed, and none stands within another.
_HEADING = re.compile(
    r'<h(?P<level>[23])\b[^>]*\bid="(?P<id>[^"]+)"[^>]*>(?P<inside>.*?)</h(?P=level)>', re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
