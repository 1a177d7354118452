"""Removes copies that may not be kept any longer, whatever else succeeds: erased answers stand in them.

For the daily clearing. The promise to visitors goes before the last copy: where none could be made for weeks,
none is left, and whoever keeps the machine has to hear of it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from feedback_app.settings import Settings
from feedback_app.upkeep.dated_folders import Dated, dated, doubtful, remove_old
from feedback_app.upkeep.leftovers import locked
from feedback_app.upkeep.streaming import REPLICA


@dataclass(frozen=True)
class Outdated:
    """How many copies were removed, whether the last one here was among them, and which stay because their
    dates do not fit the clock."""

    removed: int
    was_last: bool
    doubtful: tuple[Dated, ...]


def remove_outdated(settings: Settings, today: dt.date, *, trust_clock: bool = False) -> Outdated:
    """Remove the copies, here and beside the continuous one, and what restores set aside, that are too old.

    `today` is the company's day. What killed commands left goes, too. Raises OSError.
    """
    with locked(settings):
        folders = (settings.backups, settings.set_aside, settings.data / REPLICA / settings.backups.name)
        there = [one for folder in folders for one in dated(folder)]
        stay = [] if trust_clock else doubtful(there, today)
        had = bool(dated(settings.backups))
        removed = remove_old([one for one in there if one not in stay], today)
        return Outdated(removed, had and not dated(settings.backups), tuple(stay))
