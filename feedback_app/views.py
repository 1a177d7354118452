"""For managers, a view over the answers to each wording: one row per response, one column per question.

A wording is a version of a questionnaire that is frozen, or one of the drafts there were of it; so what was
asked in other words is never read as one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

RESPONSE_COLUMNS = ("response", "day", "product", "language", "channel", "receipt")
"""The columns of a view before those of the questions."""


def view_name(questionnaire: str, version: int, draft: str | None) -> str:
    """The name of the view over the answers to one wording: `v_web_satisfaction_1` once that is frozen.

    A wording that may still change has the mark of its draft behind: `v_web_satisfaction_1__3fa9c2`.
    """
    name = f"v_{questionnaire.replace('-', '_')}_{version}"
    return f"{name}__{draft}" if draft else name


DRAFT = "iif(frozen, null, substr(sha256, 1, 6))"
"""What tells the drafts of one version apart, in SQL; null of the one that was frozen."""


def lay_views(connection: sqlite3.Connection) -> None:
    """Lay a view over the answers to each wording; those which are as they should be stay."""
    query = f"select questionnaire_id, slug, version, {DRAFT} from questionnaire"  # noqa: S608  a constant of ours
    wordings = connection.execute(query)
    wanted = {}
    for number, slug, version, draft in wordings.fetchall():
        name = view_name(slug, version, draft)
        wanted[name] = f'create view "{name}" as {_view_query(connection, number)}'
    laid = connection.execute("select name, sql from sqlite_schema where type = 'view' and name glob 'v_*'")
    there = set()
    for name, sql in laid.fetchall():
        if wanted.get(name, "").lower() == sql.lower():
            there.add(name)
        else:
            connection.execute(f'drop view "{name}"')
    for name, statement in wanted.items():
        if name not in there:
            connection.execute(statement)


def _view_query(connection: sqlite3.Connection, questionnaire: int) -> str:
    rows = connection.execute(
        """
        select key, kind, metric is not null, question_id from question
        where questionnaire_id = ? order by position
        """,
        (questionnaire,),
    ).fetchall()
    columns = ",\n  ".join(
        f'({query}) as "{name}"'
        for key, kind, scored, number in rows
        for name, query in _columns(key, kind, bool(scored), number)
    )
    return f"""
select r.response_id as response, r.day, p.name as product, r.language, r.channel,
  {columns},
  r.receipt
from response r join product p using (product_id)
where r.questionnaire_id = {questionnaire}"""  # noqa: S608  names are ids of the model, numbers our own


def _columns(key: str, kind: str, scored: bool, question: int) -> Iterator[tuple[str, str]]:
    """The columns of one question: its words, and before them the number it is scored by."""
    name = column_name(key)
    mine = f"where x.response_id = r.response_id and x.question_id = {question}"
    if kind == "text":
        yield name, f"select x.body from comment x {mine}"  # noqa: S608  a number of ours
    elif kind == "multiple_choice":
        chosen = f"from answer_multi x join option o using (option_id) {mine} order by 1"
        yield name, f"select group_concat(label, '; ') from (select o.label {chosen})"  # noqa: S608  a number of ours
    else:
        chosen = f"from answer x join option o using (option_id) {mine}"
        if scored:
            yield name, f"select o.value {chosen}"
        yield (label_column(key) if scored else name), f"select o.label {chosen}"


def column_name(key: str) -> str:
    """The column of a question in its view."""
    name = key.replace("-", "_")
    return f"{name}_" if name in RESPONSE_COLUMNS else name


def label_column(key: str) -> str:
    """The column with the words of a scored question; no id holds two underscores, so none is called so."""
    return f"{column_name(key)}__label"
