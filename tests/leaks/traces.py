"""Every planted word in a built site: in any byte of any file, in any file name, in compressed files too."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

_WORD = re.compile(rb"zq[a-z]{4}qz", re.IGNORECASE)


@dataclass(frozen=True)
class Traces:
    """The words found anywhere, and those found on a page a reader can open."""

    anywhere: frozenset[str]
    on_pages: frozenset[str]
    pages: int


def traces(site: Path) -> Traces:
    """Look through everything below a folder."""
    anywhere: set[str] = set()
    on_pages: set[str] = set()
    pages = 0
    for path in site.rglob("*"):
        anywhere |= words_of(str(path.relative_to(site)).encode())
        if not path.is_file():
            continue
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        found = words_of(content)
        anywhere |= found
        if path.suffix == ".html":
            pages += 1
            on_pages |= found
    return Traces(frozenset(anywhere), frozenset(on_pages), pages)


def words_of(content: bytes) -> set[str]:
    """The planted words in some bytes, however they are written."""
    return {word.decode().lower() for word in _WORD.findall(content)}
