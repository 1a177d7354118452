"""A change of the plans as a sentence: «Compromiso «Respuesta urgente»: plazo de 4 horas a 2 horas».

Sentences are put together so that they need neither the gender nor the number of what they speak of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from luz.change_sentence import Sentence, whole_of
from luz.changes import Change, Step
from luz.pairing import is_record, kind
from luz.values_told import Names, Values, field_label
from luz.wording import Wording

_SECTIONED = frozenset({"company", "organisation", "catalogue", "plan"})
"""Records so large that each of their parts has a heading of its own."""


@dataclass(frozen=True)
class Told:
    """A change in words: whose it is («Vinoteca Duero»), which part («Compromisos»), what became of it."""

    whose: str
    part: str
    sentence: str
    client: str | None = None
    names_its_subject: bool = False
    field: str = ""
    """The field that changed, with its record: `Commitment.within`."""

    @property
    def heading(self) -> str:
        """Whose it is and which part: «Vinoteca Duero · Compromisos»."""
        return " · ".join(name for name in (self.whose, self.part) if name)

    @property
    def alone(self) -> str:
        """The sentence as it is understood without its heading."""
        return self.sentence if self.names_its_subject else f"{self.part}: {_lowered(self.sentence)}"


def tell(changes: Iterable[Change], before: Any, after: Any, wording: Wording) -> tuple[Told, ...]:
    """Every change between two libraries as a sentence, in their order."""
    teller = _Teller(after.company.name, (Names(before), Names(after)), wording)
    return tuple(teller.told(group) for group in _together(changes))


def _together(changes: Iterable[Change]) -> Iterator[tuple[Change, ...]]:
    """Each change alone, but together those of one promise or of one band, as they make one sentence."""
    for whole, group in groupby(changes, key=whole_of):
        found = tuple(group)
        yield from ((change,) for change in found) if whole is None else (found,)


@dataclass(frozen=True)
class _Teller:
    company: str
    names: tuple[Names, Names]
    wording: Wording

    def told(self, changes: tuple[Change, ...]) -> Told:
        change = changes[0]
        folder = _folder(change)
        steps, part, used = self._part(change, folder)
        client = folder.id if folder is not None else None
        before, after = (Values(names, client, self.wording) for names in self.names)
        sentence = Sentence(changes, before, after, self.wording)
        told = _capitalised(sentence.told(steps, used))
        whose = self.company if folder is None else folder.client.name
        named = (
            not part
            or sentence.is_of_an_item
            or sentence.is_of_a_whole
            or any(step.in_list for step in steps)
        )
        return Told(whose, _capitalised(part), told, client, named, sentence.field)

    def _part(self, change: Change, folder: Any) -> tuple[tuple[Step, ...], str, int]:
        """The steps below the client or the company, the part they are in, and how many it takes up."""
        steps = change.way if folder is None else change.way[1:]
        if folder is not None and not change.way:
            return (), "", 0
        path = [*((step.field, step.record) for step in steps), (change.field, change.value)]
        owner = "Library" if folder is None else "ClientFolder"
        first, record = path[0]
        if first in _SECTIONED and len(path) > 1:
            name, inner = path[1]
            if len(path) > 2 or is_record(inner):
                return steps, field_label(self.wording, kind(record), name), 2
        return steps, field_label(self.wording, owner, first), 1


def _folder(change: Change) -> Any:
    if change.way:
        return change.way[0].record if change.way[0].field == "clients" else None
    return change.value if change.field == "clients" else None


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
