"""The archive across clients is grouped by client, by year and by reason."""

from __future__ import annotations

from hooks import archive_overview as archive
from hooks.archive_overview import Group
from luz.audience import Audience, Edition, Record
from luz.editions import for_edition
from tests.builders import a_client, a_client_folder, a_library, a_project, a_proposal


def folders() -> tuple[Record, ...]:
    olmo = a_client_folder(
        projects=(
            a_project(id="uno", started_on="2024-06-01", due_on=None, finished_on="2026-02-01"),
            a_project(id="dos", started_on="2026-05-01", due_on="2027-01-31", finished_on=None),
        ),
        proposals=(
            a_proposal(id="cara", reason_code="budget"),
            a_proposal(id="tarde", reason_code="timing", decided_on="2026-01-10"),
            a_proposal(id="vale", status="accepted", reason_code=None, reason=None),
        ),
    )
    alba = a_client_folder(
        id="alba",
        client=a_client(name="Alba"),
        projects=(),
        proposals=(a_proposal(id="pronto", reason_code="timing", decided_on="2026-03-01"),),
    )
    shown = for_edition(a_library(clients=(olmo, alba)), Edition(Audience.INTERNAL))
    return tuple(shown.library.clients)


def outline(groups: tuple[Group, ...]) -> list[tuple[object, list[str]]]:
    return [(group.key, [one.thing.id for one in group.filed]) for group in groups]


def test_a_project_stands_under_each_year_it_went_on() -> None:
    assert outline(archive.by_year(archive.projects(folders()))) == [
        (2027, ["dos"]),
        (2026, ["dos", "uno"]),
        (2025, ["uno"]),
        (2024, ["uno"]),
    ]


def test_only_rejected_proposals_are_kept_the_latest_decision_first() -> None:
    assert [one.thing.id for one in archive.rejected(folders())] == ["pronto", "tarde", "cara"]


def test_the_most_frequent_reason_comes_first() -> None:
    assert outline(archive.by_reason(archive.rejected(folders()))) == [
        ("timing", ["pronto", "tarde"]),
        ("budget", ["cara"]),
    ]


def test_clients_come_in_the_order_of_their_names() -> None:
    assert outline(archive.by_client(archive.rejected(folders()))) == [
        ("alba", ["pronto"]),
        ("olmo", ["tarde", "cara"]),
    ]
