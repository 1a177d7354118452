"""Whom a plan that has problems still grants its portal, as far as it can be read; for the access list.

Whoever was taken out of a plan is refused, whatever else is wrong with it. So what is not clear refuses too.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from luz.model.base import Id
from luz.model.contact import Mail
from luz.model.scalars import Flag
from luz.yaml_tree import Loc, parse

Grants = frozenset[tuple[str, str]]
"""Contacts by their id and their mail address in lower case."""

_CONTACTS: Loc = ("organisation", "client", "contacts")
_DECIDING = {_CONTACTS[:1], _CONTACTS[:2], _CONTACTS, ("draft",), ("specimen",)}
"""The fields that decide about every contact; if one stands twice, neither can be believed."""

_NEARLY = 0.8
"""From how alike on, as difflib measures it, a field is another one misspelt; no two of a plan are."""


class _AsWritten(BaseModel):
    """The part of a noun of the model that decides who may sign in; the rest may be as wrong as it is."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _none_of_them_is_misspelt(cls, written: Any) -> Any:
        # «portal_acces: no» is meant to shut somebody out, though nothing is read from it.
        for name in written if isinstance(written, dict) else ():
            if name not in cls.model_fields and get_close_matches(name, cls.model_fields, cutoff=_NEARLY):
                raise ValueError(f"«{name}» is nearly one of these fields")
        return written


class _Contact(_AsWritten):
    id: Id
    mail: Mail
    portal_access: Flag = True


class _ClientSide(_AsWritten):
    contacts: tuple[Any, ...] = ()


class _Organisation(_AsWritten):
    client: _ClientSide


class _Plan(_AsWritten):
    organisation: _Organisation
    specimen: Flag = False
    draft: Flag = False


def granted(plan: bytes | None) -> Grants | None:
    """Whom this `plan.yml` grants its client's portal; None where the file is missing or is no YAML."""
    tree = parse(plan or b"")
    if tree.data is None:
        return None
    twice = {flaw.loc for flaw in tree.flaws if flaw.check == "DUPLICATE_KEY"}
    try:
        read = _Plan.model_validate(tree.data)
    except ValidationError:
        return frozenset()
    if read.specimen or read.draft or twice & _DECIDING:
        return frozenset()
    unclear = {loc[: len(_CONTACTS) + 1] for loc in twice}
    entries = enumerate(read.organisation.client.contacts)
    return frozenset(_with_access(entry for at, entry in entries if (*_CONTACTS, at) not in unclear))


def _with_access(entries: Iterator[Any]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        try:
            contact = _Contact.model_validate(entry)
        except ValidationError:
            continue
        if contact.portal_access:
            yield contact.id, contact.mail.casefold()
