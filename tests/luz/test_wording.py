"""Dates, numbers, lengths of time and choices as people of each language read them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from luz import wording
from luz.model.calendar import Weekday
from luz.model.catalogue import Served
from luz.model.commitment import Period
from luz.model.communication import Moment
from luz.model.company import Essential
from luz.model.complaint_protocol import CauseArea, ComplaintStage
from luz.model.contact import ChannelKind
from luz.model.document_control import DocumentKind
from luz.model.party import Party
from luz.model.product import FiguresPeriod
from luz.model.project import ProjectStatus
from luz.model.proposal import ProposalKind, ProposalStatus, RejectionReason
from luz.model.questionnaire import Metric
from luz.model.scalars import Length, Span, TimeUnit
from tests.architecture.house import ROOT

LUZ = ROOT / "luz"
ES, EN = wording.load(LUZ, "es"), wording.load(LUZ, "en")
SPACE = "\N{NO-BREAK SPACE}"

NAMED = (
    CauseArea, ChannelKind, ComplaintStage, DocumentKind, Essential, FiguresPeriod, Metric, Moment, Party,
    Period, ProjectStatus, ProposalKind, ProposalStatus, RejectionReason, Served,
)  # fmt: skip


def catalogue(package: str, language: str) -> Catalog:
    with Path(ROOT, package, "locale", language, "LC_MESSAGES", "messages.po").open("rb") as source:
        return read_po(source, locale=language)


@pytest.mark.parametrize(
    ("length", "es", "en"),
    [
        (Length(Decimal(1), TimeUnit.HOURS), "1 hora", "1 hour"),
        (Length(Decimal("1.5"), TimeUnit.HOURS), "1,5 horas", "1.5 hours"),
        (Length(Decimal(30), TimeUnit.MINUTES), "30 minutos", "30 minutes"),
        (Length(Decimal(1), TimeUnit.WORKING_DAYS), "1 día laborable", "1 working day"),
        (Length(Decimal(2), TimeUnit.WORKING_DAYS), "2 días laborables", "2 working days"),
        (Length(Decimal(1), TimeUnit.MONTHS), "1 mes", "1 month"),
        (Length(Decimal(3), TimeUnit.YEARS), "3 años", "3 years"),
    ],
)
def test_a_length_of_time_agrees_with_its_amount(length: Length, es: str, en: str) -> None:
    assert ES.duration(length).replace(SPACE, " ") == es
    assert EN.duration(length).replace(SPACE, " ") == en


@pytest.mark.parametrize(
    ("value", "es", "en"),
    [
        (Decimal("99.5"), "99,5", "99.5"),
        (Decimal("99.875"), "99,875", "99.875"),
        (1000, "1000", "1000"),
        (12500, "12.500", "12,500"),
    ],
)
def test_a_number_keeps_its_decimals_and_groups_only_long_ones(value: Decimal, es: str, en: str) -> None:
    assert (ES.number(value), EN.number(value)) == (es, en)


def test_a_percentage_is_not_parted_from_its_sign() -> None:
    assert ES.percentage(Decimal("99.5")) == f"99,5{SPACE}%"
    assert EN.percentage(Decimal("99.5")) == "99.5%"


def test_a_date_is_written_as_in_each_language() -> None:
    day = dt.date(2026, 12, 8)

    assert [ES.date(day, style) for style in ("short", "long", "full")] == [
        "08/12/2026",
        "8 de diciembre de 2026",
        "martes, 8 de diciembre de 2026",
    ]
    assert [EN.date(day, style) for style in ("short", "long", "full")] == [
        "08/12/2026",
        "8 December 2026",
        "Tuesday, 8 December 2026",
    ]


def test_months_and_weekdays_stand_within_a_sentence() -> None:
    assert (ES.month(3), EN.month(3)) == ("marzo", "March")
    assert [ES.weekday(number) for number in (0, 6)] == ["lunes", "domingo"]


def test_hours_of_a_day_are_read_out() -> None:
    morning, afternoon = Span(540, 840), Span(960, 1140)

    assert ES.hours((morning, afternoon)) == "9:00–14:00 y 16:00–19:00"
    assert EN.hours((morning,)) == "9:00–14:00"
    assert ES.hours(()) == "cerrado"
    assert ES.hours((Span(0, 1440),)) == "las 24 horas"


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], ""),
        (["Ana"], "Ana"),
        (["Ana", "Bruno"], "Ana y Bruno"),
        (["Ana", "Bruno", "Elena"], "Ana, Bruno y Elena"),
        (["Carmen", "Inés"], "Carmen e Inés"),
        (["agua", "hielo"], "agua y hielo"),
    ],
)
def test_a_list_in_spanish_minds_the_sound_of_i(items: list[str], said: str) -> None:
    assert ES.listing(items) == said


@pytest.mark.parametrize("choices", NAMED, ids=lambda choices: choices.__name__)
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_choice_has_a_name_in_every_language(choices: type[StrEnum], language: str) -> None:
    named = {
        message.id
        for message in catalogue("luz", language)
        if message.context == choices.__name__ and message.string
    }

    assert named >= {str(choice) for choice in choices}


def test_every_day_of_the_week_can_be_named() -> None:
    assert len({ES.weekday(number) for number, _ in enumerate(Weekday)}) == len(Weekday)


def test_a_package_speaks_its_own_words_and_those_of_luz() -> None:
    hooks = wording.load(ROOT / "hooks", "es")

    assert hooks.text("Propose a change") == "Proponer un cambio"
    assert hooks.label("ProjectStatus", "in_progress") == "En curso"


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        wording.load(LUZ, "xx")


def test_the_languages_of_a_package_are_known() -> None:
    assert wording.languages(LUZ) == ("en", "es")


@pytest.mark.parametrize(
    ("language", "zone", "place"),
    [
        ("es", "Europe/Madrid", "Madrid"),
        ("es", "Atlantic/Canary", "Canarias"),
        ("en", "Europe/Lisbon", "Lisbon"),
    ],
)
def test_a_time_zone_is_told_by_its_place(language: str, zone: str, place: str) -> None:
    assert wording.load(LUZ, language).place_of_zone(zone) == place


@pytest.mark.parametrize(
    ("language", "country", "region", "place"),
    [
        ("es", "ES", "MD", "Madrid (España)"),
        ("en", "ES", "CL", "Castilla y León (Spain)"),
        ("en", "ES", "Barcelona", "Barcelona (Spain)"),
        ("en", "PT", None, "Portugal"),
    ],
)
def test_public_holidays_are_told_by_whose_they_are(
    language: str, country: str, region: str | None, place: str
) -> None:
    assert wording.load(LUZ, language).place_of_holidays(country, region) == place
