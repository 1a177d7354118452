"""Which hand-written pages of `docs/` an edition holds, and what is left of their HTML once it is safe.

A page stands in every edition whose readers its `audience` admits and whose language is its `language`; one
that states no audience is for employees, one that states no language is in Spanish. A picture or other file
is as confidential as the most confidential page beside it, or in the nearest folder above that has pages.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import nh3

from hooks.navigation import Entry
from hooks.rendering import wording
from luz.audience import Audience, Edition
from luz.model.base import SOURCE_LANGUAGE

_LAST = 1000
# MkDocs leaves a head that it cannot read where it stands, as if it were part of the text.
_UNREAD_HEAD = re.compile(r"---[ \t]*\n(?!---)")
_FIRST_HEADING = re.compile(r"^# +(.+?)(?: *#+)?(?: *\{[^}]*\})?$", re.MULTILINE)

# What Markdown with admonitions, footnotes and highlighted code makes, and nothing that runs.
_TAGS = nh3.ALLOWED_TAGS | {"details", "figcaption", "figure", "section", "summary"}
_ATTRIBUTES = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
_ATTRIBUTES["*"] = {"class", "id", "lang", "title"}
_SCHEMES = {"http", "https", "mailto", "tel"}


class FaultyPage(ValueError):
    """What a page of `docs/` says about itself cannot be true."""


@dataclass(frozen=True)
class WrittenPage:
    """A page of `docs/`: its source and path, its title, and for whom it is written."""

    source: str
    path: str
    title: str
    audience: Audience
    language: str
    at_foot: bool
    """Linked from the foot of every page instead of the navigation: what the law asks for."""
    order: int
    """Its place among its sisters; those that state none come last, in the order of their files."""

    def stands_in(self, edition: Edition) -> bool:
        """Whether this edition holds the page."""
        return edition.sees(self.audience) and self.language == edition.language

    @property
    def entry(self) -> Entry:
        """The page as the navigation takes it."""
        return Entry(self.path, self.title, self.source)


def written_page(source: str, path: str, text: str, meta: Mapping[str, Any]) -> WrittenPage:
    """Read what a page says about itself. Raises FaultyPage."""
    words = wording(SOURCE_LANGUAGE)
    if _UNREAD_HEAD.match(text):
        told = "the lines between the two «---» cannot be read; write one «field: value» in each"
        raise FaultyPage(f"{source}: {words.text(told)}")
    stated = str(meta.get("audience", Audience.INTERNAL))
    if stated not in list(Audience):
        told = "audience: there is no «{value}»; write public, client or internal"
        raise FaultyPage(f"{source}: {words.text(told, value=stated)}")
    order = meta.get("order", _LAST)
    if not isinstance(order, int):
        told = "order: «{value}» is no number; write 1, 2, 3…"
        raise FaultyPage(f"{source}: {words.text(told, value=order)}")
    heading = _FIRST_HEADING.search(text)
    title = meta.get("title") or (heading[1] if heading else posixpath.basename(path.rstrip("/")))
    return WrittenPage(
        source,
        path,
        str(title),
        Audience(stated),
        language=str(meta.get("language", SOURCE_LANGUAGE)),
        at_foot=bool(meta.get("foot", False)),
        order=order,
    )


def audience_of_file(source: str, pages: Iterable[WrittenPage]) -> Audience:
    """For whom a file that is no page is meant."""
    by_folder: dict[str, list[Audience]] = {}
    for page in pages:
        by_folder.setdefault(posixpath.dirname(page.source), []).append(page.audience)
    folder = posixpath.dirname(source)
    while folder and folder not in by_folder:
        folder = posixpath.dirname(folder)
    beside = by_folder.get(folder, [Audience.INTERNAL])
    return max(beside, key=list(Audience).index)


def safe_html(html: str) -> str:
    """HTML that came from Markdown, without anything that could run or restyle the page."""
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
