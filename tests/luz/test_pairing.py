"""Which item of a list is which, before and after: what is kept, new, gone or moved."""

from __future__ import annotations

from luz.model.service_plan import Exclusion, ScopeItem, SilentTask
from luz.pairing import Pair, pairs


def tasks(*names: str) -> tuple[SilentTask, ...]:
    return tuple(SilentTask(name=name, what=f"{name}-{name}", frequency="Diaria") for name in names)


def scope(*texts: str) -> tuple[ScopeItem, ...]:
    return tuple(ScopeItem(text=text) for text in texts)


def test_items_that_stay_are_paired_and_none_moves_for_what_comes_or_goes() -> None:
    assert pairs(tasks("a", "b", "c"), tasks("x", "a", "c")) == (
        Pair(None, 0),
        Pair(0, 1),
        Pair(2, 2),
        Pair(1, None),
    )


def test_as_few_items_as_possible_are_said_to_have_moved() -> None:
    assert pairs(tasks("a", "b", "c", "d"), tasks("d", "a", "b", "c")) == (
        Pair(3, 0, moved=True),
        Pair(0, 1),
        Pair(1, 2),
        Pair(2, 3),
    )


def test_an_item_is_known_by_its_first_field_whatever_else_it_says() -> None:
    before = SilentTask(name="Copias", what="Guardamos todo.", frequency="Cada noche")
    after = SilentTask(name="Copias", what="Una cosa bien distinta.", frequency="Nunca")

    assert pairs((before,), (after,)) == (Pair(0, 0),)


def test_an_item_that_is_but_text_is_known_by_its_words() -> None:
    before = scope("La tienda en línea.", "Doce horas de mejoras al mes.")
    after = scope("Quince horas de mejoras al mes.", "Algo bien distinto.")

    assert pairs(before, after) == (Pair(1, 0), Pair(None, 1), Pair(0, None))


def test_of_two_equal_items_each_is_paired_once() -> None:
    assert pairs(scope("Lo mismo.", "Lo mismo."), scope("Lo mismo.")) == (Pair(0, 0), Pair(1, None))


def test_the_thing_an_item_refers_to_does_not_make_it_the_same() -> None:
    before = (Exclusion(text="La centralita de recepción.", procedure="scope-extension"),)
    after = (Exclusion(text="Los anuncios y las campañas.", procedure="scope-extension"),)

    assert pairs(before, after) == (Pair(None, 0), Pair(0, None))


def test_texts_are_paired_as_records_are() -> None:
    before = ("Cortes de luz.", "Mantenimiento anunciado a tiempo.")
    after = ("Mantenimiento anunciado con tiempo.",)

    assert pairs(before, after) == (Pair(1, 0), Pair(0, None))
