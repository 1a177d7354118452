"""A change of the plans as a sentence: «Compromiso «Respuesta urgente»: plazo de 4 horas a 2 horas».

Sentences are put together so that they need neither the gender nor the number of what they speak of.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from luz import promise
from luz.changes import Change, Step, What
from luz.excerpts import excerpts
from luz.model.calendar import Weekday
from luz.pairing import fields, is_record, kind
from luz.values_told import (
    Names,
    Values,
    field_label,
    quoted,
    record_label,
    refers,
    shortened,
    the_record,
)
from luz.wording import Wording

_TARGET = frozenset({"comparator", "value", "unit", "within"})
"""The fields of a commitment that together say what is promised."""
_GOVERNING = frozenset({"comparator", "unit"})
"""Those of them without which the others say nothing."""
_SECTIONED = frozenset({"company", "organisation", "catalogue", "plan"})
"""Records so large that each of their parts has a heading of its own."""
_WEEK = tuple(Weekday)


@dataclass(frozen=True)
class Told:
    """A change in words: whose it is («Vinoteca Duero»), which part («Compromisos»), what became of it."""

    whose: str
    part: str
    sentence: str
    client: str | None = None
    names_its_subject: bool = False
    what_field: str = ""
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
    return tuple(teller.told(group) for group in _promises_whole(changes))


def _promises_whole(changes: Iterable[Change]) -> Iterator[tuple[Change, ...]]:
    """Each change alone, but those of one promise's target together, as they make one sentence."""
    for target, group in groupby(changes, key=_target_of):
        found = tuple(group)
        yield from (found,) if target is not None else ((change,) for change in found)


def _target_of(change: Change) -> int | None:
    within_a_commitment = bool(change.way) and kind(change.way[-1].record) == "Commitment"
    return id(change.way[-1].record) if within_a_commitment and change.field in _TARGET else None


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
        one = _Sentence(change, before, after, self.wording)
        whole = len(changes) > 1 or (_target_of(change) is not None and change.field in _GOVERNING)
        predicate = one.promise() if whole else one.predicate()
        subject = one.subject(steps, used)
        whose = self.company if folder is None else folder.client.name
        sentence = predicate if not subject else f"{_capitalised(subject)}: {predicate}"
        named = (
            not part or any(step.in_list for step in steps) or (change.in_list and is_record(change.value))
        )
        return Told(whose, _capitalised(part), _capitalised(sentence), client, named, one.field)

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


_OF_THINGS = {
    What.ADDED: "{thing} is added",
    What.REMOVED: "{thing} is removed",
    What.MOVED: "{thing} moves from place {first} to {last}",
}
_OF_A_LIST = {
    What.ADDED: "{field}: {value} is added",
    What.REMOVED: "{field}: {value} is removed",
    What.MOVED: "{field}: {value} moves from place {first} to {last}",
}
_GIST = {
    "Person": "roles",
    "ClientContact": "position",
    "Project": "status",
    "Proposal": "status",
    "Signature": "signed_on",
}
"""The field that says most of a thing that is new."""


@dataclass(frozen=True)
class _Sentence:
    """One change being put into words: the values as they were called before and as they are after."""

    change: Change
    before: Values
    after: Values
    wording: Wording

    def subject(self, steps: tuple[Step, ...], used: int) -> str:
        """What the sentence is about: from the first item of a list on, or else below the heading."""
        items = [place for place, step in enumerate(steps) if step.in_list]
        if not items and self._is_an_item:
            return ""
        start = items[0] if items else used
        owners = ("", *(kind(step.record) for step in steps))
        return ", ".join(
            self._step(step, owners[place]) for place, step in enumerate(steps) if place >= start
        )

    def predicate(self) -> str:
        """What became of the value."""
        change = self.change
        if change.in_list:
            return self._item()
        old, new = self._value(self.before, change.before), self._value(self.after, change.after)
        if change.what is What.ADDED:
            return self._say("{field} is added: {value}" if new else "{field} is added", value=new)
        if change.what is What.REMOVED:
            return self._say("{field} is removed ({value})" if old else "{field} is removed", value=old)
        if isinstance(change.after, bool):
            return self._say("{field}: {new} now, {old} before", old=old, new=new)
        if isinstance(change.after, dt.date):
            return self._say("{field} from the {old} to the {new}", old=old, new=new)
        if self._is_text():
            return self._text(change.before, change.after)
        return self._say("{field} from {old} to {new}", old=old, new=new)

    def promise(self) -> str:
        """A promise that changed in more than its figure, as a whole."""
        step = self.change.way[-1]
        old, new = (promise.target(record, self.wording) for record in (step.before, step.record))
        return self._say("from “{old}” to “{new}”", old=old, new=new)

    def _item(self) -> str:
        change = self.change
        values = self.before if change.after is None else self.after
        first, last = change.places
        if not is_record(change.value):
            said = self._value(values, change.value)
            return self._say(_OF_A_LIST[change.what], value=said, first=first, last=last)
        thing = self._called(change.value, values, the_record(self.wording, change.value))
        gist = self._gist(change.value, values) if change.what is What.ADDED else ""
        thing = f"{thing} ({gist})" if gist else thing
        return self._say(_OF_THINGS[change.what], thing=thing, first=first, last=last)

    def _text(self, old: str, new: str) -> str:
        short_old, short_new = excerpts(old, new)
        told_whole = (short_old, short_new) == (old, new)
        message = (
            "{field} from {old} to {new}" if told_whole else "{field}: where it said {old}, it says {new}"
        )
        return self._say(message, old=quoted(short_old, self.wording), new=quoted(short_new, self.wording))

    def _is_text(self) -> bool:
        plain = type(self.change.before) is str and type(self.change.after) is str
        return plain and self.change.field != "language" and not refers(self._owner, self.change.field)

    def _step(self, step: Step, owner: str) -> str:
        if step.in_list:
            return self._called(step.record, self.after, record_label(self.wording, step.record))
        return field_label(self.wording, owner, step.field)

    def _called(self, record: Any, values: Values, label: str) -> str:
        return self._say("{record} “{name}”", record=label, name=self._name(record, values))

    def _name(self, record: Any, values: Values) -> str:
        if kind(record) != "Band":
            return values.name(record)
        commitment = next(
            step.record for step in reversed(self.change.way) if kind(step.record) == "Commitment"
        )
        return promise.results(commitment, record, self.wording)

    def _gist(self, record: Any, values: Values) -> str:
        """What a reader wants to know of something new besides its name; may be empty."""
        if kind(record) == "Commitment":
            return promise.target(record, self.wording)
        field = _GIST.get(kind(record))
        if field is not None:
            return values.told(fields(record)[field], kind(record), field).strip("«»“”")
        return values.first_text(record) if values.is_named_by_another(record) else ""

    @property
    def _is_an_item(self) -> bool:
        return self.change.in_list and is_record(self.change.value)

    @property
    def field(self) -> str:
        """The field that changed, with its record."""
        return f"{self._owner}.{self.change.field}"

    @property
    def _owner(self) -> str:
        return kind(self.change.way[-1].record) if self.change.way else "Library"

    def _say(self, message: str, **params: object) -> str:
        return self.wording.text_in("changes", message, field=self._field(), **params)

    def _field(self) -> str:
        label, key = field_label(self.wording, self._owner, self.change.field), self.change.key
        if key is None or key == self.wording.language:
            return label
        if key in _WEEK:
            return f"{label}, {self.wording.weekday(_WEEK.index(key))}"
        tongue = self.wording.label("Language", key)
        return self.wording.text_in("changes", "{field} (in {language})", field=label, language=tongue)

    def _value(self, values: Values, value: Any) -> str:
        if value is None:
            return ""
        if self._owner == "Commitment" and self.change.field == "value":
            return promise.figure(self.change.way[-1].record, value, self.wording)
        if is_record(value):
            gist = self._gist(value, values) or values.first_text(value)
            return f"{record_label(self.wording, value)}{f' ({gist})' if gist else ''}"
        said = values.told(value, self._owner, self.change.field)
        return quoted(shortened(value), self.wording) if said == quoted(str(value), self.wording) else said


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
