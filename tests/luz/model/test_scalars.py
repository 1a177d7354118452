"""What a Spanish editor may write for a number, a flag, a day, a length of time or opening hours."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from luz.model.scalars import (
    Date,
    Duration,
    Flag,
    Length,
    Number,
    Opening,
    Percentage,
    Span,
    TimeUnit,
    WholeNumber,
    clock,
)


def read(kind: Any, text: str) -> Any:
    return TypeAdapter(kind).validate_python(text)


def refusal(kind: Any, text: str) -> str:
    with pytest.raises(ValidationError) as refused:
        read(kind, text)
    (error,) = refused.value.errors()
    return error["type"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4", "4"),
        ("99,5", "99.5"),
        ("99.5", "99.5"),
        ("1.10", "1.1"),
        ("-3,5", "-3.5"),
        ("+2", "2"),
        ("0,125", "0.125"),
        ("0", "0"),
        (" 7 ", "7"),
        ("1200", "1200"),
        ("999999999999", "999999999999"),
    ],
)
def test_numbers_may_have_a_point_or_a_comma(text: str, number: str) -> None:
    assert read(Number, text) == Decimal(number)


@pytest.mark.parametrize("text", ["1.000", "12,500", "1.000.000", "1.234,567", "-1.000"])
def test_numbers_that_may_mean_thousands_are_refused(text: str) -> None:
    assert refusal(Number, text) == "ambiguous_number"


@pytest.mark.parametrize(
    "text",
    [
        *("0034", "010", "1_000", "1e3", "nan", ".nan", "inf", "12:30", "0x1f", "½", "٣"),
        *("4 h", "1,2,3", ",5", "5,", "", "1000000000000", "1.234,56"),
    ],
)
def test_what_is_no_number_to_everybody_is_refused(text: str) -> None:
    assert refusal(Number, text) == "not_a_number"


@pytest.mark.parametrize(("text", "number"), [("95", 95), ("95 %", 95), ("100%", 100), ("0 %", 0)])
def test_percentages_may_carry_their_sign(text: str, number: int) -> None:
    assert read(Percentage, text) == number


@pytest.mark.parametrize(
    ("text", "kind"),
    [("101", "less_than_equal"), ("-1 %", "greater_than_equal"), ("5 %%", "not_a_number")],
)
def test_percentages_go_from_0_to_100(text: str, kind: str) -> None:
    assert refusal(Percentage, text) == kind


def test_whole_numbers_have_no_decimals_that_count() -> None:
    assert read(WholeNumber, "3,0") == 3
    assert refusal(WholeNumber, "3,5") == "not_a_whole_number"
    assert refusal(WholeNumber, "tres") == "not_a_number"


@pytest.mark.parametrize("text", ["sí", "Sí", "SI", "si", "yes", "true", "True", " sí "])
def test_yes_in_both_languages(text: str) -> None:
    assert read(Flag, text) is True


@pytest.mark.parametrize("text", ["no", "No", "NO", "false", "False"])
def test_no_in_both_languages(text: str) -> None:
    assert read(Flag, text) is False


@pytest.mark.parametrize("text", ["on", "off", "y", "n", "1", "0", "", "verdadero"])
def test_other_ways_of_saying_yes_or_no_are_refused(text: str) -> None:
    assert refusal(Flag, text) == "not_a_flag"


def test_days_are_written_year_month_day() -> None:
    assert read(Date, "2026-12-08") == dt.date(2026, 12, 8)
    assert read(Date, "2028-02-29") == dt.date(2028, 2, 29)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2026-02-30", "no_such_day"),
        ("2026-13-01", "no_such_day"),
        ("0000-01-01", "no_such_day"),
        ("08/12/2026", "not_a_date"),
        ("2026-1-8", "not_a_date"),
        ("20261208", "not_a_date"),
        ("2026-12-08T10:00", "not_a_date"),
        ("hoy", "not_a_date"),
    ],
)
def test_other_days_are_refused(text: str, kind: str) -> None:
    assert refusal(Date, text) == kind


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("30 min", "30", TimeUnit.MINUTES),
        ("4 h", "4", TimeUnit.HOURS),
        ("4h", "4", TimeUnit.HOURS),
        ("1,5 horas", "1.5", TimeUnit.HOURS),
        ("4\u00a0h", "4", TimeUnit.HOURS),
        ("1 día laborable", "1", TimeUnit.WORKING_DAYS),
        ("2 días  laborables", "2", TimeUnit.WORKING_DAYS),
        ("2 Dias Habiles", "2", TimeUnit.WORKING_DAYS),
        ("2 working days", "2", TimeUnit.WORKING_DAYS),
        ("3 d", "3", TimeUnit.DAYS),
        ("3 semanas", "3", TimeUnit.WEEKS),
        ("6 meses", "6", TimeUnit.MONTHS),
        ("1 año", "1", TimeUnit.YEARS),
        ("0 h", "0", TimeUnit.HOURS),
    ],
)
def test_lengths_of_time_have_an_amount_and_a_unit(text: str, amount: str, unit: TimeUnit) -> None:
    assert read(Duration, text) == Length(Decimal(amount), unit)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("4", "not_a_duration"),
        ("12:30", "not_a_duration"),
        ("dos días", "not_a_duration"),
        ("4 lunas", "not_a_duration"),
        ("-4 h", "not_a_duration"),
        ("1.000 h", "ambiguous_number"),
        ("04 h", "not_a_number"),
        ("1,5 días", "duration_not_whole"),
    ],
)
def test_other_lengths_of_time_are_refused(text: str, kind: str) -> None:
    assert refusal(Duration, text) == kind


@pytest.mark.parametrize("unit", TimeUnit)
def test_a_length_of_time_is_read_back_from_its_text(unit: TimeUnit) -> None:
    length = Length(Decimal("12"), unit)

    assert read(Duration, str(length)) == length


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9:00-14:00", 540, 840),
        ("09:00 - 14:00", 540, 840),
        ("9:00–14:00", 540, 840),
        ("0:00-24:00", 0, 1440),
    ],
)
def test_opening_hours_have_a_start_and_an_end(text: str, start: int, end: int) -> None:
    assert read(Opening, text) == Span(start, end)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("9:00", "not_opening_hours"),
        ("9-14", "not_a_time"),
        ("9:60-14:00", "not_a_time"),
        ("9:00-24:01", "not_a_time"),
        ("9:00-25:00", "not_a_time"),
        ("22:00-6:00", "opening_ends_before_it_starts"),
        ("9:00-9:00", "opening_ends_before_it_starts"),
        ("9.00-14.00", "not_a_time"),
    ],
)
def test_other_opening_hours_are_refused(text: str, kind: str) -> None:
    assert refusal(Opening, text) == kind


def test_opening_hours_are_read_back_from_their_text() -> None:
    assert read(Opening, str(Span(540, 1440))) == Span(540, 1440)


@pytest.mark.parametrize("kind", [Duration, Opening])
def test_a_group_of_fields_is_no_length_of_time_and_no_opening(kind: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python({"amount": "1", "unit": "hours", "start": "0", "end": "9"})

    assert [error["type"] for error in refused.value.errors()] == ["text_expected"]


def test_minutes_are_shown_as_on_a_clock() -> None:
    assert [clock(minutes) for minutes in (0, 65, 540, 1440)] == ["0:00", "1:05", "9:00", "24:00"]
