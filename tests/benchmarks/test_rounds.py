"""Contestants take turns, and are compared by what was measured together."""

from __future__ import annotations

from functools import partial

from benchmarks.rounds import Ratio, interleaved, ratio


def test_each_round_measures_all_and_begins_with_another() -> None:
    asked: list[str] = []

    interleaved({name: partial(asked.append, name) for name in "abc"}, 4)

    assert ["".join(asked[start : start + 3]) for start in range(0, 12, 3)] == ["abc", "bca", "cab", "abc"]


def test_what_a_contestant_measured_comes_back_in_the_order_of_the_rounds() -> None:
    numbers, letters = iter([1, 2, 3]), iter([10, 20, 30])

    measured = interleaved({"one": lambda: next(numbers), "other": lambda: next(letters)}, 3)

    assert measured == {"one": (1, 2, 3), "other": (10, 20, 30)}


def test_a_ratio_compares_round_by_round() -> None:
    # The middles are 90 and 100; but in the rounds themselves it was a half, nine tenths and three times.
    assert ratio([50, 90, 300], [100, 100, 100]) == Ratio(0.9, 0.5, 3.0)
    assert ratio([10, 90, 100], [100, 100, 10]) == Ratio(0.9, 0.1, 10.0)


def test_of_an_even_number_of_rounds_the_middle_lies_between() -> None:
    assert ratio([1, 3], [2, 2]) == Ratio(1.0, 0.5, 1.5)
