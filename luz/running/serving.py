"""Serves until interrupted: prepares, starts the processes, says when they are ready, goes on publishing."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from luz.running.supervise import Children
from luz.running.watch import Watch

log = logging.getLogger(__name__)

UNTIL_READY = 30.0
"""Seconds that the processes have to answer for the first time."""
GLANCE = 0.2
"""Seconds between one look at the processes and at saved files and the next."""


class NotReady(Exception):
    """The processes run, but do not answer."""


@dataclass(frozen=True)
class House:
    """What is served, and how.

    `prepare` runs before any process is started, and names them; `ready` tells of each, in the same order,
    whether it can be asked. Once all can, `announce` says so.
    Whenever a file in `folders` was saved, `publish` is called; should it fail, what is served stays.
    """

    prepare: Callable[[], Mapping[str, Sequence[str]]]
    ready: Sequence[Callable[[], bool]]
    announce: Callable[[], object]
    folders: Sequence[Path]
    publish: Callable[[], object]


def serve(house: House) -> None:
    """Serve until interrupted. Raises KeyboardInterrupt, ChildDied, NotReady; no process is left."""
    # Watching begins before the preparations, so that nothing saved meanwhile is missed.
    with _interrupted_by_signals(), Children() as children:
        saved = Watch(house.folders).settled
        # One after the other, so that whoever sees the last one ready finds the others served too.
        for (name, command), ready in zip(house.prepare().items(), house.ready, strict=True):
            children.start(name, command)
            if not children.wait_until(ready, UNTIL_READY):
                raise NotReady
        house.announce()
        while True:
            children.check()
            if saved():
                _publish(house)
            time.sleep(GLANCE)


def _publish(house: House) -> None:
    try:
        house.publish()
    except Exception:
        # Nothing that is saved may close what is being read.
        log.exception("nothing new is published")


@contextmanager
def _interrupted_by_signals() -> Iterator[None]:
    """Let a plain `kill` and the end of a session end us as Ctrl-C does."""
    names = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {name: signal.signal(name, signal.default_int_handler) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
