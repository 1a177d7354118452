"""Copies in words, for the commands that make them, put them back and remove them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from feedback_app.settings import Settings
from feedback_app.upkeep.dated_folders import Dated
from feedback_app.upkeep.sound_copy import Copied
from luz.cli.command_help import WORDS
from luz.cli.options import say

_ROWS = {
    "feedback.db": ("{number} answer of a visitor", "{number} answers of visitors"),
    "guardian.db": ("{number} answer under suspicion", "{number} answers under suspicion"),
    "acknowledgements.db": ("{number} confirmation", "{number} confirmations"),
}
_UNITS = ("B", "kB", "MB", "GB")


def copied_told(copied: Copied) -> str:
    """`feedback.db: 1200 respuestas, 3,4 MB`."""
    rows = WORDS.count(*_ROWS[copied.name], copied.rows)
    return say("{file}: {rows}, {size}", file=copied.name, rows=rows, size=size_told(copied.size))


def size_told(size: int) -> str:
    """So many bytes, in the largest unit of which there is one."""
    unit = min((len(str(size)) - 1) // 3, len(_UNITS) - 1)
    number = Decimal(size).scaleb(-3 * unit)
    return f"{WORDS.number(number.quantize(Decimal('0.1')) if unit else number)} {_UNITS[unit]}"


def doubtful_told(stay: Sequence[Dated], settings: Settings, today: dt.date) -> str:
    """Of which folders nobody can tell the age by the clock, and what to do."""
    told = (
        "The clock says that today is {today}, and the dates of these do not fit: {folders}. None of them "
        "has been deleted, however old. If the clock is right, give the order again with --trust-clock."
    )
    folders = ", ".join(str(one.folder.relative_to(settings.data)) for one in stay)
    return say(told, today=WORDS.date(today), folders=folders)
