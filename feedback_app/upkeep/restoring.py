"""Puts a copy of the databases back in their place; what stood there is set aside, not deleted.

For `luz feedback restore`, while nobody serves: the caller holds the claim on the data folder. All is made
ready in a folder apart. Once that has its last name, what is in it counts: should moving it be cut short,
`finish` goes on, and until then `database` opens none of the files that wait to be replaced.
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

from feedback_app.refusals import PUTTING_BACK, is_half_restored
from feedback_app.settings import Settings
from feedback_app.storage import Storage
from feedback_app.upkeep import counts
from feedback_app.upkeep.backup import SUMS, databases
from feedback_app.upkeep.dated_folders import next_of
from feedback_app.upkeep.erasure import replay
from feedback_app.upkeep.leftovers import RESTORING, locked
from feedback_app.upkeep.settling import forget_lost, settle
from feedback_app.upkeep.sound_copy import Copied, Unsound, fingerprint, sound_copy, sync
from feedback_app.upkeep.tombstones import Tombstones

_SIDECARS = ("-wal", "-shm", "-journal", ".replaced")
"""What SQLite keeps beside a database while it is used; beside another one it would damage it. And what says
that this is so, as it stays true of what is set aside."""

_WAS = "was"
"""Where the old files stand under second names until the new ones are in their places."""

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
    A restore that was cut short before is finished first. Raises NoSuchCopy, Unsound where the copy is
    damaged, InUse, OSError or sqlite3.Error. After an OSError this one may have been cut short, too.
    """
    finish(settings, today)
    # Nobody may take the copy away while it is being read.
    with locked(settings), ExitStack() as held:
        places = _wanted(settings, copy, only)
        for place in places:
            held.enter_context(_unused(place))
        fresh = held.enter_context(_fresh(settings.data))
        brought = tuple(_bring(copy / place.name, fresh) for place in places)
        # Before anybody can look into them. A copy from elsewhere brings its own notes along.
        erased = sum(
            replay(Settings(fresh), Tombstones(notes)) for notes in {settings.backups, copy.resolve().parent}
        )
        miscounted = _miscounted(Settings(fresh).answers)
        for place in places:
            sync(fresh / place.name)
        sync(fresh)
        fresh.rename(settings.data / PUTTING_BACK)
        sync(settings.data)
        return Restored(brought, erased, miscounted, _replace(settings, today))


def is_cut_short(settings: Settings) -> bool:
    """Whether a restore was cut short and is to be finished."""
    return (settings.data / PUTTING_BACK).exists()


def finish(settings: Settings, today: dt.date) -> bool:
    """Put in their places what a restore left waiting when it was cut short; whether there was anything.

    The caller holds the claim on the data folder. Raises InUse or OSError.
    """
    if not is_cut_short(settings):
        return False
    with locked(settings), ExitStack() as held:
        for place in _waiting(settings):
            held.enter_context(_unused(place))
        _replace(settings, today)
    return True


def _agree(settings: Settings, today: dt.date) -> None:
    """What was not put back may be newer than what was, or damaged: then it is to be put back as well."""
    with suppress(sqlite3.Error, OSError):
        forget_lost(settings)
        settle(settings, today)


def _waiting(settings: Settings) -> list[Path]:
    """The places of the databases that are to be replaced and are not yet."""
    return [path for path in databases(settings) if is_half_restored(path)]


def _replace(settings: Settings, today: dt.date) -> Path | None:
    """Move the databases that wait to their places, and where the old ones are set aside. Raises OSError.

    Cut short anywhere and begun again, it does the rest.
    """
    ready, places = settings.data / PUTTING_BACK, _waiting(settings)
    was = ready / _WAS
    if places and not was.exists():
        _link(places, was)
    for place in places:
        for left in _sidecars(place):
            left.unlink(missing_ok=True)
    # No new file may be found beside an old one's log, not even after the power has gone.
    sync(settings.data)
    for place in places:
        (ready / place.name).replace(place)
    sync(settings.data)
    aside = _set_aside(was, settings.set_aside, today)
    _agree(settings, today)
    shutil.rmtree(ready)
    sync(settings.data)
    return aside


def _link(places: Sequence[Path], was: Path) -> None:
    """Keep what stands in the places under second names: nothing has to be read, which may be damaged."""
    half = was.with_name(f".{was.name}")
    if half.exists():
        shutil.rmtree(half)
    half.mkdir(mode=0o700)
    for path in (path for place in places for path in (place, *_sidecars(place)) if path.exists()):
        os.link(path, half / path.name)
    sync(half)
    half.rename(was)
    sync(was.parent)


def _set_aside(was: Path, folder: Path, today: dt.date) -> Path | None:
    """Have what was replaced in a dated folder, if there is anything."""
    if not was.exists() or not any(was.iterdir()):
        return None
    folder.mkdir(mode=0o700, exist_ok=True)
    aside = was.rename(next_of(folder, today))
    sync(folder)
    return aside


def _wanted(settings: Settings, copy: Path, only: Sequence[str]) -> tuple[Path, ...]:
    held = tuple(path for path in databases(settings) if (copy / path.name).is_file())
    wanted = tuple(path for path in held if not only or path.name in only)
    if copy.resolve() == settings.data.resolve() or not wanted or {*only} - {path.name for path in wanted}:
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
    folder = Path(tempfile.mkdtemp(prefix=RESTORING, dir=data))
    try:
        yield folder
    finally:
        if folder.exists():
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


def _sidecars(place: Path) -> list[Path]:
    return [place.with_name(place.name + ending) for ending in _SIDECARS]
