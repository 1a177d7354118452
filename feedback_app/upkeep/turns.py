"""How work on a file goes on beside the process that serves: in short transactions, with turns in between."""

from __future__ import annotations

import time

_TURN_SECONDS = 0.11
"""Longer than whoever waits ever rests between two looks: SQLite looks again after 1, 2, 5, 10, 15, 20, 25,
25, 25, 50 and 50 milliseconds, then every 100 (`sqliteDefaultBusyCallback`, 3.40)."""


def give_way() -> None:
    """Between two transactions, let whoever waits to write do it first."""
    time.sleep(_TURN_SECONDS)
