"""What a cell shows: words for codes, the label of what a number refers to, decimals with a comma."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from decimal import Decimal
from typing import Any

from babel import Locale

from luz.wording import Wording

CODES: Mapping[str, Mapping[str, str]] = {
    "channel": {"web": "The web page", "mail": "Mail", "qr": "QR code", "embed": "Embedded form"},
    "kind": {
        "scale": "Scale",
        "nps": "From 0 to 10",
        "choice": "One of several",
        "multiple_choice": "Any of several",
        "text": "Free words",
    },
    "metric": {"csat": "Satisfaction (CSAT)", "ces": "Ease (CES)", "nps": "Recommendation (NPS)"},
}
"""By column, what each code is called that no other table explains."""

_REFERENCES = frozenset(
    {"product_id", "questionnaire_id", "question_id", "option_id", "response_id", "rating"}
)

_BEHIND = {"count_day": "rollup_day", "count_month": "rollup_month", "count_response": "archived_response"}
"""A view refers to nothing; what does is a table that it shows."""


def in_words(value: object, column: str, wording: Wording) -> str | None:
    """The words for a value; None where it speaks for itself. In a query, headings are the column names."""
    if isinstance(value, float):
        return wording.number(Decimal(str(value)))
    if column in {"language", wording.text("Language")} and isinstance(value, str):
        name = Locale.parse(value).get_language_name(wording.language)
        return name.capitalize() if name else value
    if column == "sample":
        return wording.text("yes") if value else wording.text("no")
    codes = CODES.get("channel" if column == wording.text("Came by") else column, {})
    return wording.text(codes[value]) if isinstance(value, str) and value in codes else None


def label(datasette: Any, table: str | None, column: str, value: object) -> Awaitable[str | None] | None:
    """The label of the row that a number refers to, which Datasette tells in its lists but not of one row."""
    if table is None or column not in _REFERENCES or not isinstance(value, int):
        return None
    return _looked_up(datasette, _BEHIND.get(table, table), column, value)


async def _looked_up(datasette: Any, table: str, column: str, value: int) -> str | None:
    labels = await datasette.expand_foreign_keys(datasette.get_database().name, table, column, [value])
    found = labels.get((column, value))
    return None if found is None else str(found)
