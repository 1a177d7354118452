"""Holds the model to the table of audiences: every field says who may see it, and a person has agreed.

The table is the oracle of the leak test too. Whoever adds a field adds its row by hand.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import luz.model
from luz.audience import Audience
from luz.model.base import Model

TABLE = Path(__file__).with_name("audiences.txt")


def models() -> list[type[Model]]:
    """Every noun of the model, those of which others are only made of left out."""
    for module in pkgutil.iter_modules(luz.model.__path__):
        importlib.import_module(f"luz.model.{module.name}")
    nouns = [noun for noun in below(Model) if noun.__module__.startswith("luz.model.")]
    return sorted(
        (noun for noun in nouns if not noun.__name__.startswith("_")), key=lambda noun: noun.__name__
    )


def below(noun: type[Model]) -> Iterator[type[Model]]:
    """A class's subclasses, and theirs."""
    for narrower in noun.__subclasses__():
        yield narrower
        yield from below(narrower)


def row(noun: type[Model], name: str) -> str:
    return f"{noun.__name__}.{name}  {noun.field_audiences[name]}"


def test_every_field_of_every_noun_states_its_audience() -> None:
    unstated = {noun.__name__: noun.unstated_audiences for noun in models() if noun.unstated_audiences}

    assert unstated == {}


def test_the_model_and_the_table_agree_on_every_field() -> None:
    rows = sorted(row(noun, name) for noun in models() for name in noun.model_fields)

    assert rows == TABLE.read_text(encoding="utf-8").splitlines()


def test_nouns_have_different_names() -> None:
    names = [noun.__name__ for noun in models()]

    assert names == sorted(set(names))


def test_a_field_without_an_audience_is_noticed_and_counts_as_internal() -> None:
    class Draft(Model):
        text: str

    assert Draft.unstated_audiences == ("text",)
    assert Draft.field_audiences == {"text": Audience.INTERNAL}
