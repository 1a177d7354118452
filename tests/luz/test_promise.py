"""A commitment in words, in both languages: sentence, bands and worked example from the one record."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from luz import promise, wording
from luz.audience import Audience, Edition, project
from luz.model.commitment import Commitment
from tests.architecture.house import ROOT
from tests.builders import a_commitment, calendars

ES, EN = wording.load(ROOT / "luz", "es"), wording.load(ROOT / "luz", "en")
SPACE = "\N{NO-BREAK SPACE}"


class Calendars:
    """Where the sentence finds the calendars it names."""

    def find(self, kind: str, key: str | None) -> Any:
        return next((one for one in calendars() if (kind, key) == ("calendar", one.id)), None)


def commitment(**changes: Any) -> Commitment:
    return Commitment.model_validate(a_commitment(**changes))


def remedied(**changes: Any) -> Commitment:
    return commitment(breach_impact={"kind": "remedy", "text": "Lo repetimos."}, **changes)


def said(text: str) -> str:
    return text.replace(SPACE, " ")


def sentence(one: Commitment, words: wording.Wording = ES) -> str:
    return said(promise.sentence(one, Calendars(), words))


def example(one: Commitment, words: wording.Wording = ES) -> str:
    return said(promise.example_of_breach(one, words))


URGENT = {
    "indicator": "averías urgentes atendidas",
    "value": "95",
    "within": "4 h",
    "calendar": "office",
    "breach_impact": {
        "kind": "service_credit",
        "over": "la cuota del mes",
        "bands": [
            {"above": "0", "below": "85", "credit": "10"},
            {"above": "85", "below": "95", "credit": "5"},
        ],
        "cap": "10",
    },
}


def test_a_share_in_time_is_promised_with_its_limit_and_its_hours() -> None:
    assert sentence(commitment(**URGENT)) == (
        "Averías urgentes atendidas: cada mes, al menos el 95 % en 4 horas como máximo, "
        "según el calendario «Horario de oficina»."
    )
    assert sentence(commitment(**URGENT), EN) == (
        "Averías urgentes atendidas: every month, at least 95% within 4 hours "
        "(hours that count: Office hours)."
    )


@pytest.mark.parametrize(
    ("fields", "es", "en"),
    [
        ({"value": "99,5", "unit": "percent"}, "al menos el 99,5 %", "at least 99.5%"),
        ({"value": "1", "unit": "times"}, "al menos 1 vez", "at least 1 time"),
        ({"value": "3", "unit": "times"}, "al menos 3 veces", "at least 3 times"),
        ({"comparator": "at_most", "value": "1", "unit": "hours"}, "1 hora como máximo", "at most 1 hour"),
        (
            {"comparator": "at_most", "value": "2", "unit": "working_days"},
            "2 días laborables como máximo",
            "at most 2 working days",
        ),
        ({"value": "4,5", "unit": "points"}, "al menos 4,5 puntos", "at least 4.5 points"),
        ({"comparator": "at_most", "value": "2", "unit": "percent"}, "el 2 % como máximo", "at most 2%"),
    ],
)
def test_each_unit_is_promised_in_its_own_grammar(fields: dict[str, str], es: str, en: str) -> None:
    one = commitment(calendar=None, **fields)

    assert (said(promise.target(one, ES)), said(promise.target(one, EN))) == (es, en)


def test_a_promise_without_hours_names_no_calendar() -> None:
    assert sentence(commitment(calendar=None, period="year")) == (
        "Tiempo en que el sitio responde: cada año, al menos el 99,5 %."
    )


def test_the_bands_are_read_from_the_promise_kept_to_the_worst() -> None:
    rows = promise.bands_table(commitment(), ES)

    assert [(said(row.result), said(row.credit), row.kept) for row in rows] == [
        ("El 99,5 % o más", "sin abono", True),
        ("Del 99 % a menos del 99,5 %", "10 %", False),
        ("Menos del 99 %", "20 %", False),
    ]


def test_the_bands_of_a_ceiling_rise_from_it() -> None:
    bands = [
        {"above": "4", "below": "8", "credit": "5"},
        {"above": "8", "credit": "15"},
    ]
    impact = {"kind": "service_credit", "over": "la cuota", "bands": bands, "cap": "15"}
    rows = promise.bands_table(
        commitment(comparator="at_most", value="4", unit="hours", breach_impact=impact), ES
    )

    assert [(said(row.result), said(row.credit)) for row in rows] == [
        ("Hasta 4 horas", "sin abono"),
        ("Más de 4 horas y hasta 8 horas", "5 %"),
        ("Más de 8 horas", "15 %"),
    ]


def test_a_remedy_in_words_has_no_bands() -> None:
    assert promise.bands_table(remedied(), ES) == ()


def test_the_most_that_is_credited_is_said() -> None:
    assert said(promise.cap(commitment(), ES)) == "Se abona como máximo el 20 % de la cuota del mes."


def test_a_breach_is_worked_through_with_the_credit_of_its_band() -> None:
    assert example(commitment(**URGENT)) == (
        "Si en marzo se cumple el plazo en el 92 % de los casos, se abona el 5 % de la cuota del mes."
    )
    assert example(commitment(**URGENT), EN) == (
        "If in March the time limit is met in 92% of cases, 5% of la cuota del mes is credited."
    )


def test_a_share_without_a_limit_is_breached_by_its_result() -> None:
    assert example(commitment()) == (
        "Si en marzo el resultado es del 99,2 %, se abona el 10 % de la cuota del mes."
    )


@pytest.mark.parametrize(
    ("fields", "said_of_it"),
    [
        ({"value": "1", "unit": "times"}, "Si en marzo no ocurre ni una vez"),
        ({"value": "2", "unit": "times"}, "Si en marzo ocurre 1 vez"),
        ({"comparator": "at_most", "value": "0", "unit": "times"}, "Si en marzo ocurre 1 vez"),
        ({"comparator": "at_most", "value": "4", "unit": "hours"}, "Si en marzo el resultado es de 6 horas"),
        (
            {"value": "5", "unit": "working_days", "period": "quarter"},
            "Si en el primer trimestre el resultado es de 3 días laborables",
        ),
        ({"value": "100", "unit": "percent", "period": "year"}, "Si en un año el resultado es del 97 %"),
    ],
)
def test_a_breach_misses_the_promise_by_little(fields: dict[str, str], said_of_it: str) -> None:
    assert (
        example(remedied(calendar=None, **fields)) == f"{said_of_it}, la consecuencia es esta. Lo repetimos."
    )


def test_a_commitment_without_an_impact_has_no_example() -> None:
    assert example(commitment(breach_impact=None)) == ""


@pytest.mark.parametrize(
    ("result", "credit"),
    [("100", "0"), ("99.5", "0"), ("99.49", "10"), ("99", "10"), ("98.99", "20"), ("0", "20")],
)
def test_a_floor_is_breached_below_it_and_each_band_holds_its_lower_end(result: str, credit: str) -> None:
    assert promise.credit_for(commitment(), Decimal(result)) == Decimal(credit)


@pytest.mark.parametrize(("result", "credit"), [("4", "0"), ("4.1", "5"), ("8", "5"), ("8.1", "12")])
def test_a_ceiling_is_breached_above_it_and_the_cap_holds(result: str, credit: str) -> None:
    bands = [{"above": "4", "below": "8", "credit": "5"}, {"above": "8", "credit": "15"}]
    impact = {"kind": "service_credit", "over": "la cuota", "bands": bands, "cap": "12"}
    one = commitment(comparator="at_most", value="4", unit="hours", breach_impact=impact)

    assert promise.credit_for(one, Decimal(result)) == Decimal(credit)


def test_a_projected_commitment_reads_as_the_model_does() -> None:
    one = commitment(**URGENT)
    record = project(one, Edition(Audience.CLIENT, "olmo", "es"))

    assert promise.example_of_breach(record, ES) == promise.example_of_breach(one, ES)
    assert promise.bands_table(record, ES) == promise.bands_table(one, ES)


def test_how_much_work_a_target_holds_for_is_a_sentence_and_what_follows_beyond() -> None:
    (limit,) = commitment().workload_limits

    assert promise.workload(limit, ES) == "Visitas: hasta 9000 cada mes. Las demás esperan en cola."
    assert promise.workload(limit, EN) == "Visitas: up to 9000 every month. Las demás esperan en cola."
