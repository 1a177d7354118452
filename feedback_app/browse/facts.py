"""What the pages say about the answers: which questionnaires there are, whether it is a sample, whose it is.

Read from the file itself and from what is published, afresh every few seconds, so that nothing is restarted
when a questionnaire changes.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from feedback_app.database import looked_into
from feedback_app.views import DRAFT, column_name, label_column, view_name
from luz.published import NothingPublished, Published, PublishedState

FRESH_SECONDS = 2.0

_QUESTIONS = f"""
select slug, version, draft, name, key, kind, metric is not null,
  text, ifnull(group_concat(value || ' = ' || label, ', '), '')
from (
  select q.*, n.slug, n.version, n.name, {DRAFT} as draft, o.value, o.label
  from questionnaire n join question q using (questionnaire_id)
  left join option o on o.question_id = q.question_id and o.product_id is null
  order by o.value
)
group by question_id order by slug, version, questionnaire_id, position
"""  # noqa: S608  the names are ours


@dataclass(frozen=True)
class Column:
    """A column of a view: the question it answers; of a scored one, what each value stands for."""

    name: str
    question: str
    values: str = ""
    scored: bool = False


@dataclass(frozen=True)
class Version:
    """One version of a questionnaire, or one draft of it, and the view over its answers."""

    view: str
    name: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Facts:
    """What is known of the file: `products` by short name; `published` is None before the first build."""

    versions: tuple[Version, ...]
    products: Mapping[str, str]
    holds_samples: bool
    published: Published | None


class FactsReader:
    """Reads the facts about a file, at most every few seconds."""

    def __init__(self, database: Path, published: Path) -> None:
        self._database = database
        self._state = PublishedState(published)
        self._lock = threading.Lock()
        self._read: tuple[float, Facts] | None = None

    def current(self) -> Facts:
        """The facts as they are, or were a moment ago."""
        with self._lock:
            if self._read is None or time.monotonic() - self._read[0] >= FRESH_SECONDS:
                self._read = time.monotonic(), self._fresh()
            return self._read[1]

    def _fresh(self) -> Facts:
        with looked_into(self._database) as connection:
            versions = tuple(_versions(connection))
            products = dict(connection.execute("select slug, name from product order by name").fetchall())
            sample = connection.execute("select exists (select 1 from response where sample = 1)").fetchone()
        return Facts(versions, products, bool(sample[0]), self._published())

    def _published(self) -> Published | None:
        try:
            return self._state.current()
        except NothingPublished:
            return None


def _versions(connection: sqlite3.Connection) -> Iterator[Version]:
    rows = connection.execute(_QUESTIONS).fetchall()
    for (slug, version, draft, name), questions in groupby(rows, key=lambda row: row[:4]):
        columns = tuple(column for row in questions for column in _columns(*row[4:]))
        yield Version(view_name(slug, version, draft), name, columns)


def _columns(key: str, kind: str, scored: bool, text: str, options: str) -> Iterator[Column]:
    if scored:
        yield Column(column_name(key), text, options, scored=True)
        yield Column(label_column(key), text)
    else:
        yield Column(column_name(key), text)
