"""Holds the words about fields: each that somebody may write in `plans/` has a name and help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import luz
from luz.field_words import load, message_id, message_name
from luz.library import kinds_of_file
from luz.model.client import Client
from luz.model.commitment import Commitment
from luz.model.questionnaire import NpsQuestion, ScaleQuestion
from luz.walk import nouns_within

LANGUAGES = ("en", "es")


def needed() -> Iterator[tuple[str, str]]:
    nouns = {noun for top in kinds_of_file().values() for noun in nouns_within(top)}
    for model in nouns:
        for field in model.model_fields:
            yield "field", message_id(model, field)
            yield "help", message_id(model, field)
        yield "record", message_name(model)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_and_record_has_words_and_no_other_has(language: str) -> None:
    path = Path(luz.__file__).parent / "locale" / language / "LC_MESSAGES" / "fields.po"
    with path.open("rb") as source:
        written = {(message.context, message.id) for message in read_po(source) if message.id}

    assert (set(needed()) - written, written - set(needed()) - SHARED) == (set(), set())


SHARED = {("record", "Question")}
"""Records of which others are only made, and which a message may still name."""


def test_words_about_fields_are_those_of_the_language() -> None:
    spanish, english = load("es"), load("en")

    assert [spanish.label(Commitment, "within"), english.label(Commitment, "within")] == [
        "plazo",
        "time limit",
    ]
    assert [spanish.record(Commitment), english.record(Commitment)] == ["compromiso", "commitment"]
    assert english.help(Client, "tax_id") == "The client’s tax identification number."


def test_records_of_several_kinds_share_the_words_of_what_they_have_in_common() -> None:
    assert message_id(ScaleQuestion, "text") == message_id(NpsQuestion, "text") == "Question.text"
    assert message_id(ScaleQuestion, "kind") == "ScaleQuestion.kind"
