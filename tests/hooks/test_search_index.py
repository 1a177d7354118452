"""Words are found without their accents and in the other number."""

from __future__ import annotations

import json

import pytest

from hooks.search_index import folded, forgiving, other_forms


@pytest.mark.parametrize(
    ("word", "bare"),
    [("atención", "atencion"), ("señal", "señal"), ("pingüino", "pinguino"), ("façana", "façana")],
)
def test_accents_are_folded_and_letters_kept(word: str, bare: str) -> None:
    assert folded(word) == bare


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("Atención al cliente", "atencion"),
        ("Teléfono", "telefonos"),
        ("El gestor", "gestores"),
        ("Una reclamación", "reclamaciones"),
        ("Las reclamaciones", "reclamacion"),
        ("Las reclamaciones", "reclamación"),
        ("Tres veces", "vez"),
        ("Una luz", "luces"),
    ],
)
def test_a_spanish_word_is_found_in_its_other_forms(text: str, searched: str) -> None:
    assert searched in other_forms(text, "es")


@pytest.mark.parametrize(("text", "searched"), [("One query", "queries"), ("A commitment", "commitments")])
def test_an_english_word_is_found_in_the_plural(text: str, searched: str) -> None:
    assert searched in other_forms(text, "en")


def test_words_that_stand_in_the_text_are_not_added_again() -> None:
    assert other_forms("plan planes", "es") == []


def test_markup_and_entities_are_not_words() -> None:
    assert other_forms("<strong>Así</strong> &eacute;l", "es") == ["asi", "asies"]


def test_the_forms_go_hidden_behind_the_text_of_their_section() -> None:
    index = json.dumps({"config": {}, "docs": [{"location": "a/", "title": "Día", "text": "<p>Uno</p>"}]})

    (section,) = json.loads(forgiving(index, "es"))["docs"]

    assert section["text"] == "<p>Uno</p> <span hidden>dia dias días unos</span>"
