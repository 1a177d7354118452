"""Two versions of a text, cut down to where they differ."""

from __future__ import annotations

from luz.excerpts import LONGEST, excerpts

BEFORE = "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"


def test_short_texts_are_left_whole() -> None:
    assert excerpts("Los martes.", "Los miércoles.") == ("Los martes.", "Los miércoles.")


def test_of_a_long_text_what_differs_is_shown_with_the_words_around_it() -> None:
    assert excerpts(BEFORE, BEFORE.replace("ocho", "8 u 80")) == (
        "…cuatro cinco seis siete ocho nueve diez once doce…",
        "…cuatro cinco seis siete 8 u 80 nueve diez once doce…",
    )


def test_of_what_was_put_in_the_old_text_shows_where() -> None:
    assert excerpts(BEFORE, f"{BEFORE} dieciséis") == (
        "…doce trece catorce quince",
        "…doce trece catorce quince dieciséis",
    )


def test_a_word_that_comes_twice_is_not_taken_for_the_one_that_went() -> None:
    before, after = f"{BEFORE} no no no", f"{BEFORE} no no"

    assert excerpts(before, after) == ("…catorce quince no no no", "…catorce quince no no")


def test_texts_that_share_nothing_are_cut_after_so_many_words() -> None:
    old, new = excerpts("a " * 100, "b " * 100)

    assert (len(old.split()), len(new.split())) == (LONGEST, LONGEST)
    assert (old[-1], new[-1]) == ("…", "…")
