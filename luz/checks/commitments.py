"""The service definition and the commitments: complete, measurable, and with an impact that adds up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from luz.checks.context import Records
from luz.model.commitment import Band, Commitment, Comparator, ServiceCredit, Unit
from luz.model.scalars import TimeUnit
from luz.problems import Problem
from luz.reading import Source
from luz.yaml_tree import Loc

_HUNDRED = Decimal(100)
_OPEN = Decimal("Infinity")
_CALENDAR_UNITS: frozenset[str] = frozenset({TimeUnit.HOURS, TimeUnit.MINUTES, TimeUnit.WORKING_DAYS})


def definition_complete(context: Records) -> Iterator[Problem]:
    """EXCLUSIONS_MISSING: a definition that does not say what is out of scope invites confusion (S0.4)."""
    for plan, source in context.plans():
        if not plan.definition.exclusions:
            message = "the plan does not say what is out of the scope; add at least one exclusion"
            yield source.problem(("definition", "exclusions"), "EXCLUSIONS_MISSING", message)


def _commitments(context: Records) -> Iterator[tuple[Commitment, Source, Loc]]:
    for plan, source in context.plans():
        for position, commitment in enumerate(plan.commitments.items):
            yield commitment, source, ("commitments", "items", position)


def breach_impacts(context: Records) -> Iterator[Problem]:
    """BREACH_IMPACT_MISSING: a promise without a consequence (S0.11)."""
    for commitment, source, loc in _commitments(context):
        if commitment.breach_impact is None:
            message = "«{name}» does not say what happens when it is missed; add «breach_impact»"
            where = (*loc, "breach_impact")
            yield source.problem(where, "BREACH_IMPACT_MISSING", message, name=commitment.name)


def targets(context: Records) -> Iterator[Problem]:
    """TARGET_UNCLEAR: a target that cannot be measured as written."""
    for commitment, source, loc in _commitments(context):
        if _impossible(commitment):
            message = "{value} % is more than everything; a percentage goes up to 100"
            yield source.problem((*loc, "value"), "TARGET_UNCLEAR", message, value=commitment.value)
        elif _cannot_be_missed(commitment):
            message = "this is kept whatever happens; promise a figure that can be missed"
            yield source.problem((*loc, "value"), "TARGET_UNCLEAR", message)
        if commitment.within is None:
            if commitment.calendar is None and commitment.unit in _CALENDAR_UNITS:
                message = "«{unit}» count open hours or days; say on which «calendar»"
                yield source.problem((*loc, "unit"), "TARGET_UNCLEAR", message, unit=commitment.unit)
            continue
        if commitment.unit is not Unit.PERCENT:
            message = "with «within» the target is a share of the cases; write «unit: percent»"
            yield source.problem((*loc, "unit"), "TARGET_UNCLEAR", message)
        if commitment.calendar is None and commitment.within.unit in _CALENDAR_UNITS:
            message = "«within» counts open hours; say on which «calendar»"
            yield source.problem((*loc, "within"), "TARGET_UNCLEAR", message)


def bands(context: Records) -> Iterator[Problem]:
    """BANDS_GAP, BANDS_OVERLAP, BANDS_OVER_CAP: the bands cover every miss exactly once, within the cap."""
    for commitment, source, loc in _commitments(context):
        impact = commitment.breach_impact
        if not isinstance(impact, ServiceCredit):
            continue
        where = (*loc, "breach_impact", "bands")
        if not impact.bands:
            message = "there are no bands; say what each result below the target costs"
            yield source.problem(where, "BANDS_GAP", message)
            continue
        yield from _coverage(commitment, impact.bands, source, where)
        for position, band in enumerate(impact.bands):
            if band.credit > impact.cap:
                message = "a credit of {credit} % is more than the cap of {cap} %"
                at = (*where, position, "credit")
                yield source.problem(at, "BANDS_OVER_CAP", message, credit=band.credit, cap=impact.cap)


def _coverage(
    commitment: Commitment, written: tuple[Band, ...], source: Source, loc: Loc
) -> Iterator[Problem]:
    empty = [numbered for numbered in enumerate(written) if _end(numbered[1]) <= numbered[1].above]
    for position, band in empty:
        message = "the band from {above} to {below} is empty; «below» must be the greater"
        yield source.problem((*loc, position), "BANDS_GAP", message, above=band.above, below=band.below)
    if empty or _impossible(commitment) or _cannot_be_missed(commitment):
        return  # what else is covered cannot be told before that is mended
    lowest, highest = _missed(commitment)
    reached = lowest
    for position, band in sorted(enumerate(written), key=lambda numbered: numbered[1].above):
        at, end = (*loc, position), _end(band)
        if band.above > reached:
            message = "no band covers results from {start} to {end}"
            yield source.problem(at, "BANDS_GAP", message, start=reached, end=band.above)
        elif band.above < reached:
            message = "results from {start} to {end} fall in two bands, or are no miss"
            yield source.problem(at, "BANDS_OVERLAP", message, start=band.above, end=min(reached, end))
        reached = max(reached, end)
    if reached < highest:
        message = "no band covers results from {start} to {end}"
        if highest == _OPEN:
            message = "no band covers results above {start}; leave «below» out of the last band"
        yield source.problem(loc, "BANDS_GAP", message, start=reached, end=highest)
    elif reached > highest:
        message = "results from {start} to {end} fall in two bands, or are no miss"
        if reached == _OPEN:
            message = "results above {start} are no miss; end the last band there"
        yield source.problem(loc, "BANDS_OVERLAP", message, start=highest, end=reached)


def _end(band: Band) -> Decimal:
    return _OPEN if band.below is None else band.below


def _impossible(commitment: Commitment) -> bool:
    return commitment.unit is Unit.PERCENT and commitment.value > _HUNDRED


def _cannot_be_missed(commitment: Commitment) -> bool:
    if commitment.comparator is Comparator.AT_LEAST:
        return commitment.value == 0
    return commitment.unit is Unit.PERCENT and commitment.value == _HUNDRED


def _missed(commitment: Commitment) -> tuple[Decimal, Decimal]:
    """The range of results that miss the target: from nothing up to it, or from it upwards."""
    if commitment.comparator is Comparator.AT_LEAST:
        return Decimal(0), commitment.value
    return commitment.value, _HUNDRED if commitment.unit is Unit.PERCENT else _OPEN
