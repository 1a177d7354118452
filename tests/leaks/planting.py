"""A whole library grown from the models alone, with a word of its own in every text and file name.

Nothing here knows a noun by heart: whoever adds a field has planted it. What a field holds is chosen by its
type; only what must fit together (dates in order, a last level, which project is public) is said by name.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from luz.audience import Audience
from luz.model.base import FILE_NAME_PATTERN, LANGUAGE_PATTERN, LocalText, Model, Refers
from luz.model.calendar import Weekday
from luz.model.contact import MAIL_PATTERN, PHONE_PATTERN, WEB_ADDRESS_PATTERN
from luz.model.project import ProjectStatus
from luz.model.proposal import ProposalStatus
from luz.model.scalars import Length, Span, TimeUnit

TODAY = dt.date(2026, 11, 21)
LETTERS = "bcdfghjklmnpqrstvwxz"

OWNERS = {"alba": "es", "brisa": "en", "muestra": "es", "borrador": "es"}
"""The clients: two with a portal, in Spanish and English; a specimen; a draft."""
COMPANY = "casa"
"""Owner of what the company itself, and no client, reaches."""
NOTES = "notas"
"""Owner of what only internal fields name."""
NOBODY = "nadie"
"""Owner of what nothing names."""


@dataclass(frozen=True)
class Token:
    """One planted word: the fields that lead to it, whose it is, and how far its records let it go."""

    word: str
    fields: tuple[str, ...]
    owner: str
    limit: Audience = Audience.PUBLIC
    language: str | None = None
    of_a_thing: bool = False
    """Whether it stands in something company-wide, which an edition shows only when reached."""


@dataclass(frozen=True)
class Place:
    """Where a value is about to be planted."""

    owner: str
    fields: tuple[str, ...] = ()
    limit: Audience = Audience.PUBLIC
    position: int = 0
    of_a_thing: bool = False

    def at(self, name: str) -> Place:
        return replace(self, fields=(*self.fields, name))


@dataclass
class Garden:
    """Plants; `table` says who sees which field, and decides nothing but which ids internal fields name."""

    table: Mapping[str, Audience]
    tokens: list[Token] = field(default_factory=list)
    files: dict[str | None, list[str]] = field(default_factory=dict)
    counter: Iterator[int] = field(default_factory=itertools.count)

    def record(self, model: type[BaseModel], place: Place, **given: Any) -> Any:
        """A record of a model with every field filled, but for those given."""
        fixed = {
            key.partition(".")[2]: rule for key, rule in RULES.items() if key.startswith(f"{model.__name__}.")
        }
        place = replace(place, limit=_narrower(place.limit, _own_limit(model, place)))
        values: dict[str, Any] = {}
        for name, declared in model.model_fields.items():
            at = place.at(f"{model.__name__}.{name}")
            if name in given:
                values[name] = given[name]
            elif name in fixed:
                values[name] = fixed[name](self, at)
            else:
                values[name] = self.value(declared.rebuild_annotation(), at)
        return model(**values)

    def records(self, model: type[BaseModel], place: Place, count: int = 2) -> tuple[Any, ...]:
        return tuple(self.record(model, replace(place, position=position)) for position in range(count))

    def value(self, annotation: Any, place: Place) -> Any:
        """A value of a type; a text is a new word."""
        origin, args = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self._annotated(annotation, place)
        if origin in (Union, type(int | str)):
            members = [member for member in args if member is not type(None)]
            return self.value(members[place.position % len(members)], place)
        if origin is tuple:
            return self._several(args[0], place)
        if origin is Literal:
            return args[0]
        if isinstance(annotation, type) and issubclass(annotation, Model):
            return self.record(annotation, place)
        return self._plain(annotation, place)

    def _several(self, item: Any, place: Place) -> tuple[Any, ...]:
        kinds = (
            [kind for kind in get_args(get_args(item)[0]) if kind] if get_origin(item) is Annotated else []
        )
        count = max(len(kinds), COUNTS.get(place.fields[-1], 2))
        return tuple(self.value(item, replace(place, position=position)) for position in range(count))

    def _plain(self, kind: Any, place: Place) -> Any:
        if kind is LocalText:
            return LocalText({language: self.word(place, language) for language in ("es", "en")})
        if kind is str:
            return self.word(place)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return next(iter(kind))
        made: dict[Any, Callable[[], Any]] = {
            bool: lambda: False,
            int: lambda: place.position + 1,
            Decimal: lambda: Decimal(5 + place.position),
            dt.date: lambda: dt.date(2026, 3, 2) + dt.timedelta(days=place.position),
            Length: lambda: Length(Decimal(4 + place.position), TimeUnit.HOURS),
            Span: lambda: Span(540 + 300 * place.position, 600 + 300 * place.position),
        }
        return made[kind]()

    def _annotated(self, annotation: Any, place: Place) -> Any:
        kind, *marks = get_args(annotation)
        refers = next((mark.to for mark in marks if isinstance(mark, Refers)), None)
        if refers is not None:
            return self.reference(refers, place)
        pattern = next((mark.pattern for mark in marks if getattr(mark, "pattern", None)), None)
        if pattern is None:
            return self.value(kind, place)
        return self._patterned(str(pattern), place)

    def _patterned(self, pattern: str, place: Place) -> str:
        if pattern == FILE_NAME_PATTERN:
            name = f"{self.word(place)}.txt"
            folder = place.owner if place.owner in OWNERS else None
            self.files.setdefault(folder, []).append(name)
            return name
        if pattern == MAIL_PATTERN:
            return f"{self.word(place)}@correo.example"
        if pattern == WEB_ADDRESS_PATTERN:
            return f"https://{self.word(place)}.example/"
        if pattern == PHONE_PATTERN:
            return f"+34 900 {next(self.counter):06}"
        return "es" if pattern == LANGUAGE_PATTERN else f"n{next(self.counter)}-{place.owner}"

    def reference(self, kind: str, place: Place) -> str:
        """The id of something that exists: the owner's own, or for an internal field what only notes name."""
        if kind == "contact":
            return f"contacto-{place.owner}"
        if kind == "project":
            return f"proyecto-{place.owner}-0"
        hidden = any(self.table[name] is Audience.INTERNAL for name in place.fields)
        return f"{kind}-{NOTES if hidden else place.owner}"

    def word(self, place: Place, language: str | None = None) -> str:
        """A new word of consonants, which no page, script or index holds by chance."""
        digits, rest = "", next(self.counter)
        for _ in range(4):
            rest, digit = divmod(rest, len(LETTERS))
            digits = LETTERS[digit] + digits
        token = Token(f"zq{digits}qz", place.fields, place.owner, place.limit, language, place.of_a_thing)
        self.tokens.append(token)
        return token.word


def _narrower(one: Audience, other: Audience) -> Audience:
    return one if one.includes(other) else other


def _own_limit(model: type[BaseModel], place: Place) -> Audience:
    """How far a record lets itself go, said here once more in words of its own."""
    if model.__name__ == "Document":
        return tuple(Audience)[place.position % 3]
    if model.__name__ == "Procedure":
        return Audience.INTERNAL if place.owner == NOTES else Audience.CLIENT
    if model.__name__ == "Project":
        return Audience.PUBLIC if place.position == 0 else Audience.CLIENT
    return Audience.PUBLIC


Rule = Callable[[Garden, Place], Any]

RULES: dict[str, Rule] = {
    "Brand.primary": lambda garden, place: "#1b4d3e",
    "Brand.accent": lambda garden, place: "#8a4b08",
    "Brand.logo": lambda garden, place: garden.value(Annotated[str, _FileMark()], place).replace(
        ".txt", ".svg"
    ),
    "Calendar.id": lambda garden, place: f"calendar-{place.owner}",
    "Calendar.time_zone": lambda garden, place: "Europe/Madrid",
    "Calendar.week": lambda garden, place: {
        day: (Span(540, 840), Span(960, 1140)) for day in list(Weekday)[:5]
    },
    "PublicHolidays.country": lambda garden, place: "ES",
    "PublicHolidays.region": lambda garden, place: "MD",
    "Closure.starts": lambda garden, place: TODAY + dt.timedelta(days=7 + place.position),
    "Closure.until": lambda garden, place: TODAY + dt.timedelta(days=7 + place.position),
    "Person.id": lambda garden, place: f"person-{place.owner}",
    "Person.roles": lambda garden, place: (f"role-{place.owner}",),
    "Person.reports_to": lambda garden, place: None,
    "Person.manager": lambda garden, place: True,
    "Person.date_out": lambda garden, place: dt.date(2028, 1, 31),
    "Role.id": lambda garden, place: f"role-{place.owner}",
    "Matter.id": lambda garden, place: f"matter-{place.owner}",
    "Phase.id": lambda garden, place: f"phase-{place.owner}",
    "IncidentClass.id": lambda garden, place: f"incident_class-{place.owner}",
    "Procedure.id": lambda garden, place: f"procedure-{place.owner}",
    "Procedure.audience": lambda garden, place: _own_limit(_named("Procedure"), place),
    "Questionnaire.id": lambda garden, place: f"questionnaire-{place.owner}",
    "Questionnaire.languages": lambda garden, place: ("es", "en"),
    "Threshold.score": lambda garden, place: 5,
    "Threshold.distribution": lambda garden, place: 8,
    "Threshold.comments": lambda garden, place: 8,
    "Client.language": lambda garden, place: OWNERS[place.owner],
    "Client.logo": lambda garden, place: garden.value(Annotated[str, _FileMark()], place).replace(
        ".txt", ".svg"
    ),
    "Product.active_until": lambda garden, place: None,
    "ClientContact.id": lambda garden, place: (
        f"contacto-{place.owner}" + (f"-{place.position}" * bool(place.position))
    ),
    "ClientContact.reports_to": lambda garden, place: f"contacto-{place.owner}" if place.position else None,
    "ClientContact.portal_access": lambda garden, place: True,
    "ServicePlan.specimen": lambda garden, place: place.owner == "muestra",
    "ServicePlan.draft": lambda garden, place: place.owner == "borrador",
    "Validity.starts": lambda garden, place: dt.date(2026, 1, 1),
    "Validity.ends": lambda garden, place: dt.date(2026, 12, 31),
    "Assignment.accountable": lambda garden, place: place.position == 0,
    "Commitment.value": lambda garden, place: Decimal(95),
    "Band.above": lambda garden, place: (Decimal(0), Decimal(90))[place.position],
    "Band.below": lambda garden, place: (Decimal(90), Decimal(95))[place.position],
    "Project.id": lambda garden, place: f"proyecto-{place.owner}-{place.position}",
    "Project.public": lambda garden, place: place.position == 0,
    "Project.status": lambda garden, place: (ProjectStatus.CLOSED, ProjectStatus.IN_PROGRESS)[place.position],
    "Proposal.status": lambda garden, place: (ProposalStatus.REJECTED, ProposalStatus.ACCEPTED)[
        place.position
    ],
    "Document.audience": lambda garden, place: tuple(Audience)[place.position % 3],
    "Condition.question": lambda garden, place: "n0",
    "Waiver.check": lambda garden, place: "OTHER_CLIENT_NAMED",
}

COUNTS = {"Project.documents": 3, "Proposal.documents": 3}


@dataclass(frozen=True)
class _FileMark:
    pattern: str = FILE_NAME_PATTERN


def _named(name: str) -> type[BaseModel]:
    return type(name, (BaseModel,), {})
