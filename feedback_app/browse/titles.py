"""Titles, descriptions and units of tables, views and columns, in words a manager uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from feedback_app.browse.facts import Facts, Version
from luz.wording import Wording

_IN_PARTS = (
    "Rows that differ in the number alone are to be added up: some of those answers are deleted by now."
)

TABLES: Mapping[str, tuple[str, str]] = {
    "response": ("Responses", "One row for each questionnaire filled in: the day, never the person."),
    "comment": ("Comments", "What visitors wrote, and how they rated. Accents do not matter in a search."),
    "answer": ("Answers, one by one", "The option chosen for each question of each response."),
    "answer_multi": ("Answers with several options", "The options ticked where several could be."),
    "count_month": ("Counts by month", f"How often each answer was given in each month. {_IN_PARTS}"),
    "count_day": ("Counts by day", f"How often each answer was given on each day. {_IN_PARTS}"),
    "count_response": ("Responses by day", f"How many questionnaires were filled in each day. {_IN_PARTS}"),
    "product": ("Products", "The web products whose visitors are asked."),
    "questionnaire": ("Questionnaires", "Every wording ever asked; figures never mix two of them."),
    "question": ("Questions", "The questions of each questionnaire, in the order of the page."),
    "option": ("Options", "What can be chosen: points of a scale, options, and the reasons of each product."),
}  # fmt: skip
"""Title and description of each table that is shown."""

COUNTED = ("rollup_month", "rollup_day", "archived_month", "archived_day", "archived_response")
"""What the counts are read from: of the answers that are there, and of those whose time has passed."""

HIDDEN = ("submission_key", "_sqlite_migrations", *COUNTED)

COLUMNS: Mapping[str, tuple[str, str]] = {
    "response": ("Response", "Number of the response, in the order of arrival"),
    "response_id": ("Response", "Number of the response, in the order of arrival"),
    "receipt": ("Receipt", "The code the visitor was given, by which a response can be found and erased"),
    "product": ("Product", "The product that was asked about"),
    "product_id": ("Product", "The product that was asked about"),
    "questionnaire_id": ("Questionnaire", "Questionnaire and version"),
    "question_id": ("Question", "The question that was answered"),
    "option_id": ("Answer", "The option that was chosen"),
    "comment_id": ("Number", "Number of the comment, in the order of arrival"),
    "day": ("Day", "Day of the response, year-month-day, where the company works"),
    "month": ("Month", "Year and month of the responses"),
    "archived_until": ("Archived until", "What was answered up to this day may be deleted and only counted"),
    "promised": (
        "Promised before",
        "How long answers were kept by an earlier publication; the shortest counts",
    ),
    "first_day": ("First day", "Day on which this wording was published"),
    "language": ("Language", "Language in which the questionnaire was answered"),
    "channel": ("Came by", "By which way the visitor came to the questionnaire"),
    "sample": ("Sample", "Whether the response was made up for the demonstration"),
    "n": ("Answers", "How often this answer was given; unit: answers"),
    "rating": ("Rating", "What the same visitor answered to the first question that is scored"),
    "body": ("Comment", "The words of the visitor"),
    "slug": ("Short name", "As it stands in addresses and in the plans"),
    "name": ("Name", "The name shown"),
    "client": ("Client (short name)", "The client's short name; empty for the company's own products"),
    "client_name": ("Client", "The client's name; empty for the company's own products"),
    "version": ("Version", "Version of the questionnaire"),
    "sha256": ("Fingerprint", "Fingerprint of the wording, by which any change is noticed"),
    "definition": ("Definition", "The whole questionnaire, in every language"),
    "position": ("Order", "Place on the page"),
    "key": ("Question (short name)", "Short name of the question in the plans"),
    "kind": ("Kind", "Kind of question"),
    "metric": ("Metric", "The score the question yields: csat, ces or nps"),
    "good_from": ("Good from", "Lowest value that counts as good"),
    "text": ("Text", "The question as it is asked"),
    "code": ("Code", "As it stands in the form"),
    "value": ("Value", "What scores are computed from; empty for a reason"),
    "label": ("Label", "The words shown"),
}
"""Heading and description of each column, wherever it stands."""


def in_order(tables: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Datasette's tables in the order in which they are told of here; what is not, last."""
    places = {name: place for place, name in enumerate(TABLES)}
    return sorted(tables, key=lambda table: places.get(table["name"], len(places)))


LABELS = {
    "product": "name",
    "questionnaire": "name",
    "question": "text",
    "option": "label",
    "response": "receipt",
}
"""Which column of a table stands for its rows elsewhere."""

NEWEST_FIRST = {
    "response": "response_id",
    "comment": "comment_id",
    "count_day": "day",
    "count_month": "month",
    "count_response": "day",
}


def metadata(facts: Facts, database: str, wording: Wording) -> dict[str, Any]:
    """What Datasette is told of the database, its tables and its views."""
    say = wording.text
    tables: dict[str, dict[str, Any]] = {name: {"hidden": True} for name in HIDDEN}
    columns = {name: say(description) for name, (_, description) in COLUMNS.items()}
    for name, (title, description) in TABLES.items():
        tables[name] = {"title": say(title), "description": say(description), "columns": columns}
        if name in LABELS:
            tables[name]["label_column"] = LABELS[name]
        if name in NEWEST_FIRST:
            tables[name]["sort_desc"] = NEWEST_FIRST[name]
    for version in facts.versions:
        tables[version.view] = _view(version, columns, wording)
    described = {
        "title": say("Answers of visitors"),
        "description": say(
            "What visitors answered to the questionnaires on our clients' products and on our own. "
            "Read-only; each response keeps the day and nothing about the person."
        ),
        "tables": tables,
    }
    return {"title": say("Answers of visitors"), "databases": {database: described}}


def _view(version: Version, columns: Mapping[str, str], wording: Wording) -> dict[str, Any]:
    questions = {
        column.name: f"{column.question} ({column.values})" if column.values else column.question
        for column in version.columns
    }
    described = wording.text("One row for each response, one column for each question.")
    return {
        "title": version.name,
        "description": described,
        "columns": {**columns, **questions},
        # Any other order would have Datasette work out every answer first.
        "sortable_columns": ["response"],
        "sort_desc": "response",
    }


def headings(facts: Facts, table: str | None, wording: Wording) -> dict[str, str]:
    """What stands above each column of a table or view."""
    general = {name: wording.text(title) for name, (title, _) in COLUMNS.items()}
    questions = {
        column.name: wording.text("{question} (value)", question=column.question)
        if column.scored
        else column.question
        for version in facts.versions
        if version.view == table
        for column in version.columns
    }
    return general | questions
