"""Notices that somebody saved a file, and waits until the saving is over.

It looks instead of asking the kernel to be told: to the kernel, a folder that was moved away and put back, or
that git replaced, is another folder than the one it was asked about.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

QUIET = 0.3
"""Seconds without a change after which a saving counts as over: an editor writes in several steps."""
REST = 10
"""How many times as long as a look took, at least, until the next: it costs a tenth of a core at most."""

Mark = tuple[int, int, int]
NOTHING: Mark = (0, 0, 0)


class Watch:
    """Watches folders, with all below them, from now on; one that is missing may come later."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._told = self._seen = self._look()
        self._changed_at = self._next_look = 0.0

    def settled(self) -> bool:
        """Whether something has changed since this was last true, and nothing is changing any more."""
        now = time.monotonic()
        if now < self._next_look:
            return False
        seen = self._look()
        self._next_look = now + REST * (time.monotonic() - now)
        if seen != self._seen:
            self._seen, self._changed_at = seen, now
            return False
        if seen == self._told or now - self._changed_at < QUIET:
            return False
        self._told = seen
        return True

    def _look(self) -> dict[str, Mark]:
        return {path: mark for folder in self._folders for path, mark in _below(str(folder))}


def _below(folder: str) -> Iterator[tuple[str, Mark]]:
    """Every file and folder below a folder, and itself, each with what a change of it would change."""
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not _is_an_editors_own(entry.name)]
    except OSError:
        return
    yield folder, NOTHING
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        else:
            yield entry.path, _mark(entry)


def _mark(entry: os.DirEntry[str]) -> Mark:
    try:
        stat = entry.stat()
    except OSError:  # gone in between, or a link to nowhere
        return NOTHING
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _is_an_editors_own(name: str) -> bool:
    return name.startswith(".") or name.endswith("~")
