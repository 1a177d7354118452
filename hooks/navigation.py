"""The navigation of an edition, read off the addresses of its pages: `a/` holds `a/b/`.

Pages keep the order in which they were given; a page whose folder has no page of its own moves up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Entry:
    """One page that can be reached by navigation: its path in the site, what it is called, and its source."""

    path: str
    label: str
    source: str


@dataclass
class Branch:
    """An entry with the entries below it."""

    entry: Entry
    children: list[Branch] = field(default_factory=list)


def tree(entries: Iterable[Entry]) -> list[Branch]:
    """The entries as a tree; the home page holds nothing, it stands first beside the others."""
    roots: list[Branch] = []
    by_path: dict[str, Branch] = {}
    waiting = [Branch(entry) for entry in entries]
    by_path.update((branch.entry.path, branch) for branch in waiting if branch.entry.path)
    for branch in waiting:
        parent = next((by_path[path] for path in _above(branch.entry.path) if path in by_path), None)
        (roots if parent is None else parent.children).append(branch)
    return roots


def _above(path: str) -> Iterator[str]:
    """The folders above a page, from the nearest: `a/b/c/` → `a/b/`, `a/`."""
    names = path.rstrip("/").split("/")
    return ("/".join(names[:length]) + "/" for length in range(len(names) - 1, 0, -1))
