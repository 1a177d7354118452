"""An amount of money as a Spanish editor writes it, with its currency after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, PlainSerializer
from pydantic_core import PydanticCustomError

from luz.model import written
from luz.model.scalars import above_zero, number, one_text
from luz.model.written import AboveZero, Written

_CURRENCY_OF_SIGN = {"€": "EUR", "$": "USD", "£": "GBP"}
_MONEY = re.compile(r"(?P<amount>[0-9][0-9.,]*)\s*(?P<currency>[A-Za-z]{3}|[€$£])")


@dataclass(frozen=True)
class Sum:
    """An amount of money and its currency, by the three letters of ISO 4217."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


def _money(value: Any) -> Any:
    if isinstance(value, Sum):
        return value
    text = one_text(value).strip()
    parts = _MONEY.fullmatch(text)
    if parts is None:
        raise PydanticCustomError("not_money", "«{value}» is not an amount of money", {"value": text})
    currency = _CURRENCY_OF_SIGN.get(parts["currency"], parts["currency"].upper())
    return Sum(number(parts["amount"]), currency)


Money = Annotated[Sum, BeforeValidator(_money), PlainSerializer(str), Written(written.MONEY, "not_money")]
"""An amount of money with its currency after it: `150 €`, `1200 EUR`, `99,50 €`."""

Budget = Annotated[Money, AfterValidator(above_zero), AboveZero()]
"""The same where it is there to be spent: more than none at all."""
