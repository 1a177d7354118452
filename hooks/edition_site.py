"""One site as a plain value: its pages, the files that go along, its colours and its frame.

Made from the plans for one edition; the MkDocs hook only hands it on.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from hooks import held_back
from hooks.files import CopiedFile, files_of
from hooks.frame import Frame, Notice
from hooks.page import Page
from hooks.pages import pages_of
from hooks.rendering import wording
from hooks.running_title import print_rules, running_title
from luz.audience import Audience, Edition
from luz.brand import css_variables, palette_of
from luz.editions import Shown, editions_of, for_edition
from luz.model.base import SOURCE_LANGUAGE
from luz.model.library import Library
from luz.plans import Plans
from luz.problems import InvalidPlans

LAST_GOOD = "last_good"
"""Below the data folder, where the last good pages of each client are kept."""


class UnknownEdition(LookupError):
    """No site is built under this name."""


@dataclass(frozen=True)
class Occasion:
    """What a build depends on besides the plans: the day, the public address, whether data is a sample."""

    today: dt.date
    public_url: str = ""
    demo: bool = False
    published: Path | None = None
    """The data folder with what was published before, for clients held back now; None for a mere preview."""

    def address(self, edition: Edition) -> str:
        """The address of an edition's home page, with its slash; empty where no public address is known."""
        return f"{self.public_url.rstrip('/')}{root_of(edition)}" if self.public_url else ""


@dataclass(frozen=True)
class EditionSite:
    """All that makes up one site, but for the hand-written pages, which MkDocs reads itself."""

    shown: Shown
    pages: tuple[Page, ...]
    files: tuple[CopiedFile, ...]
    frame: Frame

    @property
    def edition(self) -> Edition:
        return self.shown.edition

    @property
    def colours(self) -> str:
        """The style sheet with the company's colours, and with the head of every printed sheet."""
        head = print_rules(running_title(self.shown, self.frame.wording))
        return css_variables(palette_of(self.shown.library.company.brand)) + head

    def with_small_print(self, pages: tuple[tuple[str, str], ...]) -> EditionSite:
        """The same site with these pages, given by title and path, linked from every foot."""
        return replace(self, frame=replace(self.frame, small_print=pages))


def edition_site(plans: Plans, name: str, occasion: Occasion) -> EditionSite:
    """The site of the edition with this name. Raises InvalidPlans, UnknownEdition."""
    if plans.library is None:
        raise InvalidPlans(plans.problems)
    edition = edition_called(name, plans.library)
    shown = for_edition(plans.library, edition)
    frame = Frame(shown, occasion.address(edition), _notices(edition, occasion))
    site = EditionSite(
        shown=shown,
        pages=pages_of(shown, occasion.today, occasion.public_url),
        files=tuple(files_of(shown, frame.wording)),
        frame=frame,
    )
    if plans.held_back and edition.audience is Audience.INTERNAL:
        return _with_clients_held_back(site, plans, occasion.published)
    return site


def _with_clients_held_back(site: EditionSite, plans: Plans, published: Path | None) -> EditionSite:
    words, clients = site.frame.wording, plans.held_back
    last_good = published / LAST_GOOD if published else None
    intranet = published / "site" / site.edition.name if published else None
    return replace(
        site,
        pages=(*site.pages, *held_back.pages_held_back(clients, last_good, words)),
        files=(*site.files, *held_back.files_held_back(clients, intranet, words)),
        frame=replace(site.frame, notices=(*site.frame.notices, *held_back.notices(clients, words))),
    )


def edition_called(name: str, library: Library) -> Edition:
    """The edition with this name. Raises UnknownEdition."""
    for edition in editions_of(library):
        if edition.name == name:
            return edition
    words = wording(SOURCE_LANGUAGE)
    known = words.listing(edition.name for edition in editions_of(library))
    raise UnknownEdition(
        words.text("There is no edition «{name}»; there are: {known}.", name=name, known=known)
    )


def root_of(edition: Edition) -> str:
    """Where an edition is served, below the public address."""
    if edition.audience is Audience.PUBLIC:
        return "/"
    return f"/clients/{edition.client}/" if edition.client else "/intranet/"


def _notices(edition: Edition, occasion: Occasion) -> tuple[Notice, ...]:
    return (Notice(wording(edition.language).text("Sample data")),) if occasion.demo else ()
