"""Moves what responses count into the archive, where it stays when they are deleted."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

_THESE = "(select value from json_each(?1))"
_KEY = "product_id, questionnaire_id, question_id, option_id, language, channel"


def _counted(table: str, period: str, answers: str) -> str:
    return f"""
    insert into {table}
    select {period}, {_KEY}, count(*) from response join {answers} using (response_id)
    where response_id in {_THESE} group by 1, 2, 3, 4, 5, 6, 7
    on conflict do update set n = n + excluded.n
    """  # noqa: S608  the names are this module's own


_MOVES = (
    *(
        _counted(table, period, answers)
        for table, period in (("archived_day", "day"), ("archived_month", "substr(day, 1, 7)"))
        for answers in ("answer", "answer_multi")
    ),
    f"""
    insert into archived_response
    select day, product_id, questionnaire_id, language, channel, count(*)
    from response where response_id in {_THESE} group by 1, 2, 3, 4, 5
    on conflict do update set n = n + excluded.n
    """,  # noqa: S608  the names are this module's own
    f"""
    with gone as (
      select questionnaire_id, max(day) as day from response where response_id in {_THESE} group by 1)
    update questionnaire set archived_until = gone.day from gone
    where questionnaire.questionnaire_id = gone.questionnaire_id and gone.day > ifnull(archived_until, '')
    """,  # noqa: S608  the names are this module's own
    # Last, as the triggers take away from the other counts what stands in the archive by now.
    f"delete from response where response_id in {_THESE}",  # noqa: S608  the names are this module's own
)


def archive(connection: sqlite3.Connection, responses: Sequence[int]) -> None:
    """Within the caller's transaction, delete these responses, and keep in the archive what they count.

    Their comments go with them. Raises sqlite3.Error.
    """
    numbers = json.dumps(responses)
    for statement in _MOVES:
        connection.execute(statement, (numbers,))
