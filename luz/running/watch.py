"""Notices that somebody saved a file, and waits until the saving is over."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

QUIET = 0.3
"""Seconds without a change after which a saving counts as over: an editor writes in several steps."""

_CHANGES = {EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED}


class Watch(FileSystemEventHandler):
    """Watches folders, with all below them, from now until `stop`."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._changed_at: float | None = None
        present = [folder for folder in folders if folder.is_dir()]
        try:
            self._observer = self._observe(Observer(), present)
        except OSError:
            # The kernel watches a limited number of folders, shared by all programs.
            self._observer = self._observe(PollingObserver(), present)

    def settled(self) -> bool:
        """Whether something has changed since this was last true, and nothing is changing any more."""
        changed_at = self._changed_at
        if changed_at is None or time.monotonic() - changed_at < QUIET:
            return False
        self._changed_at = None
        return True

    def stop(self) -> None:
        """Watch no more."""
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change of a file that is not an editor's own."""
        # A folder is changed by whatever is in it, of which there is an event of its own.
        if event.event_type not in _CHANGES or (
            event.is_directory and event.event_type == EVENT_TYPE_MODIFIED
        ):
            return
        paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
        if any(not _is_an_editors_own(path.name) for path in paths):
            self._changed_at = time.monotonic()

    def _observe(self, observer: BaseObserver, folders: Iterable[Path]) -> BaseObserver:
        for folder in folders:
            observer.schedule(self, str(folder), recursive=True)
        observer.start()
        return observer


def _is_an_editors_own(name: str) -> bool:
    return name.startswith(".") or name.endswith("~")
