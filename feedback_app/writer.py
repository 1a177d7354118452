"""The one writer of feedback.db: whoever waits first commits for all who wait, and nobody is let go before.

No thread of its own: a request puts its response into the queue and waits for its turn; whose turn it is
takes the whole queue into one transaction, so that a slow disk is waited for once and not once per visitor.
"""

from __future__ import annotations

import datetime as dt
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from feedback_app.database import is_of_the_file
from feedback_app.registry import Unregistered
from feedback_app.standing import Standing
from feedback_app.storage import KeyUsed, Storage, Stored, Submission
from luz.published import Published

LONGEST_QUEUE = 80
"""How many may wait at a time. The server has more threads than these, and goes on serving all the rest."""
PATIENCE_SECONDS = 15.0
FAILING_SECONDS = 120.0
"""For how long a failure is told of at least where no answer has come in since."""

Answered = TypeVar("Answered")

_log = logging.getLogger(__name__)


class Unavailable(Exception):
    """The response could not be stored now; sent again later with the same key, it counts once."""


class Unknown(Unavailable):
    """The response cannot be stored unless what it answers is published: the file knows nothing of it."""


class _Waiting:
    """A submission in the queue, and what became of it."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        self.outcome: Stored | Exception | None = None


class Writer:
    """Stores responses durably. The file is opened when it is first needed and again after every failure."""

    def __init__(
        self, path: Path, *, longest_queue: int = LONGEST_QUEUE, patience: float = PATIENCE_SECONDS
    ) -> None:
        self._path = path
        self._longest_queue = longest_queue
        self._patience = patience
        # Guards what follows; told whenever a turn is over.
        self._turns = threading.Condition()
        self._inside = 0
        self._taken = False
        self._queue: list[_Waiting] = []
        # Whose turn it is has these to himself.
        self._storage: Storage | None = None
        self._standing: Standing | None = None
        self._registered: Published | None = None
        self._failed_at: float | None = None
        self.is_damaged = False
        """Set by whoever has looked the file over: while it is, nothing more is stored in it."""

    @property
    def is_failing(self) -> bool:
        """Whether the file could not be written, and has not been since."""
        return self._failed_at is not None

    def try_out(self, after: float = FAILING_SECONDS) -> None:
        """Let go of a file that was taken away; where writing has failed, see whether it works again.

        Not until so many seconds `after` it: on a full disk, less may fit than an answer takes.
        """
        failed_at = self._failed_at
        if self._storage is None and failed_at is None:
            return
        with suppress(Unavailable), self._alone() as storage:
            if failed_at is not None and time.monotonic() - failed_at >= after:
                storage.try_out()
                self._failed_at = None

    def store(self, submission: Submission) -> Stored:
        """Return when the response is on disk. Raises KeyUsed or Unavailable."""
        waiting = _Waiting(submission)
        with self._turn(waiting) as mine:
            if mine:
                self._commit(self._take_all())
        return _result(waiting)

    def receipt(self, key: bytes, content: bytes) -> Stored | None:
        """What this key has brought in before, if anything. Raises KeyUsed or Unavailable."""
        with self._alone() as storage:
            return storage.receipt(key, content)

    def ask(self, question: Callable[[sqlite3.Connection], Answered]) -> Answered:
        """What the file says, read between two commits. Raises Unavailable."""
        with self._alone() as storage:
            return question(storage.connection)

    def register(self, published: Published, day: dt.date) -> None:
        """Make what is published known to the file before anybody answers. Raises Unavailable.

        Tried once of each published state, so that no page waits for it again: the first answer does it too.
        """
        if published is self._registered:
            return
        self._registered = published
        with self._alone() as storage, storage.transaction():
            storage.register(published, day)

    def close(self) -> None:
        """Let go of the file; the next response opens it again."""
        with self._turn():
            self._close()

    @contextmanager
    def _turn(self, waiting: _Waiting | None = None) -> Iterator[bool]:
        """Wait until the file is this thread's alone; False if somebody else saw to `waiting` meanwhile.

        Raises Unavailable where too many wait already, or if it takes too long.
        """
        with self._turns:
            if self._inside >= self._longest_queue:
                raise Unavailable("too many are waiting")
            self._inside += 1
            if waiting is not None:
                self._queue.append(waiting)
            try:
                mine = self._wait(waiting)
            finally:
                self._inside -= 1
        try:
            yield mine
        finally:
            if mine:
                with self._turns:
                    self._taken = False
                    self._turns.notify_all()

    def _wait(self, waiting: _Waiting | None) -> bool:
        """As `_turn`; the condition is held. Who gives up is in nobody's queue any more."""

        def is_seen_to() -> bool:
            return waiting is not None and waiting.outcome is not None

        if not self._turns.wait_for(lambda: is_seen_to() or not self._taken, self._patience):
            # Being written at this moment, it may yet be stored; its key sees to it that it counts once.
            self._queue = [one for one in self._queue if one is not waiting]
            raise Unavailable("the disk keeps everybody waiting")
        if is_seen_to():
            return False
        self._taken = True
        return True

    @contextmanager
    def _alone(self) -> Iterator[Storage]:
        """The open file, for this thread only. Whatever is wrong with it closes it and is Unavailable."""
        with self._turn():
            try:
                yield self._opened()
            except (sqlite3.Error, OSError) as error:
                self._give_up()
                raise Unavailable(str(error)) from error

    def _take_all(self) -> list[_Waiting]:
        with self._turns:
            batch, self._queue = self._queue, []
        return batch

    def _commit(self, batch: list[_Waiting]) -> None:
        """Give everybody in the batch an outcome. One response that cannot be stored fails alone."""
        try:
            self._write(batch)
        except Exception as error:  # noqa: BLE001  whatever one response brings about, its neighbours are stored
            if is_of_the_file(error):
                self._give_up()
            elif len(batch) > 1:
                for waiting in batch:
                    self._commit([waiting])
                return
            elif isinstance(error, sqlite3.Error):
                # What the file lacks, as a column of its schema, or refuses, the next answer may meet too.
                self._failed_at = time.monotonic()
            _log.error("%d responses could not be stored: %s", len(batch), _told(error))
            for waiting in batch:
                waiting.outcome = Unavailable(_told(error))

    def _write(self, batch: list[_Waiting]) -> None:
        storage = self._opened()
        outcomes: list[Stored | Exception] = []
        with storage.transaction():
            for waiting in batch:
                try:
                    outcomes.append(storage.add(waiting.submission))
                except KeyUsed as refused:
                    outcomes.append(refused)
                except Unregistered:
                    outcomes.append(Unknown("what it answers has never been registered"))
        self._failed_at = None
        for waiting, outcome in zip(batch, outcomes, strict=True):
            waiting.outcome = outcome

    def _opened(self) -> Storage:
        if self.is_damaged:
            raise OSError(f"{self._path.name} is damaged")
        # Where somebody has taken the file away, what is stored in it would be in no file any more.
        if self._standing is not None and self._standing.is_over():
            self._close()
        if self._storage is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._storage = Storage(self._path)
            self._standing = Standing(self._path, self._storage.connection)
        return self._storage

    def _give_up(self) -> None:
        self._failed_at = time.monotonic()
        if self._standing is None or not self._standing.is_away:
            self._close()

    def _close(self) -> None:
        if self._storage is not None:
            self._storage.close()
            self._storage = self._standing = None


def _told(error: Exception) -> str:
    """What may be said of an error: one that is not of the file could quote the visitor's words."""
    return str(error) if isinstance(error, sqlite3.Error | OSError) else type(error).__name__


def _result(waiting: _Waiting) -> Stored:
    if isinstance(waiting.outcome, Stored):
        return waiting.outcome
    raise waiting.outcome or Unavailable("nothing became of the response")
