"""How work on a file goes on beside the process that serves: in short transactions, with turns in between."""

from __future__ import annotations

import time

_TURN_SECONDS = 0.11
"""SQLite's own waiting looks ten times a second for a file that is free (`sqliteDefaultBusyCallback`)."""


def give_way() -> None:
    """Between two transactions, let whoever waits to write do it first."""
    time.sleep(_TURN_SECONDS)
