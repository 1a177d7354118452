"""One YAML file → one record of the model, or every problem of the file with line, field and remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from luz.model.base import Model
from luz.placeholders import is_left
from luz.problems import Problem
from luz.refusals import REFUSALS, id_like, pattern_message
from luz.walk import Leaf, leaves
from luz.yaml_tree import Flaw, Loc, parse

M = TypeVar("M", bound=Model)


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
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name


def read_record(
    raw: bytes, model: type[M], path: str, client: str | None = None
) -> tuple[Entry | None, list[Problem]]:
    """Read one file as a record of `model`; None where it has problems."""
    tree = parse(raw)
    source = Source(path, client, tree.lines)
    problems = [_flaw_problem(flaw, source) for flaw in tree.flaws]
    if tree.data is None:
        return None, problems
    problems += _strange_empty_fields(tree.empty, model, source)
    try:
        record = model.model_validate(tree.data)
    except ValidationError as refused:
        found = [_refusal(error, model, source) for error in refused.errors(include_url=False)]
        return None, problems + _without_echoes(found)
    return (None if problems else Entry(record, source)), problems


def _flaw_problem(flaw: Flaw, source: Source) -> Problem:
    name = field_name(flaw.loc)
    return Problem(source.path, flaw.line, name, flaw.check, flaw.message, flaw.params, source.client)


def _strange_empty_fields(empty: Sequence[Loc], model: type[Model], source: Source) -> Iterator[Problem]:
    """A field without a value is absent, but not if nothing of that name exists: it was meant for another."""
    for loc in empty:
        owner: Any = model
        for step in loc[:-1]:
            owner = _item_type(owner) if isinstance(step, int) else _field_type(owner, step)
        if _models(owner) and _field_type(owner, str(loc[-1])) is None:
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
        choices = _listed(_tags(found[-1][1]))
        return source.problem((*loc, "kind"), "MISSING_FIELD", message, choices=choices)
    if kind == "union_tag_invalid":
        return _wrong_choice(str(params["tag"]), _tags(found[-1][1]), source, (*loc, "kind"))
    if kind in ("enum", "literal_error"):
        return _wrong_choice(str(error.get("input")), _choices(found[-1][1]), source, loc)
    if kind == "string_pattern_mismatch":
        params["slug"] = id_like(str(params["value"]))
        return source.problem(loc, "INVALID_VALUE", pattern_message(str(params["pattern"])), **params)
    if kind in ("dict_type", "model_type") and _is_local_text(found[-1][1]):
        kind = "local_text_expected"
    check, message = REFUSALS.get(kind, ("INVALID_VALUE", "the value is not valid here"))
    return source.problem(loc, check, message, **params)


_DID_YOU_MEAN = "no field is called «{name}» here; did you mean «{nearest}»?"


def _unknown_key(name: str, owner: Any, source: Source, loc: Loc) -> Problem:
    known = [key for member in _models(owner) for key in member.model_fields]
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
            here = _item_type(here)
        elif (chosen := _tagged(here, step)) is not None:
            here = chosen
            continue
        elif loc[index + 1 :] == _THE_KEY_ITSELF:
            yield step, _key_type(here)
            return
        elif (field_type := _field_type(here, step)) is not None:
            here = field_type
        elif index != len(loc) - 1:
            continue
        yield step, here


def _unwrapped(annotation: Any) -> list[Any]:
    """The plain types an annotation allows: `X | None` and `Annotated[X, …]` give X."""
    if get_origin(annotation) is Annotated:
        return _unwrapped(get_args(annotation)[0])
    members = get_args(annotation) if _is_union(annotation) else ()
    if not members:
        return [annotation]
    return [plain for member in members if member is not type(None) for plain in _unwrapped(member)]


def _is_union(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, UnionType)


def _models(annotation: Any) -> list[type[BaseModel]]:
    return [kind for kind in _unwrapped(annotation) if isinstance(kind, type) and issubclass(kind, BaseModel)]


def _field_type(annotation: Any, name: str) -> Any:
    for kind in _unwrapped(annotation):
        if get_origin(kind) is dict:
            return get_args(kind)[1]
    for model in _models(annotation):
        if issubclass(model, RootModel):
            return str
        if name in model.model_fields:
            return model.model_fields[name].rebuild_annotation()
    return None


def _key_type(annotation: Any) -> Any:
    return next((get_args(kind)[0] for kind in _unwrapped(annotation) if get_origin(kind) is dict), None)


def _item_type(annotation: Any) -> Any:
    return next(
        (get_args(kind)[0] for kind in _unwrapped(annotation) if get_origin(kind) in (tuple, list)), None
    )


def _kinds(model: type[BaseModel]) -> tuple[str, ...]:
    kind = model.model_fields.get("kind")
    return get_args(kind.annotation) if kind is not None and get_origin(kind.annotation) is Literal else ()


def _tags(annotation: Any) -> list[str]:
    return [tag for model in _models(annotation) for tag in _kinds(model)]


def _tagged(annotation: Any, tag: str) -> Any:
    """The member of a union that is told by this kind; None for a single record, whose fields come next."""
    members = _models(annotation)
    return next((model for model in members if tag in _kinds(model)), None) if len(members) > 1 else None


def _choices(annotation: Any) -> list[str]:
    choices: list[str] = []
    for kind in _unwrapped(annotation):
        if isinstance(kind, type) and issubclass(kind, Enum):
            choices += [str(member.value) for member in kind]
        elif get_origin(kind) is Literal:
            choices += [str(getattr(value, "value", value)) for value in get_args(kind)]
    return choices


def _is_local_text(annotation: Any) -> bool:
    return any(issubclass(model, RootModel) for model in _models(annotation))
