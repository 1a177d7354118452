"""Whom the access list keeps of a client held back: some of those who could sign in before, nobody else."""

from __future__ import annotations

import pytest

from luz.access_list import AccessList, access_list
from luz.grants import Grants
from luz.model.library import Library
from tests.builders import a_library, an_english_client_folder

JEFA = ("jefa", "julia@cliente.example")
WITHOUT_OLMO: Library = a_library(clients=(an_english_client_folder(),))


def listed(access: AccessList) -> list[tuple[str, str]]:
    return [(one.client, one.id) for one in access.contacts]


def before() -> AccessList:
    return access_list(a_library(), AccessList(), {})


@pytest.mark.parametrize(
    ("granted", "stay"),
    [
        (frozenset({JEFA}), [("olmo", "jefa")]),
        (None, [("olmo", "jefa")]),
        (frozenset(), []),
        (frozenset({("jefa", "otra@cliente.example")}), []),
        (frozenset({("otra", "julia@cliente.example")}), []),
    ],
)
def test_of_a_client_held_back_those_stay_whom_its_plan_still_grants_it(
    granted: Grants | None, stay: list[tuple[str, str]]
) -> None:
    after = access_list(WITHOUT_OLMO, before(), {"olmo": granted})

    assert listed(after) == [("north-pier", "jefa"), *stay]
    assert after.employees == before().employees


def test_an_address_in_capitals_is_the_same_address() -> None:
    (jefa,) = (one for one in before().contacts if one.client == "olmo")
    shouted = AccessList(contacts=(jefa.model_copy(update={"mail": "Julia@CLIENTE.example"}),))

    after = access_list(WITHOUT_OLMO, shouted, {"olmo": frozenset({JEFA})})

    assert listed(after) == [("north-pier", "jefa"), ("olmo", "jefa")]


def test_nobody_new_comes_in_from_a_client_held_back() -> None:
    nobody_yet = AccessList(employees=before().employees)

    after = access_list(WITHOUT_OLMO, nobody_yet, {"olmo": frozenset({JEFA})})

    assert listed(after) == [("north-pier", "jefa")]


def test_a_client_that_is_gone_keeps_nobody() -> None:
    assert listed(access_list(WITHOUT_OLMO, before(), {})) == [("north-pier", "jefa")]
