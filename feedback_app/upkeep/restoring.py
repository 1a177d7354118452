"""Puts a copy of the databases back in their place; what stood there is set aside, not deleted.

For `luz feedback restore`, while nobody serves: the caller holds the claim on the data folder.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from feedback_app.settings import Settings
from feedback_app.storage import Storage
from feedback_app.upkeep import counts
from feedback_app.upkeep.backup import SUMS, databases, locked
from feedback_app.upkeep.dated_folders import dated
from feedback_app.upkeep.erasure import replay
from feedback_app.upkeep.settling import forget_lost, settle
from feedback_app.upkeep.sound_copy import Copied, Unsound, fingerprint, sound_copy, sync
from feedback_app.upkeep.tombstones import Tombstones

_SIDECARS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database while it is used; beside another one it would damage it."""

_UNFINISHED = ".restoring-"

_FIRST_SHARED_BYTE, _SHARED_BYTES = 0x40000002, 510
"""Where whoever has a database open holds a lock (SQLite's file format, «locking»)."""


class NoSuchCopy(Exception):
    """There is no such folder, or none of our databases is in it."""


class InUse(Exception):
    """Another program has a database open: `file` is which."""

    def __init__(self, file: Path) -> None:
        super().__init__(str(file))
        self.file = file


@dataclass(frozen=True)
class Restored:
    """The files put back, how many answers erased since were erased again, how many counts are wrong, and the
    folder to which the files that stood there went, if any did."""

    files: tuple[Copied, ...]
    erased: int
    miscounted: int
    set_aside: Path | None


def restore(settings: Settings, copy: Path, today: dt.date, only: Sequence[str] = ()) -> Restored:
    """Put the databases of a copy back; `only` names those that are wanted, all of them if none is named.

    The copy is looked through before anything is touched; a database that is not in it stays as it is.
    Raises NoSuchCopy, Unsound where the copy is damaged, InUse, OSError or sqlite3.Error. After an OSError
    some may have been put back and others not; restoring once more is safe.
    """
    settings.backups.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Nobody may take the copy away while it is being read.
    with locked(settings.backups), ExitStack() as held:
        places = _wanted(settings, copy, only)
        for place in places:
            held.enter_context(_unused(place))
        fresh = held.enter_context(_fresh(settings.data))
        brought = tuple(_bring(copy / place.name, fresh) for place in places)
        # Before anybody can look into them. A copy from elsewhere brings its own notes along.
        erased = sum(replay(Settings(fresh), Tombstones(notes)) for notes in {settings.backups, copy.parent})
        miscounted = _miscounted(Settings(fresh).answers)
        aside = _set_aside(places, settings.set_aside, today)
        for place in places:
            for left in _sidecars(place):
                left.unlink(missing_ok=True)
            sync(fresh / place.name)
            (fresh / place.name).replace(place)
        sync(settings.data)
    _agree(settings, today)
    return Restored(brought, erased, miscounted, aside)


def _agree(settings: Settings, today: dt.date) -> None:
    """What was not put back may be newer than what was, or damaged: then it is to be put back as well."""
    with suppress(sqlite3.Error, OSError):
        forget_lost(settings)
        settle(settings, today)


def _wanted(settings: Settings, copy: Path, only: Sequence[str]) -> tuple[Path, ...]:
    held = tuple(path for path in databases(settings) if (copy / path.name).is_file())
    wanted = tuple(path for path in held if not only or path.name in only)
    if not wanted or {*only} - {path.name for path in wanted}:
        raise NoSuchCopy
    return wanted


@contextmanager
def _unused(file: Path) -> Iterator[None]:
    """Keep everybody else from a database, as far as it exists. Raises InUse."""
    if not file.exists():
        yield
        return
    with file.open("r+b") as held:
        try:
            fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_BYTES, _FIRST_SHARED_BYTE)
        except OSError:
            raise InUse(file) from None
        yield


@contextmanager
def _fresh(data: Path) -> Iterator[Path]:
    """A folder on the same disk as the databases, for what is to take their place."""
    for rest in data.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(rest)
    folder = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=data))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _bring(file: Path, folder: Path) -> Copied:
    """Copy a database, with what may stand in a WAL beside it. What `backup` did not make has no sums."""
    sums = file.parent / SUMS
    if sums.exists() and f"{fingerprint(file)}  {file.name}" not in sums.read_text("utf-8").splitlines():
        raise Unsound(file, SUMS)
    return sound_copy(file, folder)


def _miscounted(answers: Path) -> int:
    if not answers.exists():
        return 0
    with closing(Storage(answers)) as storage:
        return len(counts.verify(storage.connection))


def _set_aside(places: Sequence[Path], folder: Path, today: dt.date) -> Path | None:
    """Keep what stands in the places under second names: nothing has to be read, which may be damaged."""
    standing = [path for place in places for path in (place, *_sidecars(place)) if path.exists()]
    if not standing:
        return None
    folder.mkdir(mode=0o700, exist_ok=True)
    number = max((one.number for one in dated(folder) if one.day == today), default=0) + 1
    aside = folder / f"{today}-{number}"
    aside.mkdir(mode=0o700)
    for path in standing:
        os.link(path, aside / path.name)
    sync(aside)
    sync(folder)
    return aside


def _sidecars(place: Path) -> list[Path]:
    return [place.with_name(place.name + ending) for ending in _SIDECARS]
