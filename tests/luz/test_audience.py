"""Circles of readers, and the projection of a record for one of them."""

from __future__ import annotations

from typing import Annotated

import pytest

from luz.audience import Audience, Edition, Record, fields_of, project
from luz.model.base import LocalText, Model

INTERNAL = Edition(Audience.INTERNAL)
PUBLIC = Edition(Audience.PUBLIC)
CLIENT = Edition(Audience.CLIENT, "alba", "en")


class Leaf(Model, audience=Audience.PUBLIC):
    name: str
    audience: Annotated[Audience, Audience.INTERNAL] = Audience.PUBLIC

    def own_audience(self) -> Audience:
        return self.audience


class Tree(Model, audience=Audience.PUBLIC):
    title: LocalText
    agreed: Annotated[str | None, Audience.CLIENT] = None
    note: Annotated[str, Audience.INTERNAL] = "solo aquí"
    best: Leaf | None = None
    leaves: tuple[Leaf, ...] = ()
    by_day: dict[str, tuple[Leaf, ...]] = {}


TITLE = LocalText({"es": "Árbol", "en": "Tree"})
OPEN, OURS = Leaf(name="open"), Leaf(name="ours", audience=Audience.INTERNAL)


@pytest.mark.parametrize(
    ("edition", "name"), [(INTERNAL, "internal"), (PUBLIC, "public"), (CLIENT, "client:alba")]
)
def test_an_edition_is_named_as_on_the_command_line(edition: Edition, name: str) -> None:
    assert edition.name == name


@pytest.mark.parametrize(
    ("edition", "seen"),
    [
        (PUBLIC, ["public"]),
        (CLIENT, ["public", "client"]),
        (INTERNAL, ["public", "client", "internal"]),
    ],
)
def test_each_circle_sees_what_the_ones_before_it_see(edition: Edition, seen: list[str]) -> None:
    assert [str(audience) for audience in Audience if edition.sees(audience)] == seen


@pytest.mark.parametrize(
    ("edition", "names"),
    [
        (PUBLIC, ["title", "best", "leaves", "by_day"]),
        (CLIENT, ["title", "agreed", "best", "leaves", "by_day"]),
        (INTERNAL, ["title", "agreed", "note", "best", "leaves", "by_day"]),
    ],
)
def test_a_projected_record_holds_the_visible_fields_in_order(edition: Edition, names: list[str]) -> None:
    assert [name for name, _ in fields_of(project(Tree(title=TITLE), edition))] == names


def test_a_record_that_narrows_itself_leaves_lists_and_single_places() -> None:
    tree = Tree(title=TITLE, best=OURS, leaves=(OURS, OPEN), by_day={"monday": (OURS,), "friday": (OPEN,)})

    shown = project(tree, CLIENT)

    assert shown.best is None
    assert [leaf.name for leaf in shown.leaves] == ["open"]
    assert {day: [leaf.name for leaf in leaves] for day, leaves in shown.by_day.items()} == {
        "monday": [],
        "friday": ["open"],
    }


def test_a_text_comes_in_the_language_of_the_edition() -> None:
    assert project(Tree(title=TITLE), CLIENT).title == "Tree"
    assert project(Tree(title=TITLE), PUBLIC).title == "Árbol"


def test_a_text_that_lacks_the_language_is_an_error_and_never_another_language() -> None:
    with pytest.raises(KeyError, match="en"):
        project(Tree(title=LocalText({"es": "Árbol"})), CLIENT)


def test_asking_for_a_hidden_field_raises() -> None:
    shown = project(Tree(title=TITLE), CLIENT)

    with pytest.raises(AttributeError, match="Tree has no field 'note' in this edition"):
        _ = shown.note


def test_a_projected_record_has_no_methods_of_its_model() -> None:
    shown = project(Tree(title=TITLE), INTERNAL)

    assert not hasattr(shown, "model_dump")
    assert dir(shown) == ["agreed", "best", "by_day", "leaves", "note", "title"]


def test_a_projected_record_cannot_be_changed() -> None:
    shown = project(Leaf(name="open"), PUBLIC)

    with pytest.raises(AttributeError, match="read-only"):
        shown.name = "other"


def test_records_are_equal_by_kind_and_visible_fields() -> None:
    assert project(Leaf(name="a"), PUBLIC) == Record("Leaf", {"name": "a"})
    assert project(Leaf(name="a"), PUBLIC) != Record("Tree", {"name": "a"})
    assert project(Leaf(name="a"), PUBLIC) != project(Leaf(name="b"), PUBLIC)


def test_a_hidden_record_by_itself_projects_to_nothing() -> None:
    assert project(OURS, CLIENT) is None
