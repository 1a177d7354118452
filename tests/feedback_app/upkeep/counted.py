"""Counts taken anew in Python from the rows of the file, as a test of those that SQL keeps."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from feedback_app.database import connect

Counts = Counter[tuple[Any, ...]]
"""By day, then the numbers of product, questionnaire, question and option, language and channel."""


def recounted(connection: sqlite3.Connection) -> Counts:
    """What the answers in the file say."""
    heads = {
        number: head
        for number, *head in connection.execute(
            "select response_id, day, product_id, questionnaire_id, language, channel from response"
        )
    }
    found: Counts = Counter()
    for table in ("answer", "answer_multi"):
        for number, question, option in connection.execute(f"select * from {table}"):
            day, product, questionnaire, language, channel = heads[number]
            found[day, product, questionnaire, question, option, language, channel] += 1
    return found


def by_month(days: Counts) -> Counts:
    """The same counts by month."""
    found: Counts = Counter()
    for (day, *of), number in days.items():
        found[(day[:7], *of)] += number
    return found


def kept(connection: sqlite3.Connection, table: str) -> Counts:
    """What a table or view of counts says, all its rows of the same key together."""
    period = "month" if table.endswith("month") else "day"
    columns = f"{period}, product_id, questionnaire_id, question_id, option_id, language, channel, n"
    found: Counts = Counter()
    for *key, number in connection.execute(f"select {columns} from {table}"):
        found[tuple(key)] += number
    return found


def drift(file: Path) -> dict[tuple[Any, ...], tuple[int | None, int | None]]:
    """Every count of a day or a month that is not that of the answers: what it is and what it should be."""
    with closing(connect(file)) as connection:
        said = {**kept(connection, "rollup_day"), **kept(connection, "rollup_month")}
        days = recounted(connection)
    due = {**days, **by_month(days)}
    return {one: (said.get(one), due.get(one)) for one in {*said, *due} if said.get(one) != due.get(one)}
