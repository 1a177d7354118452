"""The planted library, and the files its records name."""

from __future__ import annotations

from pathlib import Path

from luz.audience import Audience
from luz.model.library import Library
from tests.leaks.change import Change, another_word
from tests.leaks.places import COMPANY, OWNERS, Place
from tests.leaks.planting import Garden


def planted(table: dict[str, Audience], change: Change | None = None) -> tuple[Library, Garden]:
    """Grow the library; the garden remembers every word."""
    garden = Garden(table, change)
    return garden.record(Library, Place(COMPANY)), garden


def write_files(garden: Garden, library: Library, plans: Path) -> dict[str, str]:
    """Put each named file where its record says, holding a word of its own; file name → that word.

    Beside each lies the file that a changed record names, with another word in it.
    """
    contents = {}
    names = {token.word: token for token in list(garden.tokens)}
    for owner in (None, *OWNERS):
        folder = plans / "clients" / owner / "files" if owner else plans / "files"
        folder.mkdir(parents=True, exist_ok=True)
        for name in garden.files.get(owner, []):
            token = names[name.partition(".")[0]]
            word = garden.word(Place(token.owner, token.fields, token.limit))
            is_logo = token.fields[-1].endswith(".logo")
            text = f'<svg xmlns="http://www.w3.org/2000/svg"><title>{word}</title></svg>' if is_logo else word
            file = f"{token.word}.svg" if is_logo else name
            (folder / file).write_text(text)
            (folder / another_word(file)).write_text(another_word(text))
            contents[name] = word
    return contents
