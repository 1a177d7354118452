"""What waits between a client and us, the oldest first, and what was done last."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from hooks.client_overview import OpenMatter, last_projects, open_matters
from luz.audience import Audience, Edition, Record, project
from tests.builders import a_client_folder, a_project, a_proposal


def folder(projects: tuple[Any, ...] = (), proposals: tuple[Any, ...] = ()) -> Record:
    record: Record = project(
        a_client_folder(projects=projects, proposals=proposals), Edition(Audience.INTERNAL)
    )
    return record


def under_way(**changes: Any) -> Any:
    empty: dict[str, Any] = {"finished_on": None, "incidents": [], "doubts": []}
    return a_project(**({"status": "in_progress", "started_on": "2026-07-01"} | empty | changes))


def pending(**changes: Any) -> Any:
    undecided = dict.fromkeys(("decided_on", "decided_by", "reason_code", "reason", "revisit"))
    return a_proposal(**({"status": "pending", "proposed_on": "2026-08-01"} | undecided | changes))


def test_where_all_is_done_and_decided_nothing_is_open() -> None:
    assert open_matters(folder((a_project(),), (a_proposal(),))) == ()


def test_a_proposal_that_waits_is_open_since_it_was_made() -> None:
    assert open_matters(folder(proposals=(pending(),))) == (
        OpenMatter("proposal", "Aplicación móvil", dt.date(2026, 8, 1), ("proposal", "olmo/app-movil")),
    )


@pytest.mark.parametrize(
    ("status", "number"), [("planned", 1), ("in_progress", 1), ("paused", 1), ("closed", 0), ("cancelled", 0)]
)
def test_a_project_is_open_until_it_is_closed_or_cancelled(status: str, number: int) -> None:
    assert len(open_matters(folder((under_way(status=status),)))) == number


def test_incidents_and_questions_are_open_until_they_are_answered_even_if_the_project_is_closed() -> None:
    solved = a_project().model_dump(mode="json")
    incident, doubt = solved["incidents"][0], solved["doubts"][0]
    closed = a_project(
        incidents=[incident, incident | {"id": "i-2", "title": "Pagos lentos", "solved_on": None}],
        doubts=[doubt, doubt | {"question": "¿Y la tara?", "answered_on": None, "answer": None}],
    )

    assert [(one.kind, one.title, one.place) for one in open_matters(folder((closed,)))] == [
        ("incident", "Pagos lentos", ("project", "olmo/tienda-nueva")),
        ("doubt", "¿Y la tara?", ("project", "olmo/tienda-nueva")),
    ]


def test_what_has_waited_longest_comes_first_and_what_began_together_by_title() -> None:
    projects = (under_way(), under_way(id="b", title="B", started_on="2026-08-01"))
    proposals = (pending(id="a", title="A"), pending(id="c", title="C", proposed_on="2026-01-02"))

    titles = [one.title for one in open_matters(folder(projects, proposals))]

    assert titles == ["C", "Tienda nueva", "A", "B"]


def test_the_last_three_projects_are_told_with_those_under_way_before_all() -> None:
    done = [
        a_project(id=f"p{year}", finished_on=f"{year}-05-20", started_on="2020-01-10")
        for year in range(2021, 2025)
    ]

    found = last_projects(folder((*done, under_way(id="now"))))

    assert [one.id for one in found] == ["now", "p2024", "p2023"]
