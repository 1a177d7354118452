"""Who stands below whom in an organisation chart."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from hooks.organisation_chart import Node, chart, our_side, their_side
from luz.audience import Audience, Edition
from luz.editions import Shown, for_edition
from tests.builders import a_client_folder, a_library, a_plan


@dataclass(frozen=True)
class Somebody:
    id: str
    reports_to: str | None = None


def drawn(nodes: tuple[Node, ...]) -> list[object]:
    """The chart as nested lists of ids."""
    return [[node.item.id, *drawn(node.below)] for node in nodes]


@pytest.mark.parametrize(
    ("people", "tree"),
    [
        ([("a", None), ("b", "a"), ("c", "b"), ("d", "a")], [["a", ["b", ["c"]], ["d"]]]),
        ([("c", "b"), ("b", "a"), ("a", None)], [["a", ["b", ["c"]]]]),
        ([("a", "elsewhere"), ("b", None)], [["a"], ["b"]]),
        ([("a", "b"), ("b", "a")], [["a", ["b"]]]),
        ([("a", "a"), ("b", None)], [["b"], ["a"]]),
        ([], []),
    ],
    ids=["a tree", "in any order", "a superior outside", "a circle", "one's own superior", "nobody"],
)
def test_everybody_stands_once_and_below_their_superior(
    people: list[tuple[str, str | None]], tree: list[object]
) -> None:
    assert drawn(chart(Somebody(*person) for person in people)) == tree


def shown(**organisation: object) -> Shown:
    plan = a_plan()
    changed = type(plan.organisation).model_validate(plan.organisation.model_dump() | organisation)
    folder = a_client_folder(plan=plan.model_copy(update={"organisation": changed}))
    return for_edition(a_library(clients=(folder,)), Edition(Audience.CLIENT, "olmo", "es"))


def test_our_side_is_held_together_by_superiors_who_take_no_part() -> None:
    one = shown(
        provider=[{"person": "bruno-leal", "does": "Cuida."}, {"person": "ana-rivas", "does": "Lleva."}]
    )
    nodes = our_side(one.client.plan.organisation, one)

    assert drawn(nodes) == [["elena-robles", ["bruno-leal"], ["ana-rivas"]]]
    assert [node.item.does for node in (nodes[0], *nodes[0].below)] == [None, "Cuida.", "Lleva."]


def test_their_side_is_drawn_as_the_client_gave_it() -> None:
    one = shown()

    assert drawn(their_side(one.client.plan.organisation)) == [["jefa"]]
