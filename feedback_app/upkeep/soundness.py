"""Whether the databases can be read from end to end and the disk has room: for `/healthz` and the log.

Looked at in a thread of its own, never while a request waits; it also has forgotten what is remembered for a
day, as it goes round where nobody asks for anything. `pragma quick_check` finds a file whose
structure is broken; that some letter of a text has changed on the disk, it cannot know. The search index is
looked into less often, as visitors wait for that.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from feedback_app.database import looked_into
from feedback_app.day_memory import forget_old
from feedback_app.refusals import Replaced, is_half_restored, is_missing
from feedback_app.settings import Settings
from feedback_app.upkeep.cleansing import is_large
from feedback_app.upkeep.search_index import is_whole
from feedback_app.writer import Writer

EVERY_SECONDS = 20.0
"""Between one look and the next, so that a monitor hears of damage within a minute."""
REST = 9
"""Where looking takes long, the rest after it is so many times as long: a tenth of one core at most."""
LEAST_FREE = 256 * 1024 * 1024
"""Bytes; enough for the answers of months, and for whoever is told of it to do something in time."""
INDEX_EVERY_SECONDS = 3600.0
"""Between one look into the search index and the next, each of some tenths of a second."""
HANGING_SECONDS = 600.0
"""A look that takes longer than this will never end: a disk that does not answer, or a thread that died."""

DAMAGED = "is damaged"

_UNDECIDED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

_log = logging.getLogger(__name__)


class Soundness:
    """What is wrong with the files of a data folder, as far as was seen when they were looked at last.

    Where the file of answers is found damaged, its writer stores nothing more in it: what came in
    would go the way of the file once a copy takes its place.
    """

    def __init__(
        self,
        settings: Settings,
        writer: Writer,
        *,
        least_free: int = LEAST_FREE,
        hanging: float = HANGING_SECONDS,
    ) -> None:
        self._settings = settings
        self._writer = writer
        self._least_free = least_free
        self._hanging = hanging
        self._seen: tuple[str, ...] = ()
        self._over = threading.Event()
        self._watching: threading.Thread | None = None
        self._index_seen: float | None = None
        self._due = 0.0

    def problems(self) -> tuple[str, ...]:
        """What is wrong, in a few words each, for whoever watches over the app."""
        return (
            *self._seen,
            *(["nobody looks at the files any more"] if self._is_blind else []),
            *(["answers cannot be stored"] if self._writer.is_failing else []),
        )

    def watch(self, every: float = EVERY_SECONDS) -> None:
        """Look now and then until `close`, or as long as the process lives."""
        self._due = time.monotonic() + self._hanging
        self._watching = threading.Thread(target=self._go_on, args=[every], name="soundness", daemon=True)
        self._watching.start()

    def close(self) -> None:
        """Look no more."""
        self._over.set()

    def look(self) -> None:
        """Look at everything once. What is new is logged. Raises OSError."""
        self._writer.try_out()
        wrong = {file: wrong for file in self._settings.databases if (wrong := _wrong_with(file))}
        self._writer.is_damaged = wrong.get(self._settings.answers) == DAMAGED
        seen = (*(f"{file.name} {wrong}" for file, wrong in wrong.items()), *self._disk())
        if self._settings.answers not in wrong:
            seen = (*seen, *self._index())
        for problem in seen:
            if problem not in self._seen:
                _log.error("%s", problem)
        self._seen = seen

    @property
    def _is_blind(self) -> bool:
        """Whether what was seen last is no longer looked at, though somebody was to watch."""
        if self._watching is None:
            return False
        return not self._watching.is_alive() or time.monotonic() > self._due

    def _disk(self) -> Iterator[str]:
        if shutil.disk_usage(self._settings.data).free < self._least_free:
            yield "the disk is nearly full"

    def _index(self) -> Iterator[str]:
        """What is wrong with the search index; looked into again at once where something is."""
        seen, answers = self._index_seen, self._settings.answers
        if not answers.exists() or (seen is not None and time.monotonic() - seen < INDEX_EVERY_SECONDS):
            return
        # Where another is writing, or the file is just being begun, the next look tells.
        with suppress(sqlite3.OperationalError):
            if _has_whole_index(answers):
                self._index_seen = time.monotonic()
            else:
                self._index_seen = None
                yield "the search index of feedback.db is damaged"

    def _go_on(self, every: float) -> None:
        while not self._over.is_set():
            forget_old()
            began = time.monotonic()
            try:
                self.look()
            except Exception as error:  # noqa: BLE001  whoever watches over others may not die of what he sees
                self._seen = ("the files cannot be looked at",)
                _log.error("the files cannot be looked at: %s", repr(error))
            rest = max(every, REST * (time.monotonic() - began))
            self._due = time.monotonic() + rest + self._hanging
            self._rest(rest, every)

    def _rest(self, seconds: float, every: float) -> None:
        """Rest, though not from having forgotten what is old."""
        over = time.monotonic() + seconds
        while (left := over - time.monotonic()) > 0 and not self._over.wait(min(left, every)):
            forget_old()


def _wrong_with(file: Path) -> str | None:
    """What is wrong with a file, in a few words; nothing with one that has not been begun yet."""
    if is_half_restored(file):
        return "waits for a restore that was cut short"
    if is_missing(file):
        return "is missing"
    if not file.exists():
        return None
    try:
        with looked_into(file) as connection:
            found: str = connection.execute("pragma quick_check(1)").fetchone()[0]
    except Replaced as error:
        _log.error("%s", error)
        return "was replaced while it was open"
    except sqlite3.DatabaseError as error:
        code = error.sqlite_errorcode & 0xFF
        if code in _UNDECIDED:
            return None
        _log.error("%s: %s", file.name, error)
        return DAMAGED if code in _BROKEN else "cannot be read"
    if found == "ok":
        return None if _can_be_written(file) else "cannot be written"
    _log.error("%s: %s", file.name, found)
    return DAMAGED


def _can_be_written(file: Path) -> bool:
    """Whether something could be written, which is then not done; another who does so shows it, too."""
    try:
        with looked_into(file, locking=True) as connection:
            connection.execute("begin immediate")
            # Only a statement that would write finds a file that may only be read (SQLite 3.40).
            connection.execute("pragma user_version = 0")
            connection.rollback()
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF in _UNDECIDED:
            return True
        _log.error("%s: %s", file.name, error)
        return False
    return True


def _has_whole_index(answers: Path) -> bool:
    """Of a large file, for which visitors would wait too long, the daily copy tells. Raises sqlite3.Error."""
    with looked_into(answers, locking=True) as connection:
        return is_large(connection) or is_whole(connection)
