"""Lays a compressed copy beside each text of a site, for whoever serves it to browsers that take one.

`index.html.gz` beside `index.html`: the convention that our app, nginx (`gzip_static`) and Caddy
(`precompressed`) read. The same text gives the same bytes on every machine and day.
"""

from __future__ import annotations

import gzip
import io
from pathlib import Path

from hooks.rendering import wording
from luz.model.base import SOURCE_LANGUAGE

ENDING = ".gz"
TEXTS = frozenset({".css", ".csv", ".html", ".ics", ".js", ".json", ".md", ".svg", ".txt", ".xml"})
SMALLEST = 1024
"""Bytes below which a text travels in one packet anyway."""
WORTH_IT = 0.9
"""A copy larger than this share of the text saves too little to be kept."""
LEVEL = 6
"""Measured on the sample company: level 9 takes three times as long for two per cent less."""


class TakenForACopy(ValueError):
    """A file is named as the compressed copy of another and is none: servers would send one for the other."""


def compress(site: Path) -> None:
    """Lay the copies below a folder. Raises TakenForACopy."""
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        copy = path.with_name(path.name + ENDING)
        if copy.exists():
            _refuse_another(path, copy)
        elif path.suffix in TEXTS and path.stat().st_size >= SMALLEST:
            _lay(copy, path.read_bytes())


def is_copy(path: Path) -> bool:
    """Whether a file of a site is only the compressed copy of another."""
    return path.suffix == ENDING and path.with_suffix("").is_file()


def _lay(copy: Path, text: bytes) -> None:
    packed = packed_bytes(text)
    if len(packed) <= len(text) * WORTH_IT:
        copy.write_bytes(packed)


def packed_bytes(text: bytes) -> bytes:
    """The text as gzip, with neither name nor time in it."""
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, compresslevel=LEVEL, mtime=0) as stream:
        stream.write(text)
    return packed.getvalue()


def _refuse_another(path: Path, copy: Path) -> None:
    text = path.read_bytes()
    try:
        with gzip.open(copy) as stream:
            # Never more than can be right, however much is packed into it.
            same = stream.read(len(text) + 1) == text
    except (OSError, EOFError):
        same = False
    if not same:
        told = "«{copy}» would be taken for «{name}», compressed; give it another name"
        raise TakenForACopy(wording(SOURCE_LANGUAGE).text(told, copy=copy.name, name=path.name))
