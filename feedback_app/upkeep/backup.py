"""Copies of the databases, a dated folder each: made whole or not at all, and kept for a while.

For `luz feedback backup`, which may run while the app writes. access.db is never copied: who is signed in
need not survive anything.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from feedback_app.settings import Settings
from feedback_app.upkeep.dated_folders import UNFINISHED, Dated, dated, doubtful, remove_old
from feedback_app.upkeep.sound_copy import Copied, sound_copy, sync

KEPT_COPIES = 14
"""How many copies are kept where nobody says otherwise."""

SUMS = "SHA256SUMS"
"""The list of a copy's files with their SHA-256, as `sha256sum --check` reads it."""


class NothingToCopy(Exception):
    """None of the databases exists."""


class GoneMissing(Exception):
    """A database of which there are copies is no longer there: `file` is which."""

    def __init__(self, file: Path) -> None:
        super().__init__(str(file))
        self.file = file


@dataclass(frozen=True)
class Backup:
    """A copy that was made: where, of which files; how many are kept now, how many were removed.

    `doubtful` are those, and folders set aside by a restore, that stay because nobody can tell their age.
    """

    folder: Path
    files: tuple[Copied, ...]
    kept: int
    removed: int
    doubtful: tuple[Dated, ...]


def databases(settings: Settings) -> tuple[Path, ...]:
    """What is copied, in this order.

    The guardian's first: what is released meanwhile goes from there to the answers, and so stands in one of
    the two copies or in both, where its key counts it once; never in neither.
    """
    return settings.guardian, settings.answers, settings.acknowledgements


def back_up(
    settings: Settings, today: dt.date, *, keep: int = KEPT_COPIES, trust_clock: bool = False
) -> Backup:
    """Copy all databases there are, then remove all but the `keep` newest copies and those too old to keep.

    `today` is the company's day. Unless it is to be trusted, what does not fit into one calendar with it
    stays, and is not among those `keep`. Raises NothingToCopy, GoneMissing, Unsound, sqlite3.Error or
    OSError; then no copy was made, and all that were there still are.
    """
    backups = settings.backups
    backups.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(backups):
        sources = _sources(settings)
        for rest in backups.glob(f"{UNFINISHED}*"):
            shutil.rmtree(rest)
        unfinished = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=backups))
        try:
            copied = tuple(sound_copy(source, unfinished) for source in sources)
            _write_sums(unfinished, copied)
            folder = backups / f"{today}-{_next_number(backups, today)}"
            unfinished.rename(folder)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        sync(backups)
        copies, aside = dated(backups), dated(settings.set_aside)
        stay = [] if trust_clock else doubtful([*copies, *aside], today)
        removed = remove_old([one for one in copies if one not in stay], today, keep)
        removed += remove_old([one for one in aside if one not in stay], today)
        return Backup(folder, copied, len(dated(backups)), removed, tuple(stay))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep others from adding or removing copies meanwhile; whoever comes second waits."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sources(settings: Settings) -> list[Path]:
    sources = [path for path in databases(settings) if path.exists()]
    newest = dated(settings.backups)[:1]
    for path in databases(settings):
        if path not in sources and any((one.folder / path.name).exists() for one in newest):
            raise GoneMissing(path)
    if not sources:
        raise NothingToCopy
    return sources


def _write_sums(folder: Path, copied: tuple[Copied, ...]) -> None:
    sums = folder / SUMS
    sums.touch(mode=0o600)
    sums.write_text("".join(f"{one.sha256}  {one.name}\n" for one in copied), encoding="utf-8")
    sync(sums)
    sync(folder)


def _next_number(backups: Path, day: dt.date) -> int:
    return max((one.number for one in dated(backups) if one.day == day), default=0) + 1
