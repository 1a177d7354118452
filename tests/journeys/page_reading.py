"""Reads off the HTML of a whole page what a sweep asks of it; the pages are our own, so patterns do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from urllib.parse import parse_qs, unquote, urldefrag, urljoin, urlsplit

_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_NEEDED = re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]*)"')
_ID = re.compile(r'<[a-z][^>]*?\sid="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Mail:
    """A message that a link begins."""

    to: str
    subject: str
    body: str


@dataclass(frozen=True)
class PageRead:
    """A page at its address."""

    address: str
    html: str

    @cached_property
    def language(self) -> str:
        """What the page says its language is."""
        return "".join(re.findall(r'<html\b[^>]*?\blang="([^"]*)"', self.html))

    @cached_property
    def headings(self) -> int:
        """The number of headings of the first level."""
        return len(re.findall(r"<h1\b", self.html))

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in the order of the page."""
        return [unescape(one) for one in _ID.findall(self.html)]

    @cached_property
    def places(self) -> frozenset[str]:
        """The places on the page that a link can lead to."""
        return frozenset(self.ids)

    @cached_property
    def links(self) -> list[tuple[str, str]]:
        """The words of every link and its whole address."""
        return [
            (" ".join(unescape(_TAG.sub(" ", inner)).split()), urljoin(self.address, unescape(href)))
            for href, inner in _LINK.findall(self.html)
        ]

    @cached_property
    def needed(self) -> list[str]:
        """Whole addresses of the images, styles and scripts that the page names."""
        return [urljoin(self.address, unescape(one)) for one in _NEEDED.findall(self.html)]

    def mails(self, words: str) -> list[Mail]:
        """The messages that links with these words begin."""
        return [_mail(target) for said, target in self.links if said == words]

    def targets(self, origin: str) -> dict[str, set[str]]:
        """Addresses within `origin` that the page leads to or needs, with the places named on them."""
        found: dict[str, set[str]] = {}
        for target in (*(target for _, target in self.links), *self.needed):
            page, fragment = urldefrag(target)
            if page.startswith(f"{origin}/"):
                found.setdefault(page, set()).update({unquote(fragment)} - {""})
        return found


def _mail(address: str) -> Mail:
    parts, fields = urlsplit(address), parse_qs(urlsplit(address).query)
    return Mail(parts.path, fields.get("subject", [""])[0], fields.get("body", [""])[0])
