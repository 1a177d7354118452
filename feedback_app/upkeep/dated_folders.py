"""Folders called by a day and a number, `2026-11-21-1`: copies, what restores set aside, and when they go.

Their names are all that is known of their age, and what says so is a clock that may have been wrong, then or
now: what does not fit into one calendar with today stays until somebody says that today is right.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from feedback_app.upkeep.known_day import unbroken
from feedback_app.upkeep.tombstones import KEPT_DAYS

UNFINISHED = ".unfinished-"
"""How the name begins of a folder that is being made or removed, and is never taken for a copy."""

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-([1-9]\d*)")
_A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Dated:
    """A folder with the day it is from and its number on that day, by which it is called."""

    folder: Path
    day: dt.date
    number: int


def dated(folder: Path) -> list[Dated]:
    """The dated folders in a folder, the newest first; what has another name is not ours."""
    if not folder.is_dir():
        return []
    found = [one for path in folder.iterdir() if path.is_dir() and (one := _dated(path))]
    return sorted(found, key=lambda one: (one.day, one.number), reverse=True)


def next_of(folder: Path, day: dt.date) -> Path:
    """What the next folder of this day is to be called."""
    number = max((one.number for one in dated(folder) if one.day == day), default=0) + 1
    return folder / f"{day}-{number}"


def _dated(path: Path) -> Dated | None:
    """A folder by its name; None where that names no day, also one like `2026-99-99-1`."""
    name = _NAME.fullmatch(path.name)
    with suppress(ValueError):
        return Dated(path, dt.date.fromisoformat(name[1]), int(name[2])) if name else None
    return None


def doubtful(folders: Iterable[Dated], today: dt.date) -> list[Dated]:
    """Those of a day still to come, and those before a silence that is too long: their age cannot be told.

    A day ahead is none: the clock was set back over midnight, or the company moved.
    """
    folders = list(folders)
    past = sorted({one.day for one in folders if one.day <= today + _A_DAY} | {today}, reverse=True)
    known = unbroken(past)
    return [one for one in folders if one.day not in known]


def remove_old(folders: Iterable[Dated], today: dt.date, keep: int | None = None) -> int:
    """Remove all but the `keep` newest of those that may still be kept on `today`; how many went.

    Nothing is, that is of a day still to come: it is of a clock that was wrong.
    """
    # A day early: then none is left when the last of those days begins.
    recent = range(-1, KEPT_DAYS - 1)
    folders = list(folders)
    kept = [one for one in folders if (today - one.day).days in recent][:keep]
    removed = [one for one in folders if one not in kept]
    for one in removed:
        # Under another name first, so that half of it is never taken for a copy.
        going = one.folder.rename(one.folder.with_name(f"{UNFINISHED}{one.folder.name}"))
        shutil.rmtree(going)
    return len(removed)
