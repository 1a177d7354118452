"""Makes a site's search forgiving: words are found without their accents, and in the plural.

Material's search compares what is typed with the beginnings of the words in its index. So other forms of each
word are added to the index, hidden, instead of anything being done to what is typed.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from html import unescape

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]{3,}")


def forgiving(index: str, language: str) -> str:
    """The text of a `search_index.json` with other forms of every word added to each of its sections."""
    data = json.loads(index)
    for section in data["docs"]:
        extra = other_forms(f"{section['title']} {section['text']}", language)
        if extra:
            section["text"] += f" <span hidden>{' '.join(extra)}</span>"
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def other_forms(text: str, language: str) -> list[str]:
    """The forms under which somebody may look for the words of a text and which do not stand in it."""
    words = {word.lower() for word in _WORD.findall(unescape(_TAG.sub(" ", text)))}
    forms = {form for word in words for form in _forms(word, language)}
    return sorted(forms - words)


def folded(word: str) -> str:
    """A word without its accents; ñ is a letter of its own and stays, as does ç."""
    bare = unicodedata.normalize("NFD", word.replace("ñ", "\0").replace("ç", "\1"))
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return letters.replace("\0", "ñ").replace("\1", "ç")


@cache  # a site says the same few thousand words on all its pages, and a company has several sites
def _forms(word: str, language: str) -> frozenset[str]:
    forms = {word, *(_spanish(word) if language == "es" else _english(word))}
    return frozenset(forms | {folded(form) for form in forms})


def _spanish(word: str) -> Iterator[str]:
    if word.endswith("ces"):
        yield word[:-3] + "z"
    elif word.endswith("iones"):
        yield word[:-5] + "ión"
    elif word.endswith("z"):
        yield word[:-1] + "ces"
    elif word[-1] in "aeoéá":
        yield word + "s"
    elif word[-1] in "ldnrjyí":
        yield folded(word) + "es"


def _english(word: str) -> Iterator[str]:
    if word.endswith("y"):
        yield word[:-1] + "ies"
    elif word[-1] not in "s":
        yield word + "s"
