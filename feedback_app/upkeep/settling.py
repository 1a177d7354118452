"""Has the files of answers and of suspects agree about each form: it came in once, under one receipt.

They are written one after the other, so one of them may be ahead: where something stopped in between, or
where one was restored.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing

from feedback_app.settings import Settings
from feedback_app.storage import DAYS_KEYS_ARE_KEPT, Storage
from feedback_app.suspects.quarantine import HeldForm, Quarantine
from feedback_app.upkeep.tombstones import Tombstones


def settle(settings: Settings, today: dt.date) -> None:
    """Hold nothing of a form that came in under another receipt, and note each that is held and not known.

    `today` is the company's day. Done before keys are forgotten, so that no second copy outlives what tells
    of it, and noted as erased, so that no backup brings it back. Raises sqlite3.Error or OSError.
    """
    for storage, quarantine in _files(settings):
        for form in quarantine.forms():
            known = storage.receipt_of(form.key)
            if known not in (None, form.receipt) and form.waits:
                Tombstones(settings.backups).add(form.receipt, today)
                quarantine.erase(form.receipt)
            elif known is None and form.waits and _is_remembered(form, today):
                _note(storage, form)


def forget_lost(settings: Settings) -> None:
    """After a restore, while nobody serves: forget forms that one file knows and neither holds.

    Sent again, they are stored, instead of thanked for. What was erased stays known, and so does what both
    files know: there the guardian has decided. Raises sqlite3.Error or OSError.
    """
    tombstones = Tombstones(settings.backups)
    for storage, quarantine in _files(settings):
        forms = quarantine.forms()
        alone = storage.keys_alone()
        lost = alone.keys() - {one.key for one in forms}
        erased = set(tombstones.among(alone.values()))
        with storage.transaction():
            for key in lost:
                if alone[key] not in erased:
                    storage.forget(key)
        unknown = [one for one in forms if not one.waits and storage.receipt_of(one.key) is None]
        erased = set(tombstones.among(one.receipt for one in unknown))
        for form in unknown:
            if form.receipt not in erased:
                quarantine.forget(form.key)


def _is_remembered(form: HeldForm, today: dt.date) -> bool:
    return form.day >= today - dt.timedelta(days=DAYS_KEYS_ARE_KEPT)


def _note(storage: Storage, form: HeldForm) -> None:
    with storage.transaction():
        # It may have come in this very moment.
        if storage.receipt_of(form.key) is None:
            storage.note(form.key, form.content, form.receipt, form.day)


def _files(settings: Settings) -> Iterator[tuple[Storage, Quarantine]]:
    """Both, if both are there: one that is missing is not made here, so that it is missed."""
    if settings.answers.exists() and settings.guardian.exists():
        with closing(Storage(settings.answers)) as storage, closing(Quarantine(settings.guardian)) as held:
            yield storage, held
