"""The navigation follows the addresses, and a stated parent where there is one."""

from __future__ import annotations

from typing import Any

from hooks.navigation import Branch, Entry, in_order, tree


def outline(branches: list[Branch]) -> list[Any]:
    return [
        [branch.entry.path, outline(branch.children)] if branch.children else branch.entry.path
        for branch in branches
    ]


def entries(*paths: str) -> list[Entry]:
    return [Entry(path, path, f"{path}index.md") for path in paths]


def test_a_page_holds_the_pages_below_its_address() -> None:
    branches = tree(entries("", "clientes/", "clientes/olmo/", "clientes/olmo/plan/", "proyectos/"))

    assert outline(branches) == [
        "",
        ["clientes/", [["clientes/olmo/", ["clientes/olmo/plan/"]]]],
        "proyectos/",
    ]


def test_a_page_whose_folder_has_no_page_moves_up() -> None:
    assert outline(tree(entries("publico/aviso/", "a/", "a/b/c/"))) == ["publico/aviso/", ["a/", ["a/b/c/"]]]


def test_pages_keep_their_order_even_when_the_parent_comes_last() -> None:
    assert outline(tree(entries("b/2/", "b/1/", "b/"))) == [["b/", ["b/2/", "b/1/"]]]


def test_a_stated_parent_wins_over_the_address() -> None:
    branches = tree([*entries("empresa/"), Entry("personas/", "Personas", "personas/index.md", "empresa/")])

    assert outline(branches) == [["empresa/", ["personas/"]]]


def test_what_is_made_below_a_hand_written_page_comes_after_its_hand_written_sisters() -> None:
    made, by_hand = entries("", "ayuda/campos/", "clientes/"), entries("", "ayuda/", "ayuda/editar/")

    paths = [entry.path for entry in in_order(made, by_hand)]

    assert paths == ["", "clientes/", "", "ayuda/", "ayuda/editar/", "ayuda/campos/"]
