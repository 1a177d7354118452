"""The projected record holds exactly the fields that the committed table lets an edition see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from luz.audience import Audience, Edition, Record, fields_of, project
from luz.editions import for_edition
from luz.model.base import Model
from luz.model.library import Library
from tests.leaks.library import planted
from tests.leaks.oracle import committed_table

EDITIONS = [
    Edition(Audience.INTERNAL),
    Edition(Audience.PUBLIC),
    Edition(Audience.CLIENT, "alba", "es"),
    Edition(Audience.CLIENT, "brisa", "en"),
]


def differences(record: Record, model: Model, edition: Edition, where: str = "") -> Iterator[str]:
    """Where a projected record shows more or less of a record than the table says."""
    table, name = committed_table(), type(model).__name__
    expected = {key for key in type(model).model_fields if edition.sees(table[f"{name}.{key}"])}
    shown = dict(fields_of(record))
    if set(shown) != expected:
        yield f"{where}{name}: {sorted(set(shown) ^ expected)}"
    for key in expected & set(shown):
        yield from _below(shown[key], getattr(model, key), edition, f"{where}{name}.{key} ")


def _below(shown: Any, value: Any, edition: Edition, where: str) -> Iterator[str]:
    if isinstance(value, Model) and isinstance(shown, Record):
        yield from differences(shown, value, edition, where)
    elif isinstance(value, tuple) and value and isinstance(value[0], Model):
        kept = [item for item in value if edition.sees(item.own_audience())]
        if len(kept) != len(shown):
            yield f"{where}: {len(shown)} of {len(kept)}"
        for one, other in zip(shown, kept, strict=False):
            yield from differences(one, other, edition, where)
    elif not isinstance(shown, str) and shown != value:
        yield f"{where}: {shown!r}"


@pytest.fixture(scope="module")
def library() -> Library:
    return planted(committed_table())[0]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_a_projected_record_holds_the_fields_of_the_table_and_no_other(
    edition: Edition, library: Library
) -> None:
    for folder in library.clients:
        shown = project(folder, edition)

        assert list(differences(shown, folder, edition)) == []


def test_an_unprojected_record_is_noticed(library: Library) -> None:
    alba = Edition(Audience.CLIENT, "alba", "es")
    folder = library.clients[0]

    everything = project(folder, Edition(Audience.INTERNAL))

    assert list(differences(everything, folder, alba)) != []


def test_a_portal_holds_its_own_client_and_only_what_the_plan_reaches(library: Library) -> None:
    shown = for_edition(library, Edition(Audience.CLIENT, "brisa", "en"))

    assert [folder.id for folder in shown.library.clients] == ["brisa"]
    assert [person.id for person in shown.library.company.people] == ["person-brisa", "person-casa"]
    assert [procedure.id for procedure in shown.library.procedures] == ["procedure-brisa", "procedure-casa"]
    assert [role.id for role in shown.library.organisation.roles] == ["role-brisa", "role-casa"]
    assert [service.id for service in shown.library.catalogue.services] == ["service-brisa"]
    assert [plan.id for plan in shown.library.contingencies] == ["contingency-brisa"]
    assert [calendar.id for calendar in shown.library.calendars] == ["calendar-brisa", "calendar-casa"]
