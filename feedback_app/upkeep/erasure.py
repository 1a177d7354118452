"""Makes an answer disappear for whoever holds its receipt: from counts, tables, search and bytes.

First it is noted as erased, then deleted: should that be cut short in between, no backup brings back what was
half erased, and the same order given again finishes it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from feedback_app.settings import Settings
from feedback_app.storage import Storage
from feedback_app.suspects.quarantine import Quarantine
from feedback_app.upkeep.cleansing import cleanse_all, is_large
from feedback_app.upkeep.leftovers import locked
from feedback_app.upkeep.tombstones import Tombstones
from luz.running.claim import Claimed, claimed


class UnknownReceipt(Exception):
    """No answer has this receipt, and none that was erased had it."""


@dataclass(frozen=True)
class Erasure:
    """What became of an answer: `day` is when it was first erased, `now` whether anything was left of it.

    Where it is not `clean`, its words may still stand in the log beside a file; where it is not `whole`, in
    stray copies within a file that is too large to be written anew while somebody serves.
    """

    day: dt.date
    now: bool
    clean: bool
    whole: bool


def erase(settings: Settings, receipt: str, today: dt.date) -> Erasure:
    """Erase the answer that has this receipt; `today` is the company's day.

    Given again it finishes what was cut short. Raises UnknownReceipt, sqlite3.Error or OSError.
    """
    tombstones = Tombstones(settings.backups)
    day = tombstones.day(receipt)
    with locked(settings), _files(settings) as files, _nobody_serves(settings) as alone:
        receipts = files.of_the_same_forms([receipt])
        held = any(files.holds(one) for one in receipts)
        if day is None and not held:
            raise UnknownReceipt
        for one in sorted(receipts):
            if tombstones.day(one) is None:
                tombstones.add(one, today)
        tombstones.add_forms(files.forms(receipts), today)
        files.erase(receipts)
        whole = alone or not files.are_large()
        return Erasure(day or today, held, cleanse_all(settings, alone=alone), whole)


def replay(settings: Settings, tombstones: Tombstones) -> int:
    """Erase from restored files all that was erased since they were copied; how many answers that were.

    `settings` are those of the folder in which the files lie; one that is not there is not made. Raises
    sqlite3.Error or OSError.
    """
    with _files(settings) as files:
        erased = files.of_the_same_forms(tombstones.among(files.receipts()))
        files.erase(erased)
        files.drop(tombstones)
        files.know(tombstones.forms())
        cleanse_all(settings, alone=True)
    return len(erased)


@dataclass(frozen=True)
class _Files:
    """The files in which answers stand, as far as they are there."""

    storage: Storage | None
    quarantine: Quarantine | None

    def holds(self, receipt: str) -> bool:
        suspected = self.quarantine is not None and receipt in self._waiting().values()
        return suspected or (self.storage is not None and self.storage.holds(receipt))

    def receipts(self) -> set[str]:
        """Those of all answers that are there."""
        return {*self._waiting().values(), *(self.storage.receipts() if self.storage else [])}

    def forms(self, receipts: Collection[str]) -> set[bytes]:
        """The keys of the forms that brought in what has these receipts, as far as they are known."""
        held = {key for key, receipt in self._waiting().items() if receipt in receipts}
        return held | (self.storage.keys(receipts) if self.storage else set())

    def drop(self, tombstones: Tombstones) -> None:
        """Delete the suspects that were dropped, or past their time, since the file was copied."""
        if self.quarantine:
            for receipt in tombstones.suspects_among(self._waiting().values()):
                self.quarantine.erase(receipt)

    def know(self, forms: Mapping[bytes, dt.date]) -> None:
        """Have forms known by the digests of their keys, sent again; no content is theirs."""
        if self.storage:
            with self.storage.transaction():
                for digest, day in forms.items():
                    if self.storage.receipt_of(digest) is None:
                        self.storage.note(digest, b"", "", day)

    def of_the_same_forms(self, receipts: Collection[str]) -> set[str]:
        """These, and under which others their forms are counted or held: one that was stopped halfway into
        the one file may have come into the other."""
        keys, found = self.forms(receipts), {*receipts}
        if self.storage:
            found |= {one for key in keys if (one := self.storage.receipt_of(key))}
        return found | {receipt for key, receipt in self._waiting().items() if key in keys}

    def erase(self, receipts: Collection[str]) -> None:
        # What is being released comes from the guardian's file: looked for there first, it is not missed.
        if self.quarantine:
            for receipt in receipts:
                self.quarantine.erase(receipt)
        if self.storage:
            with self.storage.transaction():
                for receipt in receipts:
                    self.storage.erase(receipt)

    def _waiting(self) -> dict[bytes, str]:
        """Of all that wait for the guardian, the key of the form and the receipt."""
        forms = self.quarantine.forms() if self.quarantine else ()
        return {one.key: one.receipt for one in forms if one.waits}

    def are_large(self) -> bool:
        return self.storage is not None and is_large(self.storage.connection)


@contextmanager
def _nobody_serves(settings: Settings) -> Iterator[bool]:
    """Whether nobody serves the files; then nobody can begin to until the end of the block."""
    with ExitStack() as claim:
        try:
            claim.enter_context(claimed(settings.data))
        except Claimed:
            alone = False
        else:
            alone = True
        yield alone


@contextmanager
def _files(settings: Settings) -> Iterator[_Files]:
    storage = Storage(settings.answers) if settings.answers.exists() else None
    quarantine = Quarantine(settings.guardian) if settings.guardian.exists() else None
    try:
        yield _Files(storage, quarantine)
    finally:
        for file in (storage, quarantine):
            if file:
                file.close()
