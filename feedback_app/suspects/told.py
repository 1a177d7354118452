"""A suspect as the guardian reads it: each question with what was answered, in the words of feedback.db.

That file keeps every wording ever asked, so a suspect is read also where its product is published no longer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from feedback_app.answers import Answers, Response
from feedback_app.suspects.quarantine import Suspect

Labels = Mapping[tuple[str, str], str]
"""What stands beside an option on the page, by question and code."""


@dataclass(frozen=True)
class Told:
    """One question and what was answered to it: the labels of what was chosen, or the visitor's own words.

    Where the file has no words for a question or an option, its id or code stands for it.
    """

    question: str
    chosen: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Case:
    """A suspect in words."""

    suspect: Suspect
    product: str
    client: str | None
    told: tuple[Told, ...]


def case(connection: sqlite3.Connection, suspect: Suspect) -> Case:
    """A suspect in the words of feedback.db, to which this is a connection."""
    response = suspect.response
    query = "select name, client_name from product where slug = ?"
    name, client = connection.execute(query, (response.product,)).fetchone() or (response.product, None)
    questions, labels = _questions(connection, response), _labels(connection, response)
    return Case(suspect, name, client, tuple(_told(questions, labels, response.answers)))


def _told(questions: Mapping[str, str], labels: Labels, answers: Answers) -> Iterator[Told]:
    chosen = {question: (code,) for question, code in answers.single.items()} | dict(answers.multiple)
    given = (*chosen, *answers.texts)
    for question in (
        *(one for one in questions if one in given),
        *(one for one in given if one not in questions),
    ):
        codes = chosen.get(question, ())
        yield Told(
            questions.get(question, question),
            tuple(labels.get((question, code), code) for code in codes),
            answers.texts.get(question, ""),
        )


def _questions(connection: sqlite3.Connection, response: Response) -> Mapping[str, str]:
    """The text of each question of the wording that was answered, in the order of the page."""
    rows = connection.execute(
        """
        select key, text from question join questionnaire using (questionnaire_id)
        where slug = ? and sha256 = ? order by position
        """,
        (response.questionnaire, response.fingerprint),
    )
    return dict(rows)


def _labels(connection: sqlite3.Connection, response: Response) -> Labels:
    # An option of the question's own comes last, and so before a reason with the same code.
    rows = connection.execute(
        """
        select key, code, label from option
        join question using (question_id)
        join questionnaire wording using (questionnaire_id)
        left join product using (product_id)
        where wording.slug = ? and sha256 = ? and (product.slug is null or product.slug = ?)
        order by product.slug is null
        """,
        (response.questionnaire, response.fingerprint, response.product),
    )
    return {(question, code): label for question, code, label in rows}
