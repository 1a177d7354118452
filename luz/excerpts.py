"""Two versions of a text cut down to where they differ, with a few words around, for a reader in a hurry."""

from __future__ import annotations

WHOLE = 60
"""Letters of a text that is not cut down."""
AROUND = 4
"""Words shown on either side of what differs."""
LONGEST = 40
"""Words of an excerpt; what goes on is left out."""

_MORE = "…"


def excerpts(before: str, after: str) -> tuple[str, str]:
    """The part of either text that the other does not have, with the words around it."""
    if max(len(before), len(after)) <= WHOLE:
        return before, after
    old, new = before.split(), after.split()
    shorter = min(len(old), len(new))
    same = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    left = shorter - same
    ending = next((place for place in range(left) if old[-1 - place] != new[-1 - place]), left)
    return _cut(old, same, len(old) - ending), _cut(new, same, len(new) - ending)


def _cut(words: list[str], first: int, last: int) -> str:
    start, end = max(0, first - AROUND), min(len(words), last + AROUND)
    if start == 1:
        start = 0  # one word takes no more room than the dots
    end = min(end, start + LONGEST)
    opening = f"{_MORE}" if start else ""
    closing = f"{_MORE}" if end < len(words) else ""
    return f"{opening}{' '.join(words[start:end])}{closing}"
