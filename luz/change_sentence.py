"""One sentence about one change: what it is about, and what became of it.

Sentences are put together so that they need neither the gender nor the number of what they speak of.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from luz import promise
from luz.changes import Change, Step, What
from luz.excerpts import excerpts
from luz.model.calendar import Weekday
from luz.pairing import fields, is_record, kind
from luz.values_told import (
    Values,
    bare,
    field_label,
    quoted,
    record_label,
    refers,
    the_record,
)
from luz.wording import Wording

_TOLD_WHOLE = {
    "Commitment": frozenset({"comparator", "value", "unit", "within"}),
    "Band": frozenset({"above", "below"}),
}
"""Fields that say something only together: what is promised, and to which results a band applies."""
_TOLD_ALONE = frozenset({"value", "within"})
"""Those of them that are clear enough when no other has changed."""
_GIST = {
    "MaintenanceChoice": "tier",
    "Person": "roles",
    "ProcedureChange": "what",
    "ClientContact": "position",
    "Project": "status",
    "Proposal": "status",
    "Signature": "signed_on",
}
"""The field that says most of a thing that is new."""
_OF_VERSIONS = frozenset({"PlanChange", "ProcedureChange"})
"""Things whose only name is the version they tell of."""
_WEEK = tuple(Weekday)

_OF_THINGS = {
    What.ADDED: "{thing} is added",
    What.REMOVED: "{thing} is removed",
    What.MOVED: "{thing} moves from place {first} to {last}",
}


def whole_of(change: Change) -> int | None:
    """What tells the changes that are told in one sentence with this one; None for one told by itself."""
    record = change.way[-1].record if change.way else None
    together = record is not None and change.field in _TOLD_WHOLE.get(kind(record), ())
    return id(record) if together else None


@dataclass(frozen=True)
class Sentence:
    """A change, or those that make one sentence, with the values as they were called before and are now."""

    changes: tuple[Change, ...]
    before: Values
    after: Values
    wording: Wording

    @property
    def change(self) -> Change:
        """The first change, where what is said of one holds for all."""
        return self.changes[0]

    @property
    def field(self) -> str:
        """The field that changed, with its record: `Commitment.within`."""
        return f"{self._owner}.{self.change.field}"

    @property
    def is_of_an_item(self) -> bool:
        """Whether a thing with fields of its own was added to a list, removed or moved."""
        return self.change.in_list and is_record(self.change.value)

    @property
    def is_of_a_whole(self) -> bool:
        """Whether a thing with fields of its own, of which there is but one, was added or removed."""
        return self.change.what in _OF_THINGS and not self.change.in_list and is_record(self.change.value)

    def told(self, steps: tuple[Step, ...], used: int) -> str:
        """The sentence; `used` steps of those on the way are in the heading already."""
        about_the_field, predicate = self._predicate()
        about = [*self._about(steps, used), *((self._field(),) if about_the_field else ())]
        return f"{', '.join(about)}: {predicate}" if about else predicate

    def _about(self, steps: tuple[Step, ...], used: int) -> list[str]:
        """What the sentence is about: from the first item of a list on, or else below the heading."""
        items = [place for place, step in enumerate(steps) if step.in_list]
        if not items and self.is_of_an_item:
            return []
        owners = ("", *(kind(step.record) for step in steps))
        start = items[0] if items else used
        return [self._step(step, owners[place]) for place, step in enumerate(steps) if place >= start]

    def _predicate(self) -> tuple[bool, str]:
        """What became of the value, and whether the field has still to be named before."""
        change = self.change
        if whole_of(change) is not None and (len(self.changes) > 1 or change.field not in _TOLD_ALONE):
            return False, self._whole()
        if self.is_of_an_item:
            return False, self._item()
        if self.is_of_a_whole:
            values = self.before if change.what is What.REMOVED else self.after
            return False, self._say(_OF_THINGS[change.what], thing=self._whole_thing(values))
        old, new = self._value(self.before, change.before), self._value(self.after, change.after)
        if change.what is What.MOVED:
            first, last = change.places
            return True, self._say(
                "{thing} moves from place {first} to {last}", thing=new, first=first, last=last
            )
        if change.what is What.ADDED:
            return True, self._say("added {value}", value=new)
        if change.what is What.REMOVED:
            return True, self._say("removed {value}", value=old)
        if isinstance(change.after, bool):
            return True, self._say("{new} now, {old} before", old=old, new=new)
        if self._is_text():
            return self._text(change.before, change.after)
        of_days = isinstance(change.after, dt.date)
        message = "{field} from the {old} to the {new}" if of_days else "{field} from {old} to {new}"
        return False, self._say(message, field=self._field(), old=old, new=new)

    def _whole(self) -> str:
        step = self.change.way[-1]
        if kind(step.record) == "Band":
            return self._say("applies now to {results}", results=self._results(step.record))
        old, new = (promise.target(record, self.wording) for record in (step.before, step.record))
        return self._say("from “{old}” to “{new}”", old=old, new=new)

    def _item(self) -> str:
        change = self.change
        values = self.before if change.after is None else self.after
        thing = self._called(change.value, values, the_record(self.wording, change.value))
        gist = self._gist(change.value, values) if change.what is What.ADDED else ""
        first, last = change.places
        thing = f"{thing} ({gist})" if gist else thing
        return self._say(_OF_THINGS[change.what], thing=thing, first=first, last=last)

    def _whole_thing(self, values: Values) -> str:
        return self._with_gist(the_record(self.wording, self.change.value), self.change.value, values)

    def _with_gist(self, label: str, record: Any, values: Values) -> str:
        gist = self._gist(record, values) or values.first_text(record)
        says_something = any(letter.isalpha() for letter in gist)
        return f"{label} ({gist})" if says_something else label

    def _text(self, old: str, new: str) -> tuple[bool, str]:
        parts = excerpts(old, new)
        said = {name: quoted(part, self.wording) for name, part in zip(("old", "new"), parts, strict=True)}
        if parts == (old, new):
            return False, self._say("{field} from {old} to {new}", field=self._field(), **said)
        return True, self._say("where it said {old}, it says {new}", **said)

    def _is_text(self) -> bool:
        plain = type(self.change.before) is str and type(self.change.after) is str
        return plain and self.change.field != "language" and not refers(self._owner, self.change.field)

    def _step(self, step: Step, owner: str) -> str:
        if step.in_list:
            renamed = whole_of(self.change) == id(step.record) and kind(step.record) == "Band"
            record, values = (step.before, self.before) if renamed else (step.record, self.after)
            return self._called(record, values, record_label(self.wording, step.record))
        return field_label(self.wording, owner, step.field)

    def _called(self, record: Any, values: Values, label: str) -> str:
        if kind(record) in _OF_VERSIONS:
            return self._say("what version {version} changed", version=record.version)
        name = self._results(record) if kind(record) == "Band" else values.name(record)
        return self._say("{record} “{name}”", record=label, name=name)

    def _results(self, band: Any) -> str:
        owners = [step for step in self.change.way if kind(step.record) == "Commitment"]
        return promise.results(owners[-1].record, band, self.wording)

    def _gist(self, record: Any, values: Values) -> str:
        """What a reader wants to know of something besides its name; may be empty."""
        if kind(record) == "Commitment":
            return promise.target(record, self.wording)
        field = _GIST.get(kind(record))
        if field is not None:
            return bare(values.told(fields(record)[field], kind(record), field))
        return values.first_text(record) if values.is_named_by_another(record) else ""

    @property
    def _owner(self) -> str:
        return kind(self.change.way[-1].record) if self.change.way else "Library"

    def _say(self, message: str, **params: object) -> str:
        return self.wording.text_in("changes", message, **params)

    def _field(self) -> str:
        label, key = field_label(self.wording, self._owner, self.change.field), self.change.key
        if key is None or key == self.wording.language:
            return label
        if key in _WEEK:
            return self.wording.weekday(_WEEK.index(Weekday(key)))
        tongue = self.wording.label("Language", key)
        return self._say("{field} (in {language})", field=label, language=tongue)

    def _value(self, values: Values, value: Any) -> str:
        if value is None:
            return ""
        if self.field == "Commitment.value":
            return promise.figure(self.change.way[-1].record, value, self.wording)
        if is_record(value):
            return self._with_gist(record_label(self.wording, value), value, values)
        return values.told(value, self._owner, self.change.field)
