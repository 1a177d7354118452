"""Ids: every one that is named exists, and no two things of a kind share one."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from luz.checks.context import Context, Records
from luz.model.base import Model
from luz.problems import Problem
from luz.yaml_tree import Loc

_FILE_OF = {
    "person": "company.yml",
    "role": "organisation.yml",
    "matter": "organisation.yml",
    "phase": "organisation.yml",
    "incident_class": "organisation.yml",
    "calendar": "calendars.yml",
    "procedure": "procedures/",
    "questionnaire": "questionnaires/",
    "project": "projects/",
    "contact": "plan.yml",
    "commitment": "plan.yml",
    "service": "catalogue.yml",
    "maintenance_tier": "catalogue.yml",
    "supplier": "catalogue.yml",
    "contingency": "contingencies.yml",
}


def unknown_references(context: Context) -> Iterator[Problem]:
    """UNKNOWN_REFERENCE: an id that nothing has, with the nearest that exists."""
    for entry in context.reading.entries:
        index = context.index(entry.source.client)
        for leaf in entry.leaves:
            if leaf.refers is None or index.find(leaf.refers, leaf.value) is not None:
                continue
            if leaf.refers in index.doubled:
                continue  # it may be the right id of one of the two
            if context.reading.has_unread(entry.source.client, _FILE_OF[leaf.refers], str(leaf.value)):
                continue
            near = difflib.get_close_matches(str(leaf.value), index.ids(leaf.refers), n=1, cutoff=0.6)
            message = "nothing is called «{value}» in {file}; add it there or correct the name"
            if near:
                message = "nothing is called «{value}» in {file}; did you mean «{nearest}»?"
            values = {"value": leaf.value, "file": _FILE_OF[leaf.refers], "nearest": near[0] if near else ""}
            yield entry.source.problem(leaf.loc, "UNKNOWN_REFERENCE", message, **values)


def duplicate_ids(context: Records) -> Iterator[Problem]:
    """DUPLICATE_ID: two things of one list, or two products of the whole company, with the same id."""
    products: dict[str, str] = {}
    for entry in context.reading.entries:
        for loc, items in _lists(entry.record):
            seen: dict[str, int] = {}
            for position, item in enumerate(items):
                where = (*loc, position, _key(item))
                if item[1] in seen:
                    message = "«{value}» is already the id of item {first}; give each its own"
                    params = {"value": item[1], "first": seen[item[1]] + 1}
                    yield entry.source.problem(where, "DUPLICATE_ID", message, **params)
                seen.setdefault(item[1], position)
                if loc[-1] == "products":
                    other = products.setdefault(item[1], entry.source.path)
                    if other != entry.source.path:
                        message = "«{value}» is already a product in {other}; survey addresses must differ"
                        yield entry.source.problem(where, "DUPLICATE_ID", message, value=item[1], other=other)


def _key(item: tuple[str, str]) -> str:
    return item[0]


def _lists(record: Model, loc: Loc = ()) -> Iterator[tuple[Loc, list[tuple[str, str]]]]:
    """Every list of things with an id (or a code, or a value) below a record."""
    for name in type(record).model_fields:
        value: Any = getattr(record, name)
        if isinstance(value, Model):
            yield from _lists(value, (*loc, name))
        elif isinstance(value, tuple) and value and isinstance(value[0], Model):
            for key in ("id", "code", "value"):
                if (
                    all(key in type(item).model_fields for item in value)
                    and "kind" not in type(value[0]).model_fields
                ):
                    yield (*loc, name), [(key, str(getattr(item, key))) for item in value]
                    break
            for position, item in enumerate(value):
                yield from _lists(item, (*loc, name, position))
