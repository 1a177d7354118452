"""Every planted value in a built site: in any byte of any file, in file names, packed or encoded as may be.

A value is told by its key: a word as it stands, a day as `1703-02-28`, hours as `9:13-14:27`, a phone number
with its spaces, a number by itself if whole and by its decimals if not.
"""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from hooks.rendering import wording

LANGUAGES = ("es", "en")

_WORD = re.compile(r"zq[a-z]{4}qz")
_FINGERPRINT = re.compile(r"feed[0-9a-f]{60}")
_PHONE = re.compile(r"34[ .-]?900[ .-]?([0-9]{6})(?![0-9])")
_DECIMALS = re.compile(r"[0-9][.,](9[0-9]{4}7)(?![0-9])")
_WHOLE = re.compile(r"7(?<![0-9.,]7)([., ]?)(1[0-9]{2})\1([0-9]{3})(?![0-9])")
_HOURS = re.compile(r"(\d{1,2}:\d\d)(?::00)? ?[-–—] ?0?(\d{1,2}:\d\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})(-?)(\d\d)\2(\d\d)(?!\d)")
_IN_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
_IN_WORDS = re.compile(r"(\d{1,2})(?: de)? ([^\W\d_]{3,10})\.?(?: de)? (\d{4})(?!\d)")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{12,}")
_BASE64_OF_ADDRESSES = re.compile(rb"(?=[A-Za-z0-9]*[-_])[A-Za-z0-9_-]{12,}")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_FOLDED = re.compile(r"\r\n[ \t]")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")


@dataclass(frozen=True)
class Traces:
    """What is found anywhere, and what on a page a reader can open."""

    anywhere: frozenset[str]
    on_pages: frozenset[str]


def traces(site: Path) -> Traces:
    """Look through everything below a folder."""
    anywhere: set[str] = set()
    on_pages: set[str] = set()
    for path in site.rglob("*"):
        anywhere |= found_in(str(path.relative_to(site)).encode())
        if not path.is_file():
            continue
        found = _found_in_file(path)
        anywhere |= found
        if path.suffix == ".html":
            on_pages |= found
    return Traces(frozenset(anywhere), frozenset(on_pages))


_BY_DIGEST: dict[str, frozenset[str]] = {}


def _found_in_file(path: Path) -> frozenset[str]:
    # What the theme ships stands in every edition, byte by byte the same.
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if digest not in _BY_DIGEST:
        _BY_DIGEST[digest] = frozenset(found_in(content))
    return _BY_DIGEST[digest]


def found_in(content: bytes) -> set[str]:
    """The keys of the values in some bytes, however they are packed and written."""
    return {key for plain in _unpacked(content) for text in _readings(plain) for key in _keys(text)}


def _unpacked(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"\x1f\x8b"):
        yield from _unpacked(gzip.decompress(content))
    elif content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from _unpacked(packed.read(name))
    else:
        yield content


def _readings(content: bytes) -> Iterator[str]:
    """The text without escapes, once more without folds, and whatever is encoded in it, in small letters."""
    text = content.decode("utf-8", "replace")
    bare = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), unescape(unquote(text))).lower()
    yield _SPACES.sub(" ", bare)
    if _FOLDED.search(bare):
        yield _SPACES.sub(" ", _FOLDED.sub("", bare))
    yield "\n".join(part for run in _encoded(content) for part in _decoded(run)).lower()


def _encoded(content: bytes) -> Iterator[bytes]:
    """Whatever may be base64, in its usual letters or in those for addresses."""
    yield from _BASE64.findall(content)
    for run in _BASE64_OF_ADDRESSES.findall(content):
        yield run.translate(bytes.maketrans(b"-_", b"+/"))


def _decoded(run: bytes) -> Iterator[str]:
    """What a run of letters and digits says in base64, from wherever in a group of four it may start."""
    if run.islower() or run.isupper():
        return  # no text of ours is encoded like that
    for start in range(4):
        part = run[start:]
        part = part[:-1] if len(part) % 4 == 1 else part
        yield base64.b64decode(part + b"=" * (-len(part) % 4)).decode("utf-8", "replace")


def _keys(text: str) -> Iterator[str]:
    yield from _WORD.findall(text)
    yield from _FINGERPRINT.findall(text)
    yield from (f"+34 900 {number}" for number in _PHONE.findall(text))
    yield from (f".{decimals}" for decimals in _DECIMALS.findall(text))
    yield from (f"7{thousands}{rest}" for _, thousands, rest in _WHOLE.findall(text))
    yield from (f"{start.lstrip('0')}-{end}" for start, end in _HOURS.findall(text))
    for year, _, month, day in _ISO.findall(text):
        yield from _day(year, month, day)
    for day, month, year in _IN_FIGURES.findall(text):
        yield from _day(year, month, day)
    for day, name, year in _IN_WORDS.findall(text):
        yield from _day(year, _months().get(name, "0"), day)


def _day(year: str, month: str, day: str) -> Iterator[str]:
    try:
        yield dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return


@cache
def _months() -> dict[str, str]:
    """The months by their long and short names in every language of the pages."""
    widths = [wording(language).locale.months["format"] for language in LANGUAGES]
    named = (names[width].items() for names in widths for width in ("wide", "abbreviated"))
    return {name.lower().rstrip("."): str(number) for pairs in named for number, name in pairs}
