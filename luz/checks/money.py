"""Amounts of money: in a currency that exists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from babel.numbers import list_currencies

from luz.checks.context import Records
from luz.model.money import Sum
from luz.pairing import fields
from luz.problems import Problem
from luz.walk import records


def currencies(context: Records) -> Iterator[Problem]:
    """UNKNOWN_CURRENCY: the three letters are those of no currency of ISO 4217, now or once."""
    known = sorted(list_currencies())
    for entry in context.reading.entries:
        for loc, record in records(entry.record):
            for name, value in fields(record).items():
                if isinstance(value, Sum) and value.currency not in known:
                    near = max(known, key=partial(_places_in_common, value.currency))
                    message = "no currency is called «{value}»; did you mean «{nearest}»?"
                    params = {"value": value.currency, "nearest": near}
                    yield entry.source.problem((*loc, name), "UNKNOWN_CURRENCY", message, **params)


def _places_in_common(code: str, other: str) -> int:
    return sum(one == two for one, two in zip(code, other, strict=True))
