"""What was deleted leaves a file for good: its search index, its pages, and the log SQLite writes beside it.

`secure_delete` (see `database.connect`) overwrites what is deleted, and that is not enough. The index keeps a
deleted word until the part that names it and the part that strikes it out are merged; the log keeps pages as
they once were; and where SQLite moves rows to another page, the first keeps a copy that nothing deletes. Each
has its remedy here, and the app goes on storing meanwhile. The file in which SQLite collects what it writes
anew holds only what is kept. What blocks of the disk this leaves free, nobody here can know or overwrite.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

from feedback_app.database import BUSY_TIMEOUT_MS, connect, transaction
from feedback_app.settings import Settings
from feedback_app.upkeep.streaming import forget, paused

PATIENCE_SECONDS = 10.0
"""How long is waited for whoever is reading the log."""

LARGEST_REWRITTEN = 64 * 1024 * 1024
"""Bytes of a file that is written anew beside visitors, who wait for it: 150,000 answers with comments."""

_LONG_STRUCTURE, _LONGEST_STRUCTURE = 400, 3000
"""Bytes in which the index says how it is built. Each merge of all parts leaves two empty levels there, of
two bytes each, and at 2,000 levels SQLite (3.40) takes the file for damaged: after a thousand merges."""
_PAGES_PER_STEP = 64
"""Of the index, some 250 KB: merged within hundredths of a second."""
_SHORTEST_PAUSE = 0.025
"""Seconds between two steps, or as long as the step took: whoever waits to write gets his turn. SQLite looks
again after no more than this, or than it has waited already (the delays are told in `turns`)."""
_TRIAL_MS = 50
"""How long one attempt to empty the log may keep a visitor waiting."""


def cleanse(
    connection: sqlite3.Connection, *, patience: float = PATIENCE_SECONDS, alone: bool = False
) -> bool:
    """Remove what is left of deleted rows; `connection` is one of `database.connect`, outside a transaction.

    False where deleted words may still stand in the log, because somebody has been reading it for all of
    `patience` seconds: called again later, it finishes. A file too large to be written anew beside visitors
    keeps the copies that moving rows left, unless it is `alone` with it. Raises sqlite3.Error.
    """
    brief = alone or not is_large(connection)
    if _is_searched(connection):
        _merge(connection, brief=brief)
    if brief:
        connection.execute("vacuum")
    return _empty_log(connection, patience)


def cleanse_all(settings: Settings, *, alone: bool = False) -> bool:
    """Cleanse each file in which words of visitors stand, as `cleanse` does."""
    cleansed = []
    for path in (settings.guardian, settings.answers):
        if path.exists():
            with paused(path), closing(connect(path)) as connection:
                clean = cleanse(connection, alone=alone)
                if clean:
                    # Nobody was reading the log, so Litestream is not copying either.
                    forget(path)
                cleansed.append(clean)
    return all(cleansed)


def is_large(connection: sqlite3.Connection) -> bool:
    """Whether writing the file anew would keep visitors waiting for too long."""
    query = "select page_count * page_size from pragma_page_count, pragma_page_size"
    return int(connection.execute(query).fetchone()[0]) > LARGEST_REWRITTEN


def _is_searched(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("select 1 from sqlite_master where name = 'comment_fts'").fetchall())


def _merge(connection: sqlite3.Connection, *, brief: bool) -> None:
    """Merge the parts of the search index that there are now into one, in which no deleted word is left.

    A negative number of pages takes every part, also those still being merged, and begins anew: given again
    while visitors add parts it would never end. Positive ones only go on with what was begun.
    """
    structure = "select length(block) from comment_fts_data where id = 10"
    if connection.execute(structure).fetchone()[0] > (_LONG_STRUCTURE if brief else _LONGEST_STRUCTURE):
        with transaction(connection):
            connection.execute("insert into comment_fts (comment_fts) values ('rebuild')")
    pages = -1
    while True:
        began, changes = time.monotonic(), connection.total_changes
        with transaction(connection):
            step = "insert into comment_fts (comment_fts, rank) values ('merge', ?)"
            connection.execute(step, (pages,))
        # The statement itself counts as one change (fts5, «the merge command»).
        if pages > 0 and connection.total_changes - changes < 2:
            return
        pages = _PAGES_PER_STEP
        time.sleep(max(_SHORTEST_PAUSE, time.monotonic() - began))


def _empty_log(connection: sqlite3.Connection, patience: float) -> bool:
    """Bring the log into the file and cut it to nothing; whether that was possible."""
    until = time.monotonic() + patience
    # Most of the work needs nobody to wait; only the end of it does, and SQLite would wait with the lock.
    connection.execute("pragma wal_checkpoint(passive)").fetchall()
    connection.execute(f"pragma busy_timeout = {_TRIAL_MS}")
    try:
        while _is_busy(connection):
            if time.monotonic() > until:
                return False
            time.sleep(4 * _SHORTEST_PAUSE)
    finally:
        connection.execute(f"pragma busy_timeout = {BUSY_TIMEOUT_MS}")
    return True


def _is_busy(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0])
