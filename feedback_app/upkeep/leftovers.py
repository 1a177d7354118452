"""One command at a time with the files of a data folder, and nothing left over from one that was killed.

Whoever opened a database while a copy takes its place would have the old one, and its log beside the new one.
What a killed command left holds words that may have been erased since, and nobody would look for them there.
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
from feedback_app.upkeep.streaming import REPLICA

RESTORING = ".restoring-"
"""How the folder is called in which a copy is made ready to be put back."""


@contextmanager
def locked(settings: Settings) -> Iterator[None]:
    """Keep other commands from the files and their copies meanwhile; whoever comes second waits.

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


def _left_over(settings: Settings) -> list[Path]:
    elsewhere = settings.data / REPLICA / settings.backups.name
    dated = [(folder, UNFINISHED) for folder in (settings.backups, settings.set_aside, elsewhere)]
    return [path for folder, name in ((settings.data, RESTORING), *dated) for path in folder.glob(f"{name}*")]
