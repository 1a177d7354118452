"""What is told of fields follows the models: how a value is written, whether it must be, who sees it."""

from __future__ import annotations

from enum import Enum

import pytest
from babel.messages.pofile import read_po

from luz.audience import Audience
from luz.field_facts import FieldFact, Value, ValueKind, facts
from luz.library import kinds_of_file
from luz.model.base import Model
from luz.model.calendar import Calendar, Weekday
from luz.model.client import Client
from luz.model.commitment import Band, Commitment, Comparator, Remedy, ServiceCredit
from luz.model.product import Product
from luz.model.service_plan import ServicePlan
from tests.architecture.house import ROOT


def fact(top: type[Model], noun: type[Model], name: str) -> FieldFact:
    return next(one for one in facts(top)[noun] if one.name == name)


def test_a_value_is_told_by_its_scalar_and_its_marks() -> None:
    values = {one.name: one.value for one in facts(ServicePlan)[Commitment]}

    assert values["value"] == Value(ValueKind.NUMBER)
    assert values["within"] == Value(ValueKind.DURATION)
    assert values["calendar"] == Value(ValueKind.ID, refers="calendar")
    assert values["exceptions"] == Value(ValueKind.TEXT, many=True)
    assert values["comparator"] == Value(ValueKind.CHOICE, choices=tuple(Comparator))
    assert values["breach_impact"] == Value(ValueKind.RECORD, nouns=(ServiceCredit, Remedy))
    assert fact(ServicePlan, Band, "credit").value == Value(ValueKind.PERCENTAGE)


def test_a_value_under_each_day_names_the_days() -> None:
    week = fact(Calendar, Calendar, "week").value

    assert week == Value(ValueKind.OPENING, many=True, keys=tuple(Weekday))


def test_a_field_is_seen_at_most_by_those_who_see_what_holds_it() -> None:
    assert Product.field_audiences["name"] is Audience.PUBLIC
    assert fact(Client, Product, "name").audience is Audience.CLIENT
    assert fact(Client, Product, "notes").audience is Audience.INTERNAL


def test_a_field_without_a_value_of_its_own_is_required() -> None:
    required = [one.name for one in facts(Client)[Client] if one.required]

    assert required == ["name", "trade", "legal_name", "language", "since"]


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_choice_has_a_name_people_read(language: str) -> None:
    with (ROOT / f"luz/locale/{language}/LC_MESSAGES/messages.po").open("rb") as source:
        named = {(message.context, message.id) for message in read_po(source)}
    every = [
        one.value for top in kinds_of_file().values() for fields in facts(top).values() for one in fields
    ]
    choices = {choice for value in every for choice in (*value.choices, *value.keys)}

    needed = {(type(choice).__name__, choice.value) for choice in choices if isinstance(choice, Enum)}

    assert needed - named == set()
