"""Whether the counts are what the answers say, and setting them right: for whoever cares for feedback.db."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from feedback_app.database import snapshot, transaction
from feedback_app.upkeep.turns import give_way

TABLES = ("rollup_day", "rollup_month", "archived_day", "archived_month")
"""Where counts stand: of the answers that are there, and of those whose time has passed."""

_KEY = "product_id, questionnaire_id, question_id, option_id, language, channel"
_OF_MONTH = "product_id = ?1 and day >= ?2 and day <= ?2 || char(1114111) and substr(day, 1, 7) = ?2"

_ROWS = " union all ".join(
    f"select day, {_KEY} from response join {table} using (response_id) where {_OF_MONTH}"  # noqa: S608  ours
    for table in ("answer", "answer_multi")
)
_COUNTED = f"select day, {_KEY}, count(*) from ({_ROWS}) group by 1, 2, 3, 4, 5, 6, 7"  # noqa: S608  ours
_KEPT_DAYS = f"select day, {_KEY}, n from rollup_day where {_OF_MONTH}"  # noqa: S608  ours
_KEPT_MONTHS = f"""
select month, {_KEY}, n from rollup_month where product_id = ?1 and month = ?2
"""  # noqa: S608  ours
_MONTHS = """
select product_id, substr(day, 1, 7) from response
union select product_id, substr(day, 1, 7) from rollup_day
union select product_id, month from rollup_month order by 2, 1
"""

_ARCHIVED_MONTHS = f"select month, {_KEY}, n from archived_month"  # noqa: S608  ours
_ARCHIVED_DAYS = f"""
select substr(day, 1, 7), {_KEY}, sum(n) from archived_day group by 1, 2, 3, 4, 5, 6, 7
"""  # noqa: S608  ours

# Of one question, a response has one answer; of one that takes several, one of each.
_TOO_MANY = f"""
select day, {_KEY}, a.kept, ifnull(r.n, 0)
from (
  select day, {_KEY}, sum(n) as kept from archived_day join question q using (questionnaire_id, question_id)
  group by day, product_id, questionnaire_id, question_id, iif(q.kind = 'multiple_choice', option_id, 0),
    language, channel
) a left join archived_response r using (day, product_id, questionnaire_id, language, channel)
where a.kept > ifnull(r.n, 0)
"""  # noqa: S608  ours
_TOO_YOUNG = f"""
select day, {_KEY}, n, 0 from archived_day join questionnaire using (questionnaire_id)
where day > ifnull(archived_until, '')
"""  # noqa: S608  ours

_Key = tuple[str, int, int, int, int, str, str]
"""Period, and the numbers of product, questionnaire, question and option; language, channel."""
_Wrong = tuple[str, _Key, int, int]
"""A table, a key in it, what stands there, and what should."""


@dataclass(frozen=True)
class Difference:
    """A figure that is wrong: `kept` stands in `table`, `right` is what it should be, or at most can be.

    `period` is a day or a month; product and question are named as in the plans, the option by its label.
    """

    table: str
    period: str
    product: str
    questionnaire: str
    question: str
    option: str
    language: str
    channel: str
    kept: int
    right: int

    @property
    def can_be_set_right(self) -> bool:
        """Whether `rebuild` can: of the archive, whose answers are gone, it makes no figure less."""
        return self.table.startswith("rollup_") or (self.table == "archived_month" and self.kept < self.right)


def verify(connection: sqlite3.Connection) -> tuple[Difference, ...]:
    """All that is wrong with the counts, as of one moment; the app may go on storing meanwhile.

    The counts of answers that are there are held to those answers, one by one. Those of the archive cannot
    be: its answers are deleted, and nobody can tell any more what they said. What can be told is whether it
    agrees with itself: each month is the sum of its days; no answer was given more often than there were
    responses; none is of a day after the last one archived; none is below zero (the table itself refuses it).
    A wrong figure that heeds all that is not noticed. Raises sqlite3.Error.
    """
    with snapshot(connection):
        wrong = [one for month in _months(connection) for one in _wrong_in(connection, *month)]
        wrong += _wrong_in_archive(connection)
        return tuple(_named(connection, *one) for one in wrong)


def rebuild(connection: sqlite3.Connection) -> int:
    """Set the counts right by the answers, and the archive's months by its days; how many figures that were.

    Where a month of the archive says more than its days, days may have been lost: no month is touched then.
    Each month of a product is a transaction of its own, as visitors wait for it: cut short, what was set
    right stays so, and the rest is as it was. Raises sqlite3.Error.
    """
    number = 0
    for month in _months(connection):
        with snapshot(connection):
            right = not any(_wrong_in(connection, *month))
        if not right:
            with transaction(connection):
                number += _mend(connection, list(_wrong_in(connection, *month)))
            give_way()
    with transaction(connection):
        months = list(_wrong_archived_months(connection))
        if any(kept > right for *_, kept, right in months):
            return number
        return number + _mend(connection, months)


def _months(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Each product and month in which something was answered, or is counted."""
    return connection.execute(_MONTHS).fetchall()


def _wrong_in(connection: sqlite3.Connection, product: int, month: str) -> Iterator[_Wrong]:
    """What is wrong in one month of one product."""

    def figures(query: str) -> dict[_Key, int]:
        return {row[:-1]: row[-1] for row in connection.execute(query, (product, month))}

    days = figures(_COUNTED)
    months: Counter[_Key] = Counter()
    for (_, *of), number in days.items():
        months[month, *of] += number  # type: ignore[index]  # a key with its first part exchanged
    yield from _compared("rollup_day", figures(_KEPT_DAYS), days)
    yield from _compared("rollup_month", figures(_KEPT_MONTHS), months)


def _compared(table: str, kept: Mapping[_Key, int], right: Mapping[_Key, int]) -> Iterator[_Wrong]:
    for key in sorted({*kept, *right}):
        if kept.get(key, 0) != right.get(key, 0):
            yield table, key, kept.get(key, 0), right.get(key, 0)


def _wrong_archived_months(connection: sqlite3.Connection) -> Iterator[_Wrong]:
    kept, right = (
        {row[:-1]: row[-1] for row in connection.execute(query)}
        for query in (_ARCHIVED_MONTHS, _ARCHIVED_DAYS)
    )
    return _compared("archived_month", kept, right)


def _wrong_in_archive(connection: sqlite3.Connection) -> Iterator[_Wrong]:
    yield from _wrong_archived_months(connection)
    for query in (_TOO_MANY, _TOO_YOUNG):
        for *key, kept, right in connection.execute(query).fetchall():
            yield "archived_day", tuple(key), kept, right


def _mend(connection: sqlite3.Connection, wrong: list[_Wrong]) -> int:
    """Write what is right, within the caller's transaction."""
    for table, key, _, _ in wrong:
        period = table.rpartition("_")[2]
        connection.execute(f"delete from {table} where ({period}, {_KEY}) = (?, ?, ?, ?, ?, ?, ?)", key)  # noqa: S608  ours
    for table, key, _, right in wrong:
        if right:
            connection.execute(f"insert into {table} values (?, ?, ?, ?, ?, ?, ?, ?)", (*key, right))  # noqa: S608  ours
    return len(wrong)


def _named(connection: sqlite3.Connection, table: str, key: _Key, kept: int, right: int) -> Difference:
    period, product, questionnaire, question, option, language, channel = key

    def name(query: str, number: int) -> str:
        row = connection.execute(query, (number,)).fetchone()
        return str(row[0]) if row else f"({number})"

    return Difference(
        table=table,
        period=period,
        product=name("select slug from product where product_id = ?", product),
        questionnaire=name("select name from questionnaire where questionnaire_id = ?", questionnaire),
        question=name("select key from question where question_id = ?", question),
        option=name("select label from option where option_id = ?", option),
        language=language,
        channel=channel,
        kept=kept,
        right=right,
    )
