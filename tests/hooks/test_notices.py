"""Changes of the manual and of plans are told to all employees, those to come first."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hooks.notices import Notice, notices, recent
from luz.audience import Audience, Edition
from luz.editions import for_edition
from tests.builders import (
    a_change,
    a_client_folder,
    a_library,
    a_plan,
    a_procedure,
    a_procedure_change,
    a_protocol,
)

TODAY = dt.date(2026, 11, 21)


def told(procedures: Any = (), **plan: Any) -> tuple[Notice, ...]:
    folders = (a_client_folder(plan=a_plan(**plan)),) if plan else ()
    library = a_library(procedures=(a_procedure(), *procedures), clients=folders)
    return notices(for_edition(library, Edition(Audience.INTERNAL)), TODAY)


def changed_on(*days: str) -> Any:
    changes = [a_procedure_change(version=str(number), on=day) for number, day in enumerate(days, 1)]
    return a_procedure(id="delivery", version=str(len(days)), changes=changes)


def test_where_nothing_has_changed_nothing_is_told() -> None:
    assert told() == ()


def test_a_change_of_a_procedure_is_told_in_the_language_of_the_house() -> None:
    (notice,) = told([a_procedure(id="delivery", name={"es": "Entrega"}, changes=[a_procedure_change()])])

    assert notice == Notice(
        dt.date(2026, 9, 1),
        ("procedure", "delivery"),
        "Entrega",
        "1",
        ("El acta se firma en el momento.",),
    )


def test_a_change_of_a_plan_is_told_with_its_client() -> None:
    (notice,) = told(
        version=2, changes=[a_change(version=2, on="2026-06-01", what=["Más horas.", "Otra cuota."])]
    )

    assert (notice.day, notice.place, notice.version) == (dt.date(2026, 6, 1), ("plan", "olmo"), "2")
    assert (notice.what, notice.folder and notice.folder.id) == (("Más horas.", "Otra cuota."), "olmo")


def test_the_latest_change_comes_first() -> None:
    days = [notice.day.isoformat() for notice in told([changed_on("2024-05-01", "2026-05-01", "2025-05-01")])]

    assert days == ["2026-05-01", "2025-05-01", "2024-05-01"]


def test_changes_to_come_are_told_before_those_that_hold_the_nearest_first() -> None:
    found = told([changed_on("2027-03-01", "2026-11-21", "2026-11-22", "2026-05-01")])

    assert [notice.day.isoformat() for notice in found] == [
        "2026-11-22",
        "2027-03-01",
        "2026-11-21",
        "2026-05-01",
    ]


def test_a_change_of_the_complaint_protocol_is_told() -> None:
    protocol = a_protocol(changes=[a_procedure_change(on="2026-12-01")])
    library = a_library(procedures=(a_procedure(),), clients=(), complaint_protocol=protocol)

    assert notices(for_edition(library, Edition(Audience.INTERNAL)), TODAY) == (
        Notice(
            dt.date(2026, 12, 1),
            ("page", "complaint-protocol"),
            "",
            "1",
            ("El acta se firma en el momento.",),
        ),
    )


def test_changes_of_a_draft_are_not_told() -> None:
    assert told(draft="sí", changes=[a_change()]) == ()


def test_a_client_without_a_plan_has_none_to_tell() -> None:
    library = a_library(procedures=(a_procedure(),), clients=(a_client_folder(plan=None),))

    assert notices(for_edition(library, Edition(Audience.INTERNAL)), TODAY) == ()


def test_the_home_page_holds_those_to_come_and_those_of_the_last_sixty_days() -> None:
    found = recent(told([changed_on("2026-09-21", "2026-09-22", "2026-11-21", "2028-01-01")]), TODAY)

    assert [notice.day.isoformat() for notice in found] == ["2028-01-01", "2026-11-21", "2026-09-22"]
