"""One command at a time with the copies of a data folder, and nothing left over from one that was killed.

What it left holds words that may have been erased since, and no command would look for them there.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feedback_app.settings import Settings
from feedback_app.upkeep.dated_folders import UNFINISHED

RESTORING = ".restoring-"
"""How the folder is called in which a copy is made ready to be put back."""


@contextmanager
def locked(settings: Settings) -> Iterator[None]:
    """Keep others from making, removing or putting back copies meanwhile; whoever comes second waits.

    What is left over from others goes first. Raises OSError.
    """
    descriptor = os.open(settings.data, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        for folder in _left_over(settings):
            shutil.rmtree(folder)
        yield
    finally:
        os.close(descriptor)


def clear_leftovers(settings: Settings) -> None:
    """Remove what killed commands left, once nobody is at work there. Raises OSError."""
    if settings.data.exists():
        with locked(settings):
            pass


def _left_over(settings: Settings) -> list[Path]:
    begun = ((settings.data, RESTORING), (settings.backups, UNFINISHED), (settings.set_aside, UNFINISHED))
    return [path for folder, name in begun for path in folder.glob(f"{name}*")]
