"""The daily clearing of a data folder: what is past its time goes from every file, without a trace."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass

from feedback_app.settings import Settings
from feedback_app.storage import Storage
from feedback_app.suspects.quarantine import Quarantine
from feedback_app.upkeep.cleansing import cleanse_all
from feedback_app.upkeep.known_day import note_day, noted_day
from feedback_app.upkeep.leftovers import locked
from feedback_app.upkeep.retention import Purged, purge
from feedback_app.upkeep.settling import settle
from feedback_app.upkeep.tombstones import Tombstones
from luz.published import Published


@dataclass(frozen=True)
class Cleared:
    """What was deleted, and how many suspects nobody decided about.

    Where it is not `clean`, deleted words may still stand in the log beside a file. The stray copies that
    `cleansing` leaves in a file too large to be written anew beside visitors are not told.
    """

    purged: Purged
    suspects: int
    clean: bool


def clear(settings: Settings, published: Published | None, today: dt.date) -> Cleared:
    """Delete what is past its time on `today`, the company's day, while the app goes on storing.

    What is `published` says how long; of other wordings, what was published of them last. Cut short, the
    next clearing goes on from there. Raises sqlite3.Error or OSError.
    """
    with locked(settings):
        # Where the file of the suspects is at fault, the rest is cleared, and then it says so.
        with suppress(sqlite3.Error, OSError):
            settle(settings, today)
        with closing(Storage(settings.answers)) as storage:
            if published is not None:
                with storage.transaction():
                    storage.register(published, today)
            purged = sum(purge(storage.connection, today), Purged())
            suspects = _expire_suspects(settings, today, noted_day(storage.connection))
            # Last: what is left undone is not to be taken for what came under another clock.
            note_day(storage.connection, today)
        return Cleared(purged, suspects, cleanse_all(settings))


def _expire_suspects(settings: Settings, today: dt.date, noted: dt.date | None) -> int:
    if not settings.guardian.exists():
        return 0
    with closing(Quarantine(settings.guardian)) as quarantine:
        quarantine.date_anew(today, noted)
        over = [one.receipt for one in quarantine.held() if one.kept_until < today]
        Tombstones(settings.backups).add_suspects(over, today)
        return quarantine.expire(today)
