"""The two sides of a contract."""

from __future__ import annotations

from enum import StrEnum


class Party(StrEnum):
    """Which side does, supplies or agrees to something."""

    PROVIDER = "provider"
    CLIENT = "client"
