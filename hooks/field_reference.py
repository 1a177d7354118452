"""The field reference, for those who edit: every field of every kind of file, on one page a kind.

It stands in the help of the intranet and is made from the models themselves, so it cannot fall behind them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import PurePosixPath

from hooks.page import Page
from hooks.places import Paths
from hooks.rendering import Rendering
from luz import field_words
from luz.field_facts import FieldFact, Value, ValueKind, facts
from luz.field_words import FieldWords
from luz.library import kinds_of_file
from luz.model.base import Model
from luz.schema import schema_name
from luz.wording import Wording

EXAMPLES = {
    ValueKind.NUMBER: "99,5",
    ValueKind.WHOLE_NUMBER: "3",
    ValueKind.PERCENTAGE: "5 %",
    ValueKind.MONEY: "150 €",
    ValueKind.DATE: "2026-12-08",
    ValueKind.DURATION: "2 días laborables",
    ValueKind.OPENING: "9:00-14:00",
    ValueKind.LANGUAGE: "es",
    ValueKind.FILE_NAME: "logo.svg",
    ValueKind.COLOUR: '"#0f4c5c"',
    ValueKind.MAIL: "nombre@empresa.example",
    ValueKind.PHONE: "+34 910 000 010",
    ValueKind.WEB_ADDRESS: "https://www.empresa.example",
}
"""A value of each kind, as it is written; the other kinds are said in words alone."""


@dataclass(frozen=True)
class Described:
    """A record with its fields, and the fields elsewhere in the file that hold it."""

    noun: type[Model]
    name: str
    fields: tuple[FieldFact, ...]
    held_by: tuple[FieldFact, ...]


@dataclass(frozen=True)
class FileKind:
    """One kind of file: where such files lie, and every record one may hold, the file itself first."""

    pattern: str
    words: FieldWords

    @property
    def name(self) -> str:
        """A word for machines: `plan`."""
        return PurePosixPath(schema_name(self.pattern)).stem

    def place(self, wording: Wording) -> str:
        """Where such files lie, as people read it: `plans/clients/‹cliente›/plan.yml`."""
        place = self.pattern.replace("clients/*", f"clients/‹{wording.text_in('place', 'client')}›")
        return f"plans/{place}".replace("*.yml", f"‹{wording.text_in('place', 'name')}›.yml")

    @property
    def title(self) -> str:
        """What such a file holds, as a title: «Plan de servicio»."""
        return capitalised(self.words.record(kinds_of_file()[self.pattern]))

    @cached_property
    def records(self) -> tuple[Described, ...]:
        """The records in the order in which the file names them."""
        found = facts(kinds_of_file()[self.pattern])
        every = [fact for fields in found.values() for fact in fields]
        return tuple(
            Described(
                noun,
                capitalised(self.words.record(noun)),
                fields,
                held_by=tuple(fact for fact in every if noun in fact.value.nouns),
            )
            for noun, fields in found.items()
        )


def reference_pages(rendering: Rendering, paths: Paths) -> Iterator[Page]:
    """The list of the kinds of file, and a page for each."""
    title = rendering.wording.text("Field reference")
    words = field_words.load(rendering.shown.edition.language)
    kinds = [FileKind(pattern, words) for pattern in kinds_of_file()]
    tools = {"shown_as": Shower(rendering.wording), "words": words, "anchor": anchor}
    top = paths.of("help", "fields")
    yield rendering.page(top, "intranet/fields.html", title, {}, kinds=kinds)
    for kind in kinds:
        looks = {"layout": "wide"} if len(kind.records) == 1 else {}
        yield rendering.page(
            paths.of("help", "fields", item=kind.name), "intranet/file_kind.html", kind.title, looks,
            kind=kind, **tools,
        )  # fmt: skip


def anchor(noun: type[Model], field: str = "") -> str:
    """The place of a record or a field on its page: `ServiceCredit`, `over` → `service-credit-over`."""
    words = "".join(f"-{char.lower()}" if char.isupper() else char for char in noun.__name__).strip("-_")
    return "-".join(part.replace("_", "-") for part in (words, field) if part)


def capitalised(text: str) -> str:
    """A noun as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Shower:
    """How values are told in one language."""

    wording: Wording

    def kind(self, value: Value) -> str:
        """How a value is written, in words: «fecha», «una lista; cada elemento, un texto»."""
        if value.refers:
            message = "a list; each item, the id of {thing}" if value.many else "the id of {thing}"
            return self.wording.text(message, thing=self.wording.label("Refers", value.refers))
        name = self.wording.label("ValueKind", value.kind)
        return self.wording.text("a list; each item, {kind}", kind=name) if value.many else name

    def example(self, value: Value) -> str:
        """A value as it is written, or nothing where words say enough."""
        return "" if value.refers else EXAMPLES.get(value.kind, "")

    def choice(self, choice: Enum | str) -> tuple[str, str]:
        """A choice as it is written, and what it means; no meaning where the field's help tells it."""
        if not isinstance(choice, Enum):
            return choice, ""
        return str(choice.value), self.wording.label(type(choice).__name__, str(choice.value))
