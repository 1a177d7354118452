"""The lines of a file around each problem, as plain values, for whoever shows an editor what to mend."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from luz.problems import Problem

AROUND = 2
"""Lines shown before and after the one that is wrong."""
LONGEST = 300
"""Letters shown of one line."""
MOST_BYTES = 1_000_000
"""How much of a file is read: a larger one is refused anyway."""

_ENDINGS = {".yml", ".yaml"}
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


@dataclass(frozen=True)
class Line:
    """One line of a file, safe to show: what cannot be seen is written out as `[U+202E]`."""

    number: int
    text: str
    wrong: bool


@dataclass(frozen=True)
class Located:
    """A problem with the lines where it stands; there are none where no text stands there."""

    problem: Problem
    lines: tuple[Line, ...]


def with_lines(problems: Iterable[Problem], root: Path) -> tuple[Located, ...]:
    """Each problem with its lines, read from below `root`, the folder that holds `plans/`."""

    @cache
    def lines_of(path: str) -> tuple[str, ...]:
        return _lines(root / path, root)

    return tuple(Located(one, _around(lines_of(one.path), one.line)) for one in problems)


def _lines(file: Path, root: Path) -> tuple[str, ...]:
    """The lines of a file of the plans; none of any other file, wherever a link to it stands."""
    try:
        straight = file.resolve(strict=True) == root.resolve() / file.relative_to(root)
        if file.suffix not in _ENDINGS or not straight:
            return ()
        with file.open("rb") as opened:
            text = opened.read(MOST_BYTES).decode("utf-8-sig", errors="replace")
    except (OSError, ValueError):
        return ()
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _around(lines: tuple[str, ...], wrong: int) -> tuple[Line, ...]:
    first, last = max(1, wrong - AROUND), min(len(lines), wrong + AROUND)
    found = [Line(number, _legible(lines[number - 1]), number == wrong) for number in range(first, last + 1)]
    while found and not found[-1].text and not found[-1].wrong:
        found.pop()
    return tuple(found)


def _legible(text: str) -> str:
    written = "".join(_written(char) for char in text[:LONGEST].rstrip())
    return f"{written}…" if len(text) > LONGEST else written


def _written(char: str) -> str:
    if char == "\t":
        return "    "
    return f"[U+{ord(char):04X}]" if unicodedata.category(char) in _UNSEEN else char
