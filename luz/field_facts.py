"""What can be told of each field of the files of `plans/`, from the models alone: for the field reference.

How its value is written, whether it must be there, who sees it at most, and where its record stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import StringConstraints

from luz.audience import Audience
from luz.model import written
from luz.model.base import (
    FILE_NAME_PATTERN,
    ID_PATTERN,
    LANGUAGE_PATTERN,
    LocalText,
    Model,
    Refers,
)
from luz.model.company import COLOUR_PATTERN
from luz.model.contact import MAIL_PATTERN, PHONE_PATTERN, WEB_ADDRESS_PATTERN
from luz.model.written import Written
from luz.walk import narrower, nouns_of, nouns_within


class ValueKind(StrEnum):
    """How a value is written."""

    TEXT = "text"
    LOCAL_TEXT = "local_text"
    NUMBER = "number"
    WHOLE_NUMBER = "whole_number"
    PERCENTAGE = "percentage"
    MONEY = "money"
    FLAG = "flag"
    DATE = "date"
    DURATION = "duration"
    OPENING = "opening"
    ID = "id"
    LANGUAGE = "language"
    FILE_NAME = "file_name"
    COLOUR = "colour"
    MAIL = "mail"
    PHONE = "phone"
    WEB_ADDRESS = "web_address"
    CHOICE = "choice"
    RECORD = "record"


_OF_REFUSAL = {
    "not_a_number": ValueKind.NUMBER,
    "not_a_whole_number": ValueKind.WHOLE_NUMBER,
    "not_money": ValueKind.MONEY,
    "not_a_flag": ValueKind.FLAG,
    "not_a_date": ValueKind.DATE,
    "not_a_duration": ValueKind.DURATION,
    "not_kept_by_the_calendar": ValueKind.DURATION,
    "not_opening_hours": ValueKind.OPENING,
}
_OF_PATTERN = {
    ID_PATTERN: ValueKind.ID,
    LANGUAGE_PATTERN: ValueKind.LANGUAGE,
    FILE_NAME_PATTERN: ValueKind.FILE_NAME,
    COLOUR_PATTERN: ValueKind.COLOUR,
    MAIL_PATTERN: ValueKind.MAIL,
    PHONE_PATTERN: ValueKind.PHONE,
    WEB_ADDRESS_PATTERN: ValueKind.WEB_ADDRESS,
}


@dataclass(frozen=True)
class Value:
    """How the value of a field is written: one or a list, of which kind, with what to choose from.

    `keys` are the choices under each of which such a value stands; `refers` is the kind of thing an id names.
    """

    kind: ValueKind
    many: bool = False
    choices: tuple[Enum | str, ...] = ()
    keys: tuple[Enum | str, ...] = ()
    nouns: tuple[type[Model], ...] = ()
    refers: str | None = None


@dataclass(frozen=True)
class FieldFact:
    """One field of a record: its key, how it is written, whether it must be, and who sees it at most."""

    noun: type[Model]
    name: str
    value: Value
    required: bool
    audience: Audience


def facts(top: type[Model]) -> dict[type[Model], tuple[FieldFact, ...]]:
    """Every field of a kind of file, by the record it belongs to, in the order of the model."""
    reach = _reach(top)
    return {
        noun: tuple(
            FieldFact(
                noun,
                name,
                value_of(field.rebuild_annotation()),
                field.is_required(),
                narrower(reach[noun], noun.field_audiences[name]),
            )
            for name, field in noun.model_fields.items()
        )
        for noun in nouns_within(top)
    }


def _reach(top: type[Model]) -> dict[type[Model], Audience]:
    """Who sees each record of a file at most: of all ways to it, the one open to most readers."""
    reach: dict[type[Model], Audience] = {}
    waiting = [(top, Audience.PUBLIC)]
    while waiting:
        noun, audience = waiting.pop()
        if noun in reach and audience.includes(reach[noun]):
            continue
        reach[noun] = audience
        for name, field in noun.model_fields.items():
            seen = narrower(audience, noun.field_audiences[name])
            waiting += [(inner, seen) for inner in nouns_of(field.rebuild_annotation())]
    return reach


def value_of(annotation: Any) -> Value:
    """How a value of a type of the model is written."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _marked(value_of(arguments[0]), arguments[1:])
    if origin in (Union, UnionType):
        return _one_of([value_of(one) for one in arguments if one is not type(None)])
    if origin is tuple:
        return replace(value_of(arguments[0]), many=True)
    if origin is dict:
        return replace(value_of(arguments[1]), keys=value_of(arguments[0]).choices)
    if origin is Literal:
        return Value(ValueKind.CHOICE, choices=arguments)
    if issubclass(annotation, Enum):
        return Value(ValueKind.CHOICE, choices=tuple(annotation))
    if issubclass(annotation, Model):
        return Value(ValueKind.RECORD, nouns=(annotation,))
    return Value(ValueKind.LOCAL_TEXT if annotation is LocalText else ValueKind.TEXT)


def _one_of(values: list[Value]) -> Value:
    nouns = tuple(noun for value in values for noun in value.nouns)
    return replace(values[0], nouns=nouns)


def _marked(value: Value, marks: tuple[Any, ...]) -> Value:
    """A value as its marks narrow it: the pattern of a text, the form of a scalar, the thing an id names."""
    for mark in marks:
        if isinstance(mark, Refers):
            value = replace(value, refers=mark.to)
        elif isinstance(mark, Written):
            percent = mark.form == written.UP_TO_A_HUNDRED
            value = replace(value, kind=ValueKind.PERCENTAGE if percent else _OF_REFUSAL[mark.refusal])
        elif isinstance(mark, StringConstraints) and isinstance(mark.pattern, str):
            value = replace(value, kind=_OF_PATTERN.get(mark.pattern, value.kind))
    return value
