"""Tables for spreadsheets: no cell of an export is a formula, whoever wrote it.

What a visitor typed would else run where a manager opens it (OWASP, CSV Injection). An apostrophe before the
sign makes it text. Where a spreadsheet separates cells by semicolons, as Spanish ones do, every semicolon and
line end begins a cell, so signs are looked for behind them too, and behind what nobody sees. Pages and
JSON show what was typed.
"""

from __future__ import annotations

import csv
import io
import re

from feedback_app.browse.door import Application, Message, Receive, Scope, Send
from feedback_app.browse.readable import LARGEST_VALUE

_KINDS = (b"text/csv", b"text/plain")
"""Datasette shows a table as plain text unless it is asked to have it saved."""

_SIGNS = r"=+\-@＝＋－＠"
_UNSEEN = (
    r"\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Controls and what Unicode calls Default_Ignorable_Code_Point: a byte order mark at the beginning of a file
is taken away by whoever reads it, and of the others no spreadsheet promises that it takes them for text."""
_PERHAPS = re.compile(rf'(?:^|[,;\s"{_UNSEEN}])[{_SIGNS}]')
"""Stands in a row wherever one of its cells may have to be defused; most rows need no second look."""
_BEGINNING = re.compile(rf'((?:^|[;\t\r\n])[\s"{_UNSEEN}]*)([{_SIGNS}]?)')
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")


def defused(cell: str) -> str:
    """A cell that every spreadsheet takes for text, or for the number it is."""
    return cell if _NUMBER.fullmatch(cell) else _BEGINNING.sub(_as_text, cell)


def _as_text(beginning: re.Match[str]) -> str:
    blank, sign = beginning.groups()
    return f"{blank}'{sign}" if sign else blank


def defused_rows(rows: bytes) -> bytes:
    """Whole rows of a CSV file in UTF-8, with their cells defused."""
    text = rows.decode()
    if not _PERHAPS.search(text):
        return rows
    # A question in SQL may put together a cell as large as this.
    csv.field_size_limit(LARGEST_VALUE)
    written = io.StringIO()
    read = csv.reader(io.StringIO(text, newline=""))
    csv.writer(written).writerows([defused(cell) for cell in row] for row in read)
    return written.getvalue().encode()


class WithoutFormulas:
    """Datasette, with the cells of its exports defused."""

    def __init__(self, application: Application) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request. Datasette sends each row of a table as a message of its own."""
        is_table = False

        async def sent(message: Message) -> None:
            nonlocal is_table
            if message["type"] == "http.response.start":
                is_table = any(
                    name.lower() == b"content-type" and value.startswith(_KINDS)
                    for name, value in message["headers"]
                )
            elif is_table and message.get("more_body"):
                message = {**message, "body": defused_rows(message["body"])}
            await send(message)

        await self._application(scope, receive, sent)
