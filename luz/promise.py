"""A commitment in words: its sentence, its bands and a worked example of a breach, all from the one record.

Pages call this for a projected record, tests also for a model: only fields are read. Sentences are built so
that they need neither article nor gender of what the editor wrote.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, Protocol

from luz.model.commitment import Comparator, Period, Unit
from luz.wording import DURATIONS, Wording


class Finder(Protocol):
    """Where a thing is found by kind and id: an edition's `Shown`."""

    def find(self, kind: str, key: str | None) -> Any: ...


@dataclass(frozen=True)
class BandRow:
    """One row of the table of bands: which results, and what they cost."""

    result: str
    credit: str
    kept: bool = False
    """Whether this is the row of the promise kept."""


_FIGURES = {
    Unit.TIMES: ("{number} time", "{number} times"),
    Unit.POINTS: ("{number} point", "{number} points"),
}
_MARCH = 3
_HUNDRED = Decimal(100)


def sentence(commitment: Any, shown: Finder, wording: Wording) -> str:
    """The whole promise as one sentence: what, how often, how much, within what time, by which hours."""
    parts = {
        "indicator": _capitalised(commitment.indicator),
        "period": wording.label("Period", commitment.period),
        "target": target(commitment, wording),
    }
    calendar = shown.find("calendar", commitment.calendar)
    if calendar is None:
        said = wording.text("{indicator}: {period}, {target}", **parts)
    else:
        message = "{indicator}: {period}, {target}, counted in “{calendar}”"
        said = wording.text(message, **parts, calendar=_in(wording, calendar.name))
    return f"{said}."


def target(commitment: Any, wording: Wording) -> str:
    """What is promised, without what it is about: «al menos el 95 % en 4 horas como máximo»."""
    message = "at least {figure}" if _at_least(commitment) else "at most {figure}"
    said = wording.text_in(
        _grammar(commitment), message, figure=figure(commitment, commitment.value, wording)
    )
    if commitment.within is None:
        return said
    return wording.text("{target} within {length}", target=said, length=wording.duration(commitment.within))


def figure(commitment: Any, value: Decimal, wording: Wording) -> str:
    """A measured or promised value with its unit: «92 %», «1 vez», «3 días laborables»."""
    unit = Unit(commitment.unit)
    if unit is Unit.PERCENT:
        return wording.percentage(value)
    singular, plural = _FIGURES.get(unit) or DURATIONS[unit.value]
    return wording.count(singular, plural, value)


def workload(limit: Any, wording: Wording) -> str:
    """How much work a target holds for: «Averías: hasta 40 cada mes. Las demás esperan.»."""
    return wording.text(
        "{what}: up to {number} {period}. {beyond}",
        what=_capitalised(limit.what),
        number=wording.number(limit.at_most),
        period=wording.label("Period", limit.per),
        beyond=limit.beyond,
    )


def bands_table(commitment: Any, wording: Wording) -> tuple[BandRow, ...]:
    """What each result costs, from the promise kept to the worst; empty where there are no bands."""
    impact = commitment.breach_impact
    if impact is None or impact.kind != "service_credit":
        return ()
    kept = BandRow(_kept(commitment, wording), wording.text("no credit"), kept=True)
    bands = sorted(impact.bands, key=lambda band: band.above, reverse=_at_least(commitment))
    return (
        kept,
        *(
            BandRow(_capitalised(results(commitment, band, wording)), wording.percentage(band.credit))
            for band in bands
        ),
    )


def results(commitment: Any, band: Any, wording: Wording) -> str:
    """The measured results that a band is about: «de 99 % a menos de 99,5 %»."""
    low = figure(commitment, band.above, wording)
    high = "" if band.below is None else figure(commitment, band.below, wording)
    if _at_least(commitment):
        message = "from {low} to less than {high}" if band.above else "less than {high}"
        message = message if high else "{low} or more"
    else:
        message = "more than {low} and up to {high}" if high else "more than {low}"
    return wording.text_in(_grammar(commitment), message, low=low, high=high)


def cap(commitment: Any, wording: Wording) -> str:
    """The most that is credited: «Se abona como máximo el 25 % de la cuota.»"""
    impact = commitment.breach_impact
    message = "At most {cap} of {over} is credited."
    return wording.text(message, cap=wording.percentage(impact.cap), over=impact.over)


def example_of_breach(commitment: Any, wording: Wording) -> str:
    """A breach worked through: a result that just misses the promise, and what follows from it.

    Empty for a commitment whose impact is missing.
    """
    impact = commitment.breach_impact
    if impact is None:
        return ""
    result = _breaching_result(commitment)
    said: dict[str, object] = {"when": _when(commitment, wording), **_of(commitment, result, wording)}
    if impact.kind == "service_credit":
        ending = "{share} of {over} is credited."
        said |= {"share": wording.percentage(credit_for(commitment, result)), "over": impact.over}
    else:
        ending = "this follows: {remedy}"
        said |= {"remedy": impact.text}
    return wording.text(f"{_opening(commitment, result)}, {ending}", **said)


def credit_for(commitment: Any, result: Decimal) -> Decimal:
    """The share of the fee, in percent and never above the cap, that a measured result costs."""
    impact = commitment.breach_impact
    credits = [band.credit for band in impact.bands if _holds(commitment, band, result)]
    share: Decimal = min(*credits, impact.cap) if credits else Decimal(0)
    return share


def _holds(commitment: Any, band: Any, result: Decimal) -> bool:
    if _at_least(commitment):
        return bool(band.above <= result and (band.below is None or result < band.below))
    return bool(band.above < result and (band.below is None or result <= band.below))


def _breaching_result(commitment: Any) -> Decimal:
    """A result that misses the promise by little, as round as the place between allows.

    A share stays clear of the end of its band, where a reader would ask on which side it falls.
    """
    low, high = _just_missed(commitment)
    middle = (low + high) / 2
    share = _grammar(commitment) == "percent"
    rounding = ROUND_FLOOR if _at_least(commitment) else ROUND_CEILING
    for decimals in range(4):
        rounded = middle.quantize(Decimal(1).scaleb(-decimals), rounding=rounding)
        if low < rounded < high or (not share and rounded == (low if _at_least(commitment) else high)):
            return rounded
    return middle


def _just_missed(commitment: Any) -> tuple[Decimal, Decimal]:
    value, bands = commitment.value, getattr(commitment.breach_impact, "bands", ())
    if _at_least(commitment):
        near = max((band.above for band in bands), default=Decimal(0))
        missable = (_HUNDRED - value) or Decimal(5)
        shortfall = missable if _grammar(commitment) == "percent" else max(value / 2, Decimal(1))
        return max(near, value - shortfall), value
    ends = [band.below for band in bands if band.below is not None]
    return value, min(ends, default=value * 2 or Decimal(2))


def _opening(commitment: Any, result: Decimal) -> str:
    if commitment.unit == Unit.TIMES:
        return "If {when} it happens {figure}" if result else "If {when} it does not happen even once"
    if commitment.unit == Unit.PERCENT and commitment.within is not None:
        return "If {when} the time limit is met in {figure} of cases"
    return "If {when} the result is {figure}"


def _of(commitment: Any, result: Decimal, wording: Wording) -> dict[str, object]:
    said = figure(commitment, result, wording)
    return {"figure": said, "of_figure": wording.text_in(_grammar(commitment), "of {figure}", figure=said)}


def _when(commitment: Any, wording: Wording) -> str:
    if commitment.period == Period.MONTH:
        return wording.text("in {month}", month=wording.month(_MARCH))
    return wording.text("in the first quarter" if commitment.period == Period.QUARTER else "in one year")


def _kept(commitment: Any, wording: Wording) -> str:
    said = figure(commitment, commitment.value, wording)
    if _at_least(commitment):
        return _capitalised(wording.text_in(_grammar(commitment), "{low} or more", low=said))
    return _capitalised(wording.text_in(_grammar(commitment), "up to {high}", high=said))


def _at_least(commitment: Any) -> bool:
    return bool(commitment.comparator == Comparator.AT_LEAST)


def _grammar(commitment: Any) -> str:
    return "percent" if commitment.unit == Unit.PERCENT else "amount"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _in(wording: Wording, text: Any) -> str:
    return text if isinstance(text, str) else str(text.in_language(wording.language))
