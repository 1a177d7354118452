"""A connection to whoever asks: requests read in one way only, refusals that arrive, nobody waited for long.

Reading costs no thread: waitress reads all connections in one loop, and only a request that has come whole
takes one of its threads.
"""

from __future__ import annotations

import socket
import time
from io import BytesIO
from typing import Any, cast

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask, WSGITask
from waitress.utilities import RequestEntityTooLarge

from feedback_app.framing import UnambiguousParser
from feedback_app.headers import STRICT_HEADERS

LARGEST_REQUEST = 512 * 1024
"""Bytes after which a body is not kept: the largest form that is read, in the smallest chunks there are."""
MOST_DISCARDED = 128 * 1024 * 1024
"""Bytes that are still read, and thrown away, after a refusal."""
LARGEST_BACKLOG = 1024 * 1024
"""Bytes of answers not yet taken, beyond which no further request of the same connection is answered."""

_DISCARDED_AT_ONCE = 256 * 1024
_A_MOMENT = 0.01
"""Seconds for which the loop waits for a thread that is sending."""


class _TooLarge(WSGITask):
    """Lets the app itself refuse a body that was not read to its end: with a page, in the reader's words."""

    def get_environment(self) -> dict[str, Any]:
        return {
            **super().get_environment(),
            "CONTENT_LENGTH": str(LARGEST_REQUEST + 1),
            "wsgi.input": BytesIO(),
        }

    def execute(self) -> None:
        self.set_close_on_finish()
        super().execute()


class _Refusal(ErrorTask):
    """Answers a request that waitress will not hand on: the app's own page for too large a body, a line for
    what is no request at all; the headers are the app's in either case."""

    def service(self) -> None:
        cast("Connection", self.channel).refused = True
        # The published types take the request of an error task for the error itself.
        if isinstance(getattr(self.request, "error", None), RequestEntityTooLarge):
            self.close_on_finish = True
            _TooLarge(self.channel, self.request).service()
        else:
            # No request, so no word of TLS either: the proxy that speaks it refuses such things by itself.
            self.response_headers = [*self.response_headers, *STRICT_HEADERS.items()]
            super().service()


class Connection(HTTPChannel):
    """One connection, from its first byte until it is closed."""

    parser_class = UnambiguousParser
    error_task_class = _Refusal
    refused = False
    """Whether a request was refused before it was read to its end."""

    _begun = 0.0
    _discarding = False
    _to_discard = MOST_DISCARDED

    def received(self, data: bytes) -> bool:
        """Take what has come in. The time a request may take to arrive runs from its first byte."""
        if self._discarding:
            self._discard(len(data))
            return False
        under_way, now = self.request, self.last_activity
        taken = super().received(data)
        if self.request is not under_way:
            self._begun = now
        elif under_way is not None:
            # A byte now and then is no activity.
            self.last_activity = self._begun
        return taken

    def service(self) -> None:
        """Answer the first request that waits, unless the answers before it are not taken."""
        if self.total_outbufs_len <= LARGEST_BACKLOG:
            super().service()
            return
        with self.requests_lock:  # type: ignore[attr-defined]  # waitress has it, the published types do not
            self.close_when_flushed = True
            self.requests = []
        self.server.pull_trigger()

    def handle_write(self) -> None:
        """Send what is to be sent, or what a thread that sends leaves over."""
        # The loop would go round and round until that thread is done, and keep it and all others from the
        # interpreter meanwhile (waitress 3.0), most of all where many send at once.
        if self.requests and self.outbuf_lock.acquire(timeout=_A_MOMENT):
            self.outbuf_lock.release()
        super().handle_write()

    def recv(self, buffer_size: int) -> bytes:
        """Bytes from the other side."""
        return super().recv(_DISCARDED_AT_ONCE if self._discarding else buffer_size)

    def handle_close(self) -> None:
        """Close. What was refused is first read on for a while: a reset would take the answer with it."""
        if not self.refused or self._discarding or self.total_outbufs_len or not self.connected:
            super().handle_close()
            return
        self._discarding, self.will_close = True, False
        self._begun = self.last_activity = time.time()
        try:
            cast(socket.socket, self.socket).shutdown(socket.SHUT_WR)
        except OSError:
            super().handle_close()

    def _discard(self, size: int) -> None:
        self.last_activity = self._begun
        self._to_discard -= size
        self.will_close = self._to_discard < 0
