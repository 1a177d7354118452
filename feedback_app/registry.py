"""Products, questionnaires and options as rows: what a published state names, answers refer to by number.

For managers it also lays a view over the answers of each version: one row per response, one column per
question. Labels are kept in Spanish, the language of the house; every language stands in the definition.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from feedback_app.answers import Option, options_of
from luz.model.base import SOURCE_LANGUAGE
from luz.model.questionnaire import Question, Questionnaire, ScaleQuestion
from luz.published import Published, PublishedProduct

RESPONSE_COLUMNS = ("response", "day", "product", "language", "channel", "receipt")
"""The columns of a view before those of the questions."""


@dataclass
class Registry:
    """The numbers of all that is registered; it only grows, as answers to an older version may still come."""

    products: dict[str, int] = field(default_factory=dict)
    questionnaires: dict[tuple[str, str], int] = field(default_factory=dict)
    questions: dict[tuple[int, str], int] = field(default_factory=dict)
    options: dict[tuple[int, str, int | None], int] = field(default_factory=dict)
    rated: dict[int, str] = field(default_factory=dict)

    def option(self, question_id: int, code: str, product_id: int) -> int:
        """The number of an option: one of the question's own, or a reason of the product."""
        own = self.options.get((question_id, code, None))
        return own if own is not None else self.options[question_id, code, product_id]


def register(connection: sqlite3.Connection, published: Published, day: dt.date, registry: Registry) -> None:
    """Write what a published state names, within the caller's transaction, and note its numbers."""
    by_questionnaire: dict[str, list[PublishedProduct]] = {}
    for product in published.products:
        registry.products[product.id] = _product(connection, product)
        by_questionnaire.setdefault(product.questionnaire, []).append(product)
    for questionnaire in published.questionnaires:
        number = _questionnaire(connection, questionnaire, day)
        registry.questionnaires[questionnaire.id, questionnaire.fingerprint()] = number
        rated = (question.id for question in questionnaire.questions if question.score())
        registry.rated[number] = next(rated, "")
        products = by_questionnaire.get(questionnaire.id, [])
        for position, question in enumerate(questionnaire.questions, start=1):
            question_id = _question(connection, number, position, question)
            registry.questions[number, question.id] = question_id
            _options(connection, question_id, question, products, registry)
        _view(connection, questionnaire)


def _product(connection: sqlite3.Connection, product: PublishedProduct) -> int:
    return _number(
        connection,
        """
        insert into product (slug, name, client, client_name) values (?, ?, ?, ?)
        on conflict (slug) do update set
          name = excluded.name, client = excluded.client, client_name = excluded.client_name
        returning product_id
        """,
        (product.id, product.name, product.client, product.client_name),
    )


def _questionnaire(connection: sqlite3.Connection, questionnaire: Questionnaire, day: dt.date) -> int:
    name = f"{questionnaire.title.in_language(SOURCE_LANGUAGE)} · v{questionnaire.version}"
    return _number(
        connection,
        """
        insert into questionnaire (slug, version, sha256, name, definition, first_day)
        values (?, ?, ?, ?, ?, ?)
        on conflict (slug, version, sha256) do update set definition = excluded.definition
        returning questionnaire_id
        """,
        (
            questionnaire.id,
            questionnaire.version,
            questionnaire.fingerprint(),
            name,
            questionnaire.model_dump_json(),
            day.isoformat(),
        ),
    )


def _question(connection: sqlite3.Connection, questionnaire: int, position: int, question: Question) -> int:
    good_from = question.good_from if isinstance(question, ScaleQuestion) else None
    text = question.text.in_language(SOURCE_LANGUAGE)
    return _number(
        connection,
        """
        insert into question (questionnaire_id, position, key, kind, metric, good_from, text)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (questionnaire_id, key) do update set position = excluded.position
        returning question_id
        """,
        (questionnaire, position, question.id, question.kind, question.score(), good_from, text),
    )


def _options(
    connection: sqlite3.Connection,
    question_id: int,
    question: Question,
    products: Iterable[PublishedProduct],
    registry: Registry,
) -> None:
    seen: list[tuple[int | None, Option]] = [(None, option) for option in options_of(question, ())]
    for product in products:
        reasons = options_of(question, product.reasons)
        seen += [(registry.products[product.id], option) for option in reasons if option.value is None]
    for position, (product_id, option) in enumerate(seen, start=1):
        label = option.label.in_language(SOURCE_LANGUAGE)
        registry.options[question_id, option.code, product_id] = _number(
            connection,
            """
            insert into option (question_id, product_id, position, code, value, label)
            values (?, ?, ?, ?, ?, ?)
            on conflict (question_id, code, ifnull(product_id, 0)) do update set
              position = excluded.position, label = excluded.label
            returning option_id
            """,
            (question_id, product_id, position, option.code, option.value, label),
        )


def _number(connection: sqlite3.Connection, statement: str, values: tuple[object, ...]) -> int:
    return int(connection.execute(statement, values).fetchone()[0])


def view_name(questionnaire: str, version: int) -> str:
    """The name of the view over the answers to one version: `v_web_satisfaction_1`."""
    return f"v_{questionnaire.replace('-', '_')}_{version}"


def _view(connection: sqlite3.Connection, questionnaire: Questionnaire) -> None:
    """Lay the view of a version anew. Where drafts of one version differed, it shows the answers to all."""
    name = view_name(questionnaire.id, questionnaire.version)
    statement = f'create view "{name}" as {_view_query(connection, questionnaire)}'
    before = connection.execute("select sql from sqlite_schema where name = ?", (name,)).fetchone()
    if before is not None and before[0].lower() == statement.lower():
        return
    connection.execute(f'drop view if exists "{name}"')
    connection.execute(statement)


def _view_query(connection: sqlite3.Connection, questionnaire: Questionnaire) -> str:
    rows = connection.execute(
        """
        select key, kind, metric is not null,
          group_concat(question_id), group_concat(distinct questionnaire_id)
        from question join questionnaire using (questionnaire_id)
        where slug = ? and version = ? group by key, kind order by min(position), key
        """,
        (questionnaire.id, questionnaire.version),
    ).fetchall()
    columns = ",\n  ".join(
        f'({query}) as "{name}"'
        for key, kind, scored, ids in (row[:4] for row in rows)
        for name, query in _columns(key, kind, bool(scored), ids)
    )
    versions = ",".join(sorted({number for row in rows for number in row[4].split(",")}, key=int))
    return f"""
select r.response_id as response, r.day, p.name as product, r.language, r.channel,
  {columns},
  r.receipt
from response r join product p using (product_id)
where r.questionnaire_id in ({versions})"""  # noqa: S608  names are ids of the model, numbers our own


def _columns(key: str, kind: str, scored: bool, ids: str) -> Iterator[tuple[str, str]]:
    """The columns of one question: its words, and before them the number it is scored by."""
    name = column_name(key)
    mine = f"where x.response_id = r.response_id and x.question_id in ({ids})"
    if kind == "text":
        yield name, f"select x.body from comment x {mine}"  # noqa: S608
    elif kind == "multiple_choice":
        chosen = f"from answer_multi x join option o using (option_id) {mine} order by 1"
        yield name, f"select group_concat(label, '; ') from (select o.label {chosen})"  # noqa: S608
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
