"""When what is kept for days, months or years is past its time: from a date to the same date."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_app.upkeep.keeping_time import end, last_day_over
from luz.model.scalars import Length, TimeUnit


def day(written: str) -> dt.date:
    return dt.date.fromisoformat(written)


def length(amount: int, unit: TimeUnit) -> Length:
    return Length(Decimal(amount), unit)


@pytest.mark.parametrize(
    ("received", "kept", "over"),
    [
        ("2024-11-22", length(24, TimeUnit.MONTHS), "2026-11-22"),
        ("2024-11-22", length(2, TimeUnit.YEARS), "2026-11-22"),
        ("2026-12-31", length(1, TimeUnit.MONTHS), "2027-01-31"),
        ("2026-01-31", length(1, TimeUnit.MONTHS), "2026-02-28"),
        ("2028-01-31", length(1, TimeUnit.MONTHS), "2028-02-29"),
        ("2026-01-28", length(1, TimeUnit.MONTHS), "2026-02-28"),
        ("2024-02-29", length(1, TimeUnit.YEARS), "2025-02-28"),
        ("2024-02-29", length(4, TimeUnit.YEARS), "2028-02-29"),
        ("2025-02-28", length(12, TimeUnit.MONTHS), "2026-02-28"),
        ("2026-10-25", length(30, TimeUnit.DAYS), "2026-11-24"),
        ("2026-12-28", length(2, TimeUnit.WEEKS), "2027-01-11"),
    ],
)
def test_it_ends_on_the_same_date_or_on_the_last_day_of_a_shorter_month(
    received: str, kept: Length, over: str
) -> None:
    assert end(day(received), kept) == day(over)


@pytest.mark.parametrize(
    ("today", "kept", "last"),
    [
        ("2026-11-22", length(24, TimeUnit.MONTHS), "2024-11-22"),
        ("2026-02-27", length(1, TimeUnit.MONTHS), "2026-01-27"),
        ("2026-02-28", length(1, TimeUnit.MONTHS), "2026-01-31"),
        ("2028-02-28", length(1, TimeUnit.MONTHS), "2028-01-28"),
        ("2025-02-28", length(1, TimeUnit.YEARS), "2024-02-29"),
        ("2026-03-31", length(1, TimeUnit.MONTHS), "2026-02-28"),
        ("2026-11-22", length(1, TimeUnit.WEEKS), "2026-11-15"),
        ("2026-11-22", length(3000, TimeUnit.YEARS), "0001-01-01"),
        ("2026-11-22", length(10**12, TimeUnit.DAYS), "0001-01-01"),
    ],
)
def test_all_that_came_until_that_day_is_past_its_time(today: str, kept: Length, last: str) -> None:
    assert last_day_over(day(today), kept) == day(last)


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)),
    st.integers(1, 400),
    st.sampled_from([TimeUnit.DAYS, TimeUnit.WEEKS, TimeUnit.MONTHS, TimeUnit.YEARS]),
)
def test_the_day_after_the_last_one_is_still_kept(today: dt.date, amount: int, unit: TimeUnit) -> None:
    kept = length(amount, unit)
    last = last_day_over(today, kept)

    assert end(last, kept) <= today < end(last + dt.timedelta(days=1), kept)
