"""What a calendar says of a day, of a week and of the closures ahead."""

from __future__ import annotations

import datetime as dt

from luz.audience import Audience, Edition, project
from luz.hours import ClosureAhead, Weekdays, announced, closures_ahead, week
from luz.model.scalars import Span
from tests.builders import calendars

OFFICE, _ = calendars()
MORNING, AFTERNOON = Span(540, 840), Span(960, 1140)


def test_days_with_the_same_openings_are_taken_together() -> None:
    assert week(OFFICE) == (Weekdays(0, 4, (MORNING, AFTERNOON)), Weekdays(5, 6, ()))


def test_closures_ahead_join_public_holidays_and_our_own_in_order() -> None:
    assert closures_ahead(OFFICE, dt.date(2026, 12, 1), 32) == (
        ClosureAhead(
            dt.date(2026, 12, 7), dt.date(2026, 12, 7), "Lunes siguiente a Día de la Constitución Española"
        ),
        ClosureAhead(dt.date(2026, 12, 8), dt.date(2026, 12, 8), "Inmaculada Concepción"),
        ClosureAhead(dt.date(2026, 12, 24), dt.date(2026, 12, 25), "Navidad"),
        ClosureAhead(dt.date(2026, 12, 31), dt.date(2026, 12, 31), "Fin de año", (MORNING,)),
        ClosureAhead(dt.date(2027, 1, 1), dt.date(2027, 1, 1), "Año Nuevo"),
    )


def test_public_holidays_are_named_in_the_language_of_the_reader() -> None:
    ahead = closures_ahead(OFFICE, dt.date(2026, 12, 8), 1, "en")

    assert [closure.reason for closure in ahead] == ["Immaculate Conception"]


def test_a_public_holiday_on_a_day_we_never_open_is_not_announced() -> None:
    assert closures_ahead(OFFICE, dt.date(2026, 8, 15), 1) == ()


def test_a_closure_that_has_begun_is_still_ahead_until_its_last_day() -> None:
    begun = closures_ahead(OFFICE, dt.date(2026, 12, 25), 1)

    assert [closure.reason for closure in begun] == ["Navidad"]


def test_nothing_beyond_the_days_asked_for_is_told() -> None:
    assert closures_ahead(OFFICE, dt.date(2026, 12, 9), 15) == ()


def test_all_days_announced_include_past_ones() -> None:
    assert [closure.reason for closure in announced(OFFICE, "en")] == ["Christmas", "New Year's Eve"]


def test_a_projected_calendar_says_the_same_as_the_model() -> None:
    record = project(OFFICE, Edition(Audience.CLIENT, "north-pier", "en"))
    day = dt.date(2026, 12, 1)

    assert week(record) == week(OFFICE)
    assert closures_ahead(record, day, 32, "en") == closures_ahead(OFFICE, day, 32, "en")
