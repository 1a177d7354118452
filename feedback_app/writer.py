"""The one writer of feedback.db: whoever waits first commits for all who wait, and nobody is let go before.

No thread of its own: a request puts its response into the queue and asks for the lock; who gets it takes the
whole queue into one transaction, so that a slow disk is waited for once and not once per visitor.
"""

from __future__ import annotations

import datetime as dt
import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feedback_app.storage import KeyUsed, Storage, Stored, Submission
from luz.published import Published

LONGEST_QUEUE = 1000
PATIENCE_SECONDS = 15.0

_log = logging.getLogger(__name__)


class Unavailable(Exception):
    """The response could not be stored now; sent again later with the same key, it counts once."""


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
        self._queue: list[_Waiting] = []
        self._queueing = threading.Lock()
        self._writing = threading.Lock()
        self._storage: Storage | None = None
        self._registered: Published | None = None

    def store(self, submission: Submission) -> Stored:
        """Return when the response is on disk. Raises KeyUsed or Unavailable."""
        waiting = _Waiting(submission)
        with self._queueing:
            if len(self._queue) >= self._longest_queue:
                raise Unavailable("too many are waiting")
            self._queue.append(waiting)
        if not self._writing.acquire(timeout=self._patience):
            raise Unavailable("the disk keeps everybody waiting")
        try:
            if waiting.outcome is None:
                self._commit(self._take_all())
        finally:
            self._writing.release()
        return _result(waiting)

    def receipt(self, key: bytes, content: bytes) -> Stored | None:
        """What this key has brought in before, if anything. Raises KeyUsed or Unavailable."""
        with self._alone() as storage:
            return storage.receipt(key, content)

    def register(self, published: Published, day: dt.date) -> None:
        """Make what is published known to the file before anybody answers. Raises Unavailable."""
        if published is self._registered:
            return
        with self._alone() as storage, storage.transaction():
            storage.register(published, day)
        self._registered = published

    def close(self) -> None:
        """Let go of the file; the next response opens it again."""
        with self._writing:
            self._close()

    @contextmanager
    def _alone(self) -> Iterator[Storage]:
        """The open file, for this thread only. Whatever is wrong with it closes it and is Unavailable."""
        with self._writing:
            try:
                yield self._opened()
            except (sqlite3.Error, OSError) as error:
                self._close()
                raise Unavailable(str(error)) from error

    def _take_all(self) -> list[_Waiting]:
        with self._queueing:
            batch, self._queue = self._queue, []
        return batch

    def _commit(self, batch: list[_Waiting]) -> None:
        """Give everybody in the batch an outcome. One response that cannot be stored fails alone."""
        try:
            self._write(batch)
        except (sqlite3.OperationalError, OSError) as error:
            self._fail(batch, error)
        except (sqlite3.Error, LookupError, ValueError) as error:
            if len(batch) == 1:
                self._fail(batch, error)
                return
            for waiting in batch:
                self._commit([waiting])

    def _write(self, batch: list[_Waiting]) -> None:
        storage = self._opened()
        outcomes: list[Stored | Exception] = []
        with storage.transaction():
            for waiting in batch:
                try:
                    outcomes.append(storage.add(waiting.submission))
                except KeyUsed as refused:
                    outcomes.append(refused)
        for waiting, outcome in zip(batch, outcomes, strict=True):
            waiting.outcome = outcome

    def _fail(self, batch: list[_Waiting], error: Exception) -> None:
        _log.error("%d responses could not be stored: %s", len(batch), error)
        self._close()
        for waiting in batch:
            waiting.outcome = Unavailable(str(error))

    def _opened(self) -> Storage:
        if self._storage is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._storage = Storage(self._path)
        return self._storage

    def _close(self) -> None:
        if self._storage is not None:
            self._storage.close()
            self._storage = None
            self._registered = None


def _result(waiting: _Waiting) -> Stored:
    if isinstance(waiting.outcome, Stored):
        return waiting.outcome
    raise waiting.outcome or Unavailable("nothing became of the response")
