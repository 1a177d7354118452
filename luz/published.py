"""What a build hands to the running app and to Datasette: company, products, questionnaires, who may sign in.

Two files of plain JSON in the folder `published/` of the data folder, each replaced whole. `access.json` is
the access list; `state.json` is the rest. Nobody serves from `plans/`: a running process reads these, and
notices new ones by itself.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import threading
from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError

from luz.access_list import AccessList, access_list, narrowed
from luz.agreeable import AgreeablePlan, AgreeableProcedure, agreeable_plans, agreeable_procedures
from luz.grants import Grants
from luz.model.base import LocalText
from luz.model.client import ClientFolder
from luz.model.company import Brand
from luz.model.contact import Channel
from luz.model.frozen import FrozenVersion
from luz.model.library import Library
from luz.model.product import Product, Reason
from luz.model.questionnaire import Questionnaire

ACCESS_FILE = "access.json"
STATE_FILE = "state.json"
LOGO_FOLDER = "files"

_log = logging.getLogger(__name__)
_OfAClient = TypeVar("_OfAClient", "PublishedProduct", AgreeablePlan)


class NothingPublished(Exception):
    """No build has written its published state into this data folder yet, or what lies there is damaged."""


class _Published(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PublishedProduct(_Published):
    """A web product whose visitors may be asked; `client` is None for the company's own."""

    id: str
    name: str
    address: str
    client: str | None
    client_name: str | None
    questionnaire: str
    reasons: tuple[Reason, ...]
    active_from: dt.date
    active_until: dt.date | None
    language: str

    def is_active_on(self, day: dt.date) -> bool:
        """Whether visitors are asked on this day; both ends included."""
        return self.active_from <= day and (self.active_until is None or day <= self.active_until)


class PublishedCompany(_Published):
    """What app and Datasette show of the company: name, brand, ways to reach it, its day."""

    name: str
    tagline: LocalText
    website: str
    brand: Brand
    channels: tuple[Channel, ...]
    page_fault_mail: str
    languages: tuple[str, ...]
    time_zone: str

    def today(self) -> dt.date:
        """The day it is where the company works."""
        return dt.datetime.now(ZoneInfo(self.time_zone)).date()


class _State(_Published):
    company: PublishedCompany
    products: tuple[PublishedProduct, ...]
    questionnaires: tuple[Questionnaire, ...]
    frozen: tuple[FrozenVersion, ...] = ()
    # A state that was published before there were these is read all the same: nobody is asked anything yet.
    plans: tuple[AgreeablePlan, ...] = ()
    procedures: tuple[AgreeableProcedure, ...] = ()


class Published(_State):
    """All that the last build published. `folder` is where it lies; the logo's file is `logo`."""

    access: AccessList
    folder: Path

    @property
    def logo(self) -> Path:
        """The file of the company's logo."""
        return self.folder / LOGO_FOLDER / self.company.brand.logo

    @cached_property
    def fingerprints(self) -> Mapping[str, str]:
        """The fingerprint of each questionnaire, by its id; taken once, as every answer needs it."""
        return {one.id: one.fingerprint() for one in self.questionnaires}

    def product(self, id: str) -> PublishedProduct | None:
        """The product of this id."""
        return next((one for one in self.products if one.id == id), None)

    def questionnaire(self, id: str) -> Questionnaire | None:
        """The questionnaire of this id."""
        return next((one for one in self.questionnaires if one.id == id), None)

    def plan(self, client: str) -> AgreeablePlan | None:
        """The plan of a client with a portal, as its contacts are asked to confirm it."""
        return next((one for one in self.plans if one.client == client), None)

    def procedure(self, id: str) -> AgreeableProcedure | None:
        """The procedure of this id, as employees are asked to confirm it."""
        return next((one for one in self.procedures if one.id == id), None)


class PublishedState:
    """The newest published state of a data folder; a call costs two stats unless something was published."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._seen: tuple[Any, Published] | None = None

    def current(self) -> Published:
        """What was published last. Raises NothingPublished before the first build.

        Files that are damaged (a disk, a hand) are told of in the log, and what was read before them stays.
        """
        try:
            marks = tuple(_mark(self.folder / name) for name in (ACCESS_FILE, STATE_FILE))
            seen = self._seen
            if seen is not None and seen[0] == marks:
                return seen[1]
            with self._lock:
                published = _read(self.folder)
                self._seen = (marks, published)
        except FileNotFoundError:
            raise NothingPublished(f"nothing is published in {self.folder}") from None
        except ValidationError as damaged:
            _log.error("what is published in %s cannot be read: %s", self.folder, damaged.errors()[0]["msg"])
            if self._seen is None:
                raise NothingPublished(f"what is published in {self.folder} is damaged") from None
            return self._seen[1]
        return published


def withdraw(library: Library, folder: Path, held_back: Mapping[str, Grants | None] = {}) -> None:
    """Take out of the published access list whoever or whatever right the library no longer grants.

    Called before the editions are swapped: nobody new comes in yet, and who has left is refused from now on.
    """
    before = _access_before(folder)
    kept = narrowed(before, access_list(library, before, held_back))
    if kept != before:
        _replace(folder / ACCESS_FILE, kept.model_dump_json(indent=1).encode())


def publish(library: Library, folder: Path, plans: Path, held_back: Mapping[str, Grants | None] = {}) -> None:
    """Write the published state of a library into `folder`; the logo is copied from `plans`.

    Clients in `held_back` have a problem in their plans and are missing from the library: their products and
    plans stay as they were published last, and so do those of their contacts whom their plan still grants it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    withdraw(library, folder, held_back)
    logo = library.company.brand.logo
    (folder / LOGO_FOLDER).mkdir(exist_ok=True)
    _replace(folder / LOGO_FOLDER / logo, (plans / "files" / logo).read_bytes())
    before = _state_before(folder) if held_back else None
    state = _State(
        company=_company(library),
        products=_products(library) + _kept(before.products if before else (), held_back),
        questionnaires=library.questionnaires,
        frozen=library.frozen,
        plans=agreeable_plans(library) + _kept(before.plans if before else (), held_back),
        procedures=agreeable_procedures(library),
    )
    access = access_list(library, _access_before(folder), held_back)
    _replace(folder / STATE_FILE, state.model_dump_json(indent=1).encode())
    _replace(folder / ACCESS_FILE, access.model_dump_json(indent=1).encode())


def _shown(folder: ClientFolder) -> bool:
    """Whether this client has more than a draft, which is for the intranet alone."""
    return folder.plan is not None and not folder.plan.draft


def _company(library: Library) -> PublishedCompany:
    company = library.company
    calendar = next(one for one in library.calendars if one.id == company.calendar)
    return PublishedCompany(
        name=company.name,
        tagline=company.tagline,
        website=company.website,
        brand=company.brand,
        channels=company.channels,
        page_fault_mail=company.page_fault_mail,
        languages=company.languages,
        time_zone=calendar.time_zone,
    )


def _products(library: Library) -> tuple[PublishedProduct, ...]:
    company = library.company
    own = (_product(product, None, company.languages[0]) for product in company.products)
    of_clients = (
        _product(product, folder, folder.client.language)
        for folder in library.clients
        if _shown(folder)
        for product in folder.client.products
    )
    return (*own, *of_clients)


def _product(product: Product, folder: ClientFolder | None, language: str) -> PublishedProduct:
    return PublishedProduct(
        id=product.id,
        name=product.name,
        address=product.address,
        client=folder.id if folder else None,
        client_name=folder.client.name if folder else None,
        questionnaire=product.questionnaire,
        reasons=product.reasons,
        active_from=product.active_from,
        active_until=product.active_until,
        language=language,
    )


def _state_before(folder: Path) -> _State | None:
    """What was published until now, as far as it can be read."""
    try:
        return _State.model_validate_json((folder / STATE_FILE).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def _kept(before: tuple[_OfAClient, ...], held_back: Collection[str]) -> tuple[_OfAClient, ...]:
    """Of what was published before, that of the clients held back."""
    return tuple(one for one in before if one.client in held_back)


def _access_before(folder: Path) -> AccessList:
    """Who could sign in until now; nobody where that cannot be told, so that a build mends it."""
    file = folder / ACCESS_FILE
    try:
        return AccessList.model_validate_json(file.read_bytes()) if file.exists() else AccessList()
    except ValidationError:
        return AccessList()


def _read(folder: Path) -> Published:
    access = AccessList.model_validate_json((folder / ACCESS_FILE).read_bytes())
    state = _State.model_validate_json((folder / STATE_FILE).read_bytes())
    return Published(**dict(state), access=access, folder=folder)


def _mark(file: Path) -> tuple[int, int, int]:
    """What changes whenever a file was replaced."""
    stat = file.stat()
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def _replace(file: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never a half."""
    beside = file.with_name(f".{file.name}.new")
    with beside.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(file)
