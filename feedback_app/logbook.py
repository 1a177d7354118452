"""The log of a process of ours: one entry a line, in UTC, in which nothing can look like an entry of its own.

What is noted of the doors is what happened and, of a session, the name that opens nothing: never who, from
which address or what was read. While the session lives, access.db knows whose it is.
"""

from __future__ import annotations

import logging
import time

_doors = logging.getLogger("luz.doors")


class Entries(logging.Formatter):
    """Writes `2026-11-22T10:15:00Z WARNING name: text`; further lines of an entry are indented below it."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ")
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        """The entry, with what a terminal would obey written out."""
        return "\n    ".join(_readable(line) for line in super().format(record).splitlines())


def _readable(line: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in line)


def set_up(*, with_doors: bool) -> None:
    """Write what goes wrong in this process to its error output; what happens at the doors, if wanted."""
    handler = logging.StreamHandler()
    handler.setFormatter(Entries())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    # When many come at once, waitress says so with every request, which keeps them waiting longer still.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    # Whoever breaks off a long export is told of with every line that can no longer be sent.
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    _doors.setLevel(logging.INFO if with_doors else logging.WARNING)


def note(event: str, **facts: str) -> None:
    """Note what happened at a door, with facts that name no person: `signed in by=code session=5f0c…`."""
    _doors.info("%s", " ".join([event, *(f"{name}={value}" for name, value in facts.items())]))
