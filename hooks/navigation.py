"""The navigation of an edition, read off the addresses of its pages: `a/` holds `a/b/`.

Pages keep the order in which they were given; a page whose folder has no page of its own moves up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Entry:
    """One page that can be reached by navigation: its path in the site, what it is called, and its source.

    `parent` is the path of the page that holds it, where the addresses do not say it.
    """

    path: str
    label: str
    source: str
    parent: str = ""


@dataclass
class Branch:
    """An entry with the entries below it."""

    entry: Entry
    children: list[Branch] = field(default_factory=list)


def in_order(made: Iterable[Entry], by_hand: Sequence[Entry]) -> list[Entry]:
    """What was made, then what was written by hand, then what was made to stand below that."""
    folders = tuple(entry.path for entry in by_hand if entry.path)
    above: list[Entry] = []
    below: list[Entry] = []
    for entry in made:
        (below if entry.path.startswith(folders) else above).append(entry)
    return [*above, *by_hand, *below]


def tree(entries: Iterable[Entry]) -> list[Branch]:
    """The entries as a tree; the home page holds nothing, it stands first beside the others."""
    roots: list[Branch] = []
    by_path: dict[str, Branch] = {}
    waiting = [Branch(entry) for entry in entries]
    by_path.update((branch.entry.path, branch) for branch in waiting if branch.entry.path)
    for branch in waiting:
        parent = next((by_path[path] for path in _above(branch.entry) if path in by_path), None)
        (roots if parent is None else parent.children).append(branch)
    return roots


def _above(entry: Entry) -> Iterator[str]:
    """Where an entry may hang: below its stated parent, or the folders above it, from the nearest."""
    yield entry.parent
    names = entry.path.rstrip("/").split("/")
    yield from ("/".join(names[:length]) + "/" for length in range(len(names) - 1, 0, -1))
