"""Looks for words in every byte of a folder, in each of the spellings in which SQLite keeps them."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable
from pathlib import Path

_LETTERS = "aeioubcdfglmnrstvz"
_SHARED = 5
"""Letters of a word that the index may leave out, because the word before begins with them."""


def new_word(length: int = 14, beginning: str = "") -> str:
    """A word that stands nowhere else."""
    return beginning + "".join(secrets.choice(_LETTERS) for _ in range(length - len(beginning)))


def traces(folder: Path, words: Iterable[str]) -> dict[str, list[str]]:
    """The words that are found, by the file of the folder or below it in which they are."""
    spellings = {word: _spellings(word) for word in words}
    found = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            content = file.read_bytes()
            found[str(file.relative_to(folder))] = [
                word for word, ways in spellings.items() if any(way in content for way in ways)
            ]
    return {file: words for file, words in found.items() if words}


def _spellings(word: str) -> set[bytes]:
    """As written; as the index folds it; the end of it, whose beginning the index has from another word."""
    folded = "".join(
        one for one in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(one)
    )
    return {spelling.encode() for spelling in (word, folded, folded[_SHARED:])}
