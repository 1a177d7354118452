"""Bands against their meaning: nothing is wrong exactly where every miss, and only a miss, costs once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luz.checks.commitments import bands
from luz.checks.context import Context
from luz.library import Reading
from luz.model.service_plan import Commitments
from luz.reading import Entry, Source
from tests.builders import a_commitment, a_library, a_plan
from tests.cases.case import TODAY

Written = list[tuple[int, int | None]]
LIBRARY, PLAN = a_library(), a_plan()
TOP = 8
ENDS = st.tuples(st.integers(0, TOP), st.none() | st.integers(1, TOP))


def is_accepted(comparator: str, target: int, written: Written) -> bool:
    items = [{"above": str(above), "below": end and str(end), "credit": "5"} for above, end in written]
    impact = {"kind": "service_credit", "over": "la cuota", "bands": items, "cap": "10"}
    commitment = a_commitment(
        comparator=comparator, value=str(target), unit="times", calendar=None, breach_impact=impact
    )
    plan = PLAN.model_copy(update={"commitments": Commitments.model_validate({"items": [commitment]})})
    reading = Reading(Path("plans"), entries=[Entry(plan, Source("plans/clients/olmo/plan.yml", "olmo"))])
    return list(bands(Context(reading, LIBRARY, TODAY))) == []


def is_right(comparator: str, target: int, written: Written) -> bool:
    """Asked of every result, between the marks too: how many bands hold it, and should one?"""
    results = [Decimal(tenth) / 2 for tenth in range(2 * TOP + 4)]
    if comparator == "at_most":  # a result on a mark belongs to the band below it, as success to the target
        results = [result + Decimal("0.25") for result in results]
    return all(end is None or above < end for above, end in written) and all(
        sum(above <= result and (end is None or result < end) for above, end in written)
        == (result < target if comparator == "at_least" else result > target)
        for result in results
    )


@given(st.sampled_from(["at_least", "at_most"]), st.integers(1, TOP), st.lists(ENDS, min_size=1, max_size=4))
@settings(derandomize=True, database=None, deadline=None, max_examples=200)
def test_bands_are_accepted_where_they_are_right(comparator: str, target: int, written: Written) -> None:
    assert is_accepted(comparator, target, written) == is_right(comparator, target, written)


@pytest.mark.parametrize(
    ("comparator", "target", "written"),
    [
        ("at_least", 5, [(0, 3), (3, 5)]),
        ("at_least", 5, [(3, 5), (0, 3)]),
        ("at_least", 5, [(0, 5)]),
        ("at_most", 2, [(2, 4), (4, None)]),
        ("at_most", 2, [(2, None)]),
    ],
)
def test_right_bands_are_accepted(comparator: str, target: int, written: Written) -> None:
    assert is_right(comparator, target, written)
    assert is_accepted(comparator, target, written)
