"""Holds the catalogues together: every language says every message, with the same values in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.architecture.house import ROOMS, ROOT
from tests.architecture.messages import SAYING_MODULES, checks_in, messages_in

LANGUAGES = ("en", "es")
CATALOGUES = tuple(
    (room, path.stem)
    for room in ROOMS
    for path in sorted((ROOT / room / "locale" / "es" / "LC_MESSAGES").glob("*.po"))
)
Key = tuple[str | None, str]


def messages(room: str, language: str, name: str = "messages") -> dict[Key, Message]:
    """The messages of one catalogue by context and id."""
    path = ROOT / room / "locale" / language / "LC_MESSAGES" / f"{name}.po"
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    return {(message.context, forms(message.id)[0]): message for message in catalogue if message.id}


def forms(text: str | Sequence[str]) -> tuple[str, ...]:
    """The forms of a message: one, or one per plural."""
    return (text,) if isinstance(text, str) else tuple(text)


def values(text: str) -> set[str]:
    """The names a message fills in; `{{` is a brace, and `of_x` is `x`, as some languages need it."""
    names = re.findall(r"{(\w+)}", text.replace("{{", "").replace("}}", ""))
    return {name.removeprefix("of_") for name in names}


@pytest.mark.parametrize(("room", "name"), CATALOGUES)
def test_every_language_has_the_same_messages(room: str, name: str) -> None:
    spanish, english = messages(room, "es", name), messages(room, "en", name)

    assert sorted(map(str, spanish.keys() ^ english.keys())) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("room", "name"), CATALOGUES)
def test_every_message_is_translated_with_the_values_of_its_id(room: str, name: str, language: str) -> None:
    wrong = [key for key, message in messages(room, language, name).items() if not is_translated(message)]

    assert wrong == []


def is_translated(message: Message) -> bool:
    """Every form has words, and the values of its id; of one thing the number may go unsaid."""
    *few, many = forms(message.string or "")
    named = values(forms(message.id)[-1])
    return all([many, *few]) and values(many) == named and all(values(form) <= named for form in few)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_about_plans_is_in_the_catalogue(language: str) -> None:
    known = {message for context, message in messages("luz", language) if context is None}

    assert [message for message in messages_in(*SAYING_MODULES) if message not in known] == []


def test_messages_and_checks_are_found_in_the_code(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""A docstring is no message."""\n'
        'TABLE = {"a key of a table": "a value of it"}\n'
        'PATTERN = re.compile("a pattern, no message")\n'
        'message = "it is assigned"\n'
        'def f():\n    yield source.problem((), "SOME_CHECK", "it is passed on", name="a value")\n'
        'def g():\n    return found or "it is returned"\n'
    )

    assert messages_in(module) == ["a value of it", "it is assigned", "it is passed on", "it is returned"]
    assert checks_in(module) == ["SOME_CHECK"]
