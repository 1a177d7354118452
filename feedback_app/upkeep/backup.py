"""Copies of the databases, a dated folder each: made whole or not at all, and kept for a while.

For `luz feedback backup`, which may run while the app writes. access.db is never copied: who is signed in
need not survive anything.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from feedback_app.database import looked_into
from feedback_app.refusals import is_missing
from feedback_app.settings import Settings
from feedback_app.upkeep.dated_folders import UNFINISHED, Dated, dated, doubtful, next_of, remove_old
from feedback_app.upkeep.leftovers import locked
from feedback_app.upkeep.losses import see_that_little_is_lost
from feedback_app.upkeep.search_index import is_whole
from feedback_app.upkeep.sound_copy import Copied, sound_copy, sync
from feedback_app.upkeep.tombstones import Tombstones

KEPT_COPIES = 14
"""How many copies are kept where nobody says otherwise."""

SUMS = "SHA256SUMS"
"""The list of a copy's files with their SHA-256, as `sha256sum --check` reads it."""


class NothingToCopy(Exception):
    """None of the databases exists."""


class BrokenIndex(Exception):
    """The search index of the answers says other than their comments."""


class GoneMissing(Exception):
    """A database that was there is gone or empty: `file` is which."""

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
    settings: Settings,
    today: dt.date,
    *,
    keep: int = KEPT_COPIES,
    trust_clock: bool = False,
    accept_loss: bool = False,
) -> Backup:
    """Copy all databases there are, then remove all but the `keep` newest copies and those too old to keep.

    `today` is the company's day. Unless it is to be trusted, what does not fit into one calendar with it
    stays, and is not among those `keep`. Raises GoneMissing or LostMuch unless told to `accept_loss`,
    NothingToCopy, Unsound, BrokenIndex, sqlite3.Error or OSError; then no copy was made, and all that were
    there still are.
    """
    backups = settings.backups
    with locked(settings):
        sources = _sources(settings, accept_loss)
        backups.mkdir(mode=0o700, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=backups))
        try:
            copied = tuple(sound_copy(source, unfinished) for source in sources)
            if settings.answers in sources:
                _see_the_index(settings.answers, unfinished)
            if not accept_loss:
                _compare(settings, unfinished)
            _write_sums(unfinished, copied)
            folder = unfinished.rename(next_of(backups, today))
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        sync(backups)
        copies, aside = dated(backups), dated(settings.set_aside)
        stay = [] if trust_clock else doubtful([*copies, *aside], today)
        removed = remove_old([one for one in copies if one not in stay], today, keep)
        removed += remove_old([one for one in aside if one not in stay], today)
        return Backup(folder, copied, len(dated(backups)), removed, tuple(stay))


def _sources(settings: Settings, accept_loss: bool) -> list[Path]:
    sources = [path for path in databases(settings) if path.exists() and path.stat().st_size]
    for path in databases(settings):
        if path not in sources and not accept_loss and (is_missing(path) or _last(settings, path)):
            raise GoneMissing(path)
    if not sources:
        raise NothingToCopy
    return sources


def _see_the_index(answers: Path, folder: Path) -> None:
    """See that the search index is whole: in the copy, for which nobody waits. Raises BrokenIndex."""
    with looked_into(folder / answers.name, locking=True) as connection:
        if not is_whole(connection):
            raise BrokenIndex


def _compare(settings: Settings, folder: Path) -> None:
    """See that the copies in a folder hold about what those before them did. Raises LostMuch."""
    for path in databases(settings):
        last = _last(settings, path)
        if last is not None and (folder / path.name).exists():
            erased = Tombstones(settings.backups).since(last.day)
            see_that_little_is_lost(path, folder / path.name, last.folder / path.name, erased)


def _last(settings: Settings, path: Path) -> Dated | None:
    """The newest copy, if that database is in it."""
    return next((one for one in dated(settings.backups)[:1] if (one.folder / path.name).exists()), None)


def _write_sums(folder: Path, copied: tuple[Copied, ...]) -> None:
    sums = folder / SUMS
    sums.touch(mode=0o600)
    sums.write_text("".join(f"{one.sha256}  {one.name}\n" for one in copied), encoding="utf-8")
    sync(sums)
    sync(folder)
