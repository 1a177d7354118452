"""Mails on their way: `send` returns at once, and a thread delivers, trying anew for five minutes at most."""

from __future__ import annotations

import atexit
import datetime as dt
import heapq
import itertools
import logging
import ssl
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from feedback_app.mail import Mail, message, one_line
from feedback_app.smtp import NotDelivered, Smtp

PAUSES = (1.0, 5.0, 20.0, 60.0, 120.0)
"""Seconds after each try that failed; after the last try the mail is given up."""
LIFE_SECONDS = 300.0
"""After this long nobody waits for a mail any more: a link lives for ten minutes."""
LONGEST_QUEUE = 1000
LAST_SECONDS = 3.0
"""How long the end of the process waits for what is queued; five seconds after asking, it is killed."""

_RULE = "─" * 72

_log = logging.getLogger(__name__)


@dataclass(order=True)
class _Posted:
    """A mail in the queue. `due` is when to try it, by the monotonic clock."""

    due: float
    number: int
    mail: Mail = field(compare=False)
    posted: float = field(compare=False)
    written: dt.datetime = field(compare=False)
    tries: int = field(default=0, compare=False)

    def __str__(self) -> str:
        """The mail as the log may know it: whose it is exactly concerns nobody there."""
        return f"mail {self.mail.id[:8]} to …@{one_line(self.mail.to.rpartition('@')[2])}"


class Outbox:
    """Delivers mails in the background. Without a mail server it writes their text to the terminal.

    Its thread starts with the first mail; at the end of the process what is queued is still tried once.
    """

    def __init__(
        self,
        smtp: Smtp | None,
        *,
        context: ssl.SSLContext | None = None,
        pauses: Sequence[float] = PAUSES,
        longest_queue: int = LONGEST_QUEUE,
    ) -> None:
        self._smtp = smtp
        self._context = context
        self._pauses = pauses
        self._longest_queue = longest_queue
        self._numbers = itertools.count()
        self._queue: list[_Posted] = []
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def send(self, mail: Mail) -> None:
        """Queue a mail and return: nothing is checked, written or looked up before."""
        now = time.monotonic()
        posted = _Posted(now, next(self._numbers), mail, now, dt.datetime.now(dt.UTC))
        with self._changed:
            if self._closed or len(self._queue) >= self._longest_queue:
                _log.error("%s is not sent: the outbox is %s", posted, "closed" if self._closed else "full")
                return
            heapq.heappush(self._queue, posted)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)
                self._thread.start()
                atexit.register(self.close)
            self._changed.notify()

    def close(self, seconds: float = LAST_SECONDS) -> None:
        """Try once more all that is queued, for some seconds; what is left is lost, and the log says so."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        atexit.unregister(self.close)
        if self._thread is not None:
            self._thread.join(seconds)
            if self._thread.is_alive():
                _log.error("the outbox closes with mails that were not delivered")

    def _run(self) -> None:
        while (posted := self._next()) is not None:
            try:
                self._deliver(posted)
            except NotDelivered as error:
                self._put_back(posted, error)
            except Exception as error:  # noqa: BLE001  one odd mail must not keep all others from being sent
                _log.error("%s is given up: %s", posted, type(error).__name__)

    def _next(self) -> _Posted | None:
        """Wait for the next mail that is due; None when there is nothing more to do."""
        with self._changed:
            while True:
                if self._closed and not self._queue:
                    return None
                wait = self._queue[0].due - time.monotonic() if self._queue else None
                if self._queue and (self._closed or (wait is not None and wait <= 0)):
                    return heapq.heappop(self._queue)
                self._changed.wait(wait)

    def _deliver(self, posted: _Posted) -> None:
        if self._smtp is None:
            sys.stdout.write(_readable(posted.mail))
            sys.stdout.flush()
        else:
            self._smtp.deliver(message(posted.mail, self._smtp.sender, posted.written), self._context)

    def _put_back(self, posted: _Posted, error: NotDelivered) -> None:
        pause = self._pauses[posted.tries] if posted.tries < len(self._pauses) else None
        now = time.monotonic()
        late = pause is None or now + pause > posted.posted + LIFE_SECONDS
        with self._changed:
            if error.lasting or late or pause is None or self._closed:
                _log.error("%s is given up: %s", posted, error)
                return
            posted.tries += 1
            posted.due = now + pause
            heapq.heappush(self._queue, posted)
        _log.warning("%s is tried again in %g s: %s", posted, pause, error)


def _readable(mail: Mail) -> str:
    """A mail for the terminal, which obeys control characters."""
    lines = (f"{one_line(mail.to)} · {one_line(mail.subject)}", "", *mail.text.strip().split("\n"))
    shown = ("".join(c for c in line if c.isprintable()) for line in lines)
    return "\n".join(("", _RULE, *shown, _RULE, "", ""))
