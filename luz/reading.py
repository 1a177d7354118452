"""One YAML file → one record of the model, or every problem of the file with line, field and remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from luz.expected import (
    choices_of,
    field_type,
    is_local_text,
    item_type,
    key_type,
    models_in,
    tagged,
    tags_of,
)
from luz.model.base import Model
from luz.placeholders import is_left
from luz.problems import Problem, printable
from luz.refusals import REFUSALS, id_like, pattern_message
from luz.walk import Leaf, leaves
from luz.yaml_tree import Flaw, Loc, parse

M = TypeVar("M", bound=Model)


LONGEST_KEY = 60
"""Characters of a field's name that the place of a problem repeats."""
MAX_PROBLEMS = 100
"""Told of one file; whoever has made more has made them by one mistake, or by a program."""


@dataclass(frozen=True)
class Source:
    """Where a record was read from: the path shown to editors, its client, and the line of each value."""

    path: str
    client: str | None = None
    lines: Mapping[Loc, int] = field(default_factory=dict)

    def line(self, loc: Loc) -> int:
        """The line of a value, or of the nearest thing around it that was written down."""
        while loc not in self.lines and loc:
            loc = loc[:-1]
        return self.lines.get(loc, 1)

    def problem(self, loc: Loc, check: str, message: str, **params: object) -> Problem:
        """A problem with the value at `loc` of this file."""
        return Problem(self.path, self.line(loc), field_name(loc), check, message, params, self.client)

    def warning(self, loc: Loc, check: str, message: str, **params: object) -> Problem:
        """Something to know about the value at `loc` which does not stop anything from being published."""
        line = self.line(loc)
        return Problem(self.path, line, field_name(loc), check, message, params, self.client, warning=True)


@dataclass(frozen=True)
class Entry:
    """A record together with its source."""

    record: Model
    source: Source

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every value written in the record; taken apart once, as many rules look at each."""
        return tuple(leaves(self.record))


def field_name(loc: Loc) -> str:
    """A place in a file as an editor would say it, items counted from 1: `escalation.levels[2].after`."""
    name = ""
    for part in loc:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{_short(part)}" if name else _short(part)
    return name


def _short(key: str) -> str:
    return printable(key if len(key) <= LONGEST_KEY else f"{key[:LONGEST_KEY]}…")


def read_record(
    raw: bytes, model: type[M], path: str, client: str | None = None
) -> tuple[Entry | None, list[Problem]]:
    """Read one file as a record of `model`; None where it has problems."""
    tree = parse(raw)
    source = Source(path, client, tree.lines)
    problems = [_flaw_problem(flaw, source) for flaw in tree.flaws[: MAX_PROBLEMS + 1]]
    if tree.data is None:
        return None, _at_most(problems, source)
    problems += islice(_strange_empty_fields(tree.empty, model, source), MAX_PROBLEMS + 1)
    try:
        record = model.model_validate(tree.data)
    except ValidationError as refused:
        errors = refused.errors(include_url=False)[: MAX_PROBLEMS + 1]
        problems += _without_echoes([_refusal(error, model, source) for error in errors])
        return None, _at_most(problems, source)
    return (None if problems else Entry(record, source)), _at_most(problems, source)


def _at_most(problems: list[Problem], source: Source) -> list[Problem]:
    """The first problems of a file and, where there are more, a last one that says so."""
    if len(problems) <= MAX_PROBLEMS:
        return problems
    message = "there are more problems in this file than the {number} listed; mend these first"
    more = source.problem((), "MORE_PROBLEMS", message, number=MAX_PROBLEMS)
    return [*sorted(problems)[:MAX_PROBLEMS], more]


def _flaw_problem(flaw: Flaw, source: Source) -> Problem:
    name = field_name(flaw.loc)
    return Problem(source.path, flaw.line, name, flaw.check, flaw.message, flaw.params, source.client)


def _strange_empty_fields(empty: Sequence[Loc], model: type[Model], source: Source) -> Iterator[Problem]:
    """A field without a value is absent, but not if nothing of that name exists: it was meant for another."""
    for loc in empty:
        owner: Any = model
        for step in loc[:-1]:
            owner = item_type(owner) if isinstance(step, int) else field_type(owner, step)
        if models_in(owner) and field_type(owner, str(loc[-1])) is None:
            yield _unknown_key(str(loc[-1]), owner, source, loc)


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """One mistake is one problem: a field under a wrong name is not also reported as missing."""
    unknown = [problem for problem in problems if problem.check == "UNKNOWN_KEY"]
    missing = [problem for problem in problems if problem.check == "MISSING_FIELD"]
    meant = {(_owner(problem), problem.params.get("nearest")) for problem in unknown}
    left = [problem for problem in missing if (_owner(problem), problem.params.get("name")) not in meant]
    strangers = [problem for problem in unknown if "nearest" not in problem.params]
    others = [problem for problem in problems if problem not in missing and problem not in strangers]
    for owner in {_owner(problem): None for problem in strangers + left}:
        odd = [problem for problem in strangers if _owner(problem) == owner]
        gone = [problem for problem in left if _owner(problem) == owner]
        if len(odd) == len(gone) == 1:  # the only one too many must be the only one too few
            params = {"name": odd[0].params["name"], "nearest": gone[0].params["name"]}
            odd, gone = [replace(odd[0], message=_DID_YOU_MEAN, params=params)], []
        others += odd + gone
    return others


def _owner(problem: Problem) -> str:
    return problem.field.rpartition(".")[0]


_ONE_VALUE_EXPECTED = frozenset(
    {"enum", "literal_error", "decimal_type", "int_type", "bool_type", "date_type", "text_expected"}
)
"""What pydantic says where a list or fields stand in place of one word, number or date."""


def _refusal(error: ErrorDetails, model: type[Model], source: Source) -> Problem:
    kind = error["type"]
    if isinstance(error.get("input"), list | dict) and kind in _ONE_VALUE_EXPECTED:
        kind = "string_type"
    found = list(_steps(model, error["loc"]))
    loc = tuple(step for step, _ in found)
    params: dict[str, object] = {"value": error.get("input"), **(error.get("ctx") or {})}
    if isinstance(error.get("input"), str) and is_left(error["input"]) and kind != "extra_forbidden":
        message = "this is still to be written; write it, or remove what is not needed"
        return source.problem(loc, "PLACEHOLDER_LEFT", message)
    if kind == "extra_forbidden":
        return _unknown_key(str(loc[-1]), found[-1][1], source, loc)
    if kind == "missing":
        message = "the field «{name}» is missing"
        if loc in source.lines:
            message = "the field «{name}» has no value; write it, in quotes if it begins with «#»"
        return source.problem(loc, "MISSING_FIELD", message, name=str(loc[-1]))
    if kind == "union_tag_not_found":
        message = "the field «kind» is missing; it may be {choices}"
        choices = _listed(tags_of(found[-1][1]))
        return source.problem((*loc, "kind"), "MISSING_FIELD", message, choices=choices)
    if kind == "union_tag_invalid":
        return _wrong_choice(str(params["tag"]), tags_of(found[-1][1]), source, (*loc, "kind"))
    if kind in ("enum", "literal_error"):
        return _wrong_choice(str(error.get("input")), choices_of(found[-1][1]), source, loc)
    if kind == "string_pattern_mismatch":
        params["slug"] = id_like(str(params["value"]))
        return source.problem(loc, "INVALID_VALUE", pattern_message(str(params["pattern"])), **params)
    if kind in ("dict_type", "model_type") and is_local_text(found[-1][1]):
        kind = "local_text_expected"
    check, message = REFUSALS.get(kind, ("INVALID_VALUE", "the value is not valid here"))
    return source.problem(loc, check, message, **params)


_DID_YOU_MEAN = "no field is called «{name}» here; did you mean «{nearest}»?"


def _unknown_key(name: str, owner: Any, source: Source, loc: Loc) -> Problem:
    known = [key for member in models_in(owner) for key in member.model_fields]
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return source.problem(loc, "UNKNOWN_KEY", _DID_YOU_MEAN, name=name, nearest=near[0])
    message = "no field is called «{name}» here; the fields are: {known}"
    return source.problem(loc, "UNKNOWN_KEY", message, name=name, known=_listed(known))


def _wrong_choice(value: str, choices: Sequence[str], source: Source, loc: Loc) -> Problem:
    near = difflib.get_close_matches(value, choices, n=1, cutoff=0.6)
    message = "«{value}» is not one of: {choices}"
    if near:
        message = "«{value}» is not one of: {choices}; did you mean «{nearest}»?"
    nearest = near[0] if near else ""
    return source.problem(
        loc, "UNKNOWN_CHOICE", message, value=value, choices=_listed(choices), nearest=nearest
    )


def _listed(words: Any) -> str:
    return ", ".join(words)


_THE_KEY_ITSELF = ("[key]",)
"""How pydantic ends the location of an error in a key, not in its value."""


def _steps(model: Any, loc: Sequence[str | int]) -> Iterator[tuple[str | int, Any]]:
    """The steps of an error's location that exist in the file, each with the type expected there.

    pydantic also names the member of a union and the kind of a choice in a location; those are left out. A
    last step that no type knows is a key nobody expects: with it goes the record that was to hold it.
    """
    here = model
    for index, step in enumerate(loc):
        if isinstance(step, int):
            here = item_type(here)
        elif (chosen := tagged(here, step)) is not None:
            here = chosen
            continue
        elif loc[index + 1 :] == _THE_KEY_ITSELF:
            yield step, key_type(here)
            return
        elif (expected := field_type(here, step)) is not None:
            here = expected
        elif index != len(loc) - 1:
            continue
        yield step, here
