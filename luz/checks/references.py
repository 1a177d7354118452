"""Ids: every one that is named exists, and no two things of a kind share one."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from luz.checks.context import Context, Records
from luz.model.base import Model
from luz.model.escalation import Assignment
from luz.model.glossary import Glossary
from luz.model.product import Product
from luz.model.profile import NotConcerned
from luz.model.service_plan import PlanProcedure, ProviderMember
from luz.problems import Problem
from luz.reading import Entry
from luz.walk import records
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

_NAMES_ONCE: Mapping[type[Model], tuple[str, ...]] = {
    Assignment: ("person",),
    NotConcerned: ("item", "profile"),
    PlanProcedure: ("procedure",),
    ProviderMember: ("person",),
}
"""Records that name another thing which their list has no reason to hold twice, and by which fields."""
_TWICE = "«{value}» is already item {first} of this list; keep one, with what both of them say"


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
        seen: dict[tuple[Loc, str], int] = {}
        for loc, item in records(entry.record):
            key, position = item.own_key(), loc[-1] if loc else None
            if key is None or not isinstance(position, int):
                continue
            where = (*loc, item.key_field)
            value = getattr(item, item.key_field)
            first = seen.setdefault((loc[:-1], key), position)
            if first != position:
                message = "«{value}» is already the id of item {first}; give each its own"
                yield entry.source.problem(where, "DUPLICATE_ID", message, value=value, first=first + 1)
            if isinstance(item, Product):
                other = products.setdefault(key, entry.source.path)
                if other != entry.source.path:
                    message = "«{value}» is already a product in {other}; survey addresses must differ"
                    yield entry.source.problem(where, "DUPLICATE_ID", message, value=value, other=other)


def listed_twice(context: Records) -> Iterator[Problem]:
    """LISTED_TWICE: a list names the same person, procedure or other thing twice."""
    for entry in context.reading.entries:
        first: dict[tuple[Loc, tuple[str, ...]], int] = {}
        for loc, where, key in _listed(entry):
            position = first.setdefault((loc[:-1], key), int(loc[-1]))
            if position != loc[-1]:
                params = {"value": key[0], "first": position + 1}
                yield entry.source.problem(where, "LISTED_TWICE", _TWICE, **params)


def _listed(entry: Entry) -> Iterator[tuple[Loc, Loc, tuple[str, ...]]]:
    """Every item of a list that is a reference or stands for one: its place, that of the id, and the id."""
    for leaf in entry.leaves:
        if leaf.refers is not None and isinstance(leaf.loc[-1], int):
            yield leaf.loc, leaf.loc, (leaf.value,)
    for loc, record in records(entry.record):
        names = _NAMES_ONCE.get(type(record))
        if names is not None:
            yield loc, (*loc, names[0]), tuple(getattr(record, name) for name in names)


def words_twice(context: Records) -> Iterator[Problem]:
    """LISTED_TWICE: the glossary explains the same word twice, in whichever letters."""
    for glossary, source in context.records(Glossary):
        first: dict[str, int] = {}
        for position, term in enumerate(glossary.terms):
            loc: Loc = ("terms", position)
            also = (((*loc, "also", place), word) for place, word in enumerate(term.also))
            for where, word in (((*loc, "term"), term.term), *also):
                meant = " ".join(word.casefold().split())
                if meant in first:
                    params = {"value": word, "first": first[meant] + 1}
                    yield source.problem(where, "LISTED_TWICE", _TWICE, **params)
                first.setdefault(meant, position)
