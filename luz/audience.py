"""Who may see what: audiences, editions, and the projection of a record for one edition.

Everything that leaves the model towards a reader passes through `project`: what it returns holds only the
declared fields which that edition may see, so a template cannot leak what it was never given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Protocol, runtime_checkable


class Audience(StrEnum):
    """The widest circle that may see a thing; each circle holds the ones before it."""

    PUBLIC = "public"
    CLIENT = "client"
    INTERNAL = "internal"

    def includes(self, other: Audience) -> bool:
        """Whether readers of this audience may also see what is meant for `other`."""
        order = list(Audience)
        return order.index(other) <= order.index(self)


@dataclass(frozen=True)
class Edition:
    """One site for one circle of readers: the intranet, the public site, or the portal of one client."""

    audience: Audience
    client: str | None = None
    language: str = "es"

    @property
    def name(self) -> str:
        """`internal`, `public` or `client:<id>`, as written on the command line."""
        return f"client:{self.client}" if self.client else str(self.audience)

    def sees(self, audience: Audience) -> bool:
        """Whether what is meant for `audience` may stand in this edition."""
        return self.audience.includes(audience)


class Projectable(Protocol):
    """A record of the model: declares an audience for each of its fields, and may narrow itself."""

    field_audiences: ClassVar[Mapping[str, Audience]]

    def own_audience(self) -> Audience: ...


@runtime_checkable
class Translated(Protocol):
    """A text written in several languages, of which an edition shows one."""

    def in_language(self, language: str) -> str: ...


class Record:
    """A read-only view of a record: the fields one edition may see, and nothing else.

    A visible field without a value is None. A hidden one does not exist: asking for it raises AttributeError,
    which Jinja's StrictUndefined turns into an error at build time.
    """

    __slots__ = ("_fields", "_kind")

    def __init__(self, kind: str, fields: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_kind", kind)
        object.__setattr__(self, "_fields", dict(fields))

    def __getattr__(self, name: str) -> Any:
        try:
            return object.__getattribute__(self, "_fields")[name]
        except KeyError:
            kind = object.__getattribute__(self, "_kind")
            raise AttributeError(f"{kind} has no field {name!r} in this edition") from None

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a projected record is read-only")

    def __dir__(self) -> list[str]:
        return sorted(self._fields)

    def __repr__(self) -> str:
        return f"<{self._kind} {self._fields.get('id', '')}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and (self._kind, self._fields) == (
            other._kind,
            other._fields,
        )

    __hash__ = None  # type: ignore[assignment]  # records may hold lists: comparing is meant, hashing is not


def fields_of(record: Record) -> Iterator[tuple[str, Any]]:
    """The visible fields of a projected record with their values, in the order of the model."""
    yield from record._fields.items()


def kind_of(record: Record) -> str:
    """The name of the model that a projected record is a view of."""
    kind: str = record._kind
    return kind


_HIDDEN = object()


def project(value: Any, edition: Edition) -> Any:
    """The part of a value that an edition may see.

    Records become `Record`s; texts in several languages become the text in the edition's language; lists lose
    the records that narrow themselves away from the edition; a single hidden record becomes None.
    """
    seen = _project(value, edition)
    return None if seen is _HIDDEN else seen


def _project(value: Any, edition: Edition) -> Any:
    kind: Any = type(value)
    if _is_translated(kind):
        return value.in_language(edition.language)
    if _is_projectable(kind):
        if not edition.sees(value.own_audience()):
            return _HIDDEN
        visible = {
            name: project(getattr(value, name), edition)
            for name, audience in value.field_audiences.items()
            if edition.sees(audience)
        }
        return Record(type(value).__name__, visible)
    if isinstance(value, Mapping):
        pairs = ((key, _project(item, edition)) for key, item in value.items())
        return {key: item for key, item in pairs if item is not _HIDDEN}
    if isinstance(value, tuple | list):
        items = (_project(item, edition) for item in value)
        return tuple(item for item in items if item is not _HIDDEN)
    return value


# Asked once of each class: to ask every value would take longer than all else that is done to it.
@cache
def _is_translated(kind: type) -> bool:
    return issubclass(kind, Translated)


@cache
def _is_projectable(kind: type) -> bool:
    return all(hasattr(kind, name) for name in ("field_audiences", "own_audience"))
