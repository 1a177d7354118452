"""Products, questionnaires and options as rows: what a published state names, answers refer to by number.

Labels are kept in Spanish, the language of the house; every language stands in the definition.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from feedback_app.answers import Option, Response, options_of
from feedback_app.views import DRAFT, lay_views
from luz.model.base import SOURCE_LANGUAGE
from luz.model.frozen import FrozenVersion
from luz.model.questionnaire import Question, Questionnaire, ScaleQuestion
from luz.published import Published, PublishedProduct


class Unregistered(Exception):
    """What a response answers has never been registered: neither its wording nor its product can be told."""


@dataclass(frozen=True)
class Numbered:
    """What a response answers, in numbers: each question, the option chosen, the options ticked.

    `rating` is the option by which its comments are known.
    """

    product: int
    questionnaire: int
    questions: Mapping[str, int]
    chosen: Mapping[str, int]
    ticked: Sequence[tuple[int, int]]
    rating: int | None


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

    def numbered(self, response: Response) -> Numbered:
        """The numbers of what a response answers. Raises Unregistered where there are none."""
        answers = response.answers
        try:
            product = self.products[response.product]
            questionnaire = self.questionnaires[response.questionnaire, response.fingerprint]
            given = (*answers.single, *answers.multiple, *answers.texts)
            questions = {key: self.questions[questionnaire, key] for key in given}
            chosen = {key: self.option(questions[key], code, product) for key, code in answers.single.items()}
            ticked = [
                (questions[key], self.option(questions[key], code, product))
                for key, codes in answers.multiple.items()
                for code in codes
            ]
        except KeyError as unknown:
            raise Unregistered from unknown
        rating = chosen.get(self.rated[questionnaire])
        return Numbered(product, questionnaire, questions, chosen, ticked, rating)


def registered(connection: sqlite3.Connection) -> Registry:
    """All that the file knows, also what is published no longer: an answer to it may be let in late."""
    rows = connection.execute
    wordings = rows("select slug, sha256, questionnaire_id from questionnaire").fetchall()
    # The first of its questions that has a score is the one by which a comment is known.
    scored = rows(
        "select questionnaire_id, key from question where metric is not null order by position desc"
    )
    return Registry(
        products=dict(rows("select slug, product_id from product")),
        questionnaires={(slug, fingerprint): number for slug, fingerprint, number in wordings},
        questions={
            (questionnaire, key): number
            for questionnaire, key, number in rows("select questionnaire_id, key, question_id from question")
        },
        options={
            (question, code, product): number
            for question, code, product, number in rows(
                "select question_id, code, product_id, option_id from option"
            )
        },
        rated={number: "" for _, _, number in wordings} | dict(scored),
    )


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
    _note_frozen(connection, published.frozen)
    _name(connection)
    lay_views(connection)


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
    return _number(
        connection,
        """
        insert into questionnaire (slug, version, sha256, name, definition, first_day)
        values (?, ?, ?, '', ?, ?)
        on conflict (slug, version, sha256) do update set
          definition = excluded.definition,
          promised = (
            select json_group_array(json(value)) from (
              select value from json_each(promised)
              union select json_extract(definition, '$.retention')
              except select json_extract(excluded.definition, '$.retention')))
        returning questionnaire_id
        """,
        (
            questionnaire.id,
            questionnaire.version,
            questionnaire.fingerprint(),
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


def _note_frozen(connection: sqlite3.Connection, versions: Iterable[FrozenVersion]) -> None:
    connection.executemany(
        """
        update questionnaire set frozen = (sha256 = ?3)
        where slug = ?1 and version = ?2 and frozen <> (sha256 = ?3)
        """,
        [(one.questionnaire, one.version, one.fingerprint) for one in versions],
    )


def _name(connection: sqlite3.Connection) -> None:
    """Name every wording, drafts by their mark too."""
    connection.execute(
        f"""
        with named as (
          select questionnaire_id, json_extract(definition, '$.title.{SOURCE_LANGUAGE}') || ' · v' || version
            || ifnull(' · borrador ' || {DRAFT}, '') as name
          from questionnaire)
        update questionnaire set name = named.name from named
        where named.questionnaire_id = questionnaire.questionnaire_id and named.name <> questionnaire.name
        """  # noqa: S608  the names are this module's own
    )
