"""The register of controlled documents: those with a page of their own, and those it adds (S4.15, S4.16)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from hooks.places import Place
from luz.audience import Record
from luz.editions import Shown
from luz.model.document_control import DocumentKind
from luz.model.party import Party


@dataclass(frozen=True)
class Entry:
    """One controlled document: `place` is its page, `file` the document itself, or `kept_at` says where.

    `anchor` is its row in the register, where it has no page of its own.
    """

    kind: DocumentKind
    title: str
    version: str | None
    owner: str | None
    dated: dt.date | None = None
    review_by: dt.date | None = None
    place: Place | None = None
    file: str | None = None
    kept_at: str = ""
    anchor: str = ""
    supplied_by: str = ""
    folder: Record | None = None


@dataclass(frozen=True)
class Shelf:
    """The documents of one kind and the rule by which they are kept, if one was written."""

    kind: DocumentKind
    rule: Record | None
    entries: tuple[Entry, ...]

    @property
    def listed(self) -> tuple[Entry, ...]:
        """Those that stand in one list, as they are looked up by name."""
        return tuple(one for one in self.entries if one.file is None)

    @property
    def by_client(self) -> tuple[tuple[Record, tuple[Entry, ...]], ...]:
        """Those handed over with projects and proposals, which are many: by client, the latest first."""
        folders = {one.folder.id: one.folder for one in self.entries if one.file and one.folder}
        return tuple((folder, self._of(folder)) for folder in folders.values())

    def _of(self, folder: Record) -> tuple[Entry, ...]:
        theirs = [one for one in self.entries if one.file and one.folder is folder]
        return tuple(sorted(theirs, key=lambda one: one.dated or dt.date.min, reverse=True))


def shelves(shown: Shown) -> tuple[Shelf, ...]:
    """Every kind of document of which there is one or for which there is a rule, in the order of kinds."""
    rules = {rule.kind: rule for rule in shown.library.document_control.rules}
    entries = tuple(_entries(shown))
    found = (
        Shelf(kind, rules.get(kind), tuple(one for one in entries if one.kind == kind))
        for kind in DocumentKind
    )
    return tuple(shelf for shelf in found if shelf.entries or shelf.rule)


def _entries(shown: Shown) -> Iterator[Entry]:
    yield from _added(shown)
    yield from _procedures(shown)
    yield from _questionnaires(shown)
    for folder in shown.library.clients:
        yield from _plans(folder)
        yield from _of_archive(folder)
    protocol = shown.library.complaint_protocol
    if protocol is not None:
        yield _reviewed(DocumentKind.COMPLAINT_PROTOCOL, "", protocol, ("page", "complaint-protocol"))


def _reviewed(kind: DocumentKind, title: str, thing: Record, place: Place | None = None) -> Entry:
    review = thing.review
    return Entry(kind, title, thing.version, review.owner, review.reviewed_on, review.review_by, place)


def _added(shown: Shown) -> Iterator[Entry]:
    for one in shown.library.document_control.documents:
        yield Entry(
            one.kind,
            one.title,
            one.version,
            one.review.owner,
            one.review.reviewed_on,
            one.review.review_by,
            kept_at=one.kept_at,
            anchor=f"document-{one.id}",
            supplied_by=one.supplied_by or "",
        )


def _procedures(shown: Shown) -> Iterator[Entry]:
    for one in shown.library.procedures:
        yield _reviewed(DocumentKind.PROCEDURE, one.name, one, ("procedure", one.id))


def _questionnaires(shown: Shown) -> Iterator[Entry]:
    library = shown.library
    products = [
        *library.company.products,
        *(one for folder in library.clients for one in folder.client.products),
    ]
    owners = {product.questionnaire: product.owner for product in reversed(products)}
    for one in library.questionnaires:
        place = ("questionnaire", one.id)
        owner = owners.get(one.id)
        yield Entry(DocumentKind.QUESTIONNAIRE, one.title, str(one.version), owner, place=place)


def _plans(folder: Record) -> Iterator[Entry]:
    plan = folder.plan
    if plan is None:
        return
    parts = (plan.definition, plan.organisation, plan.procedures, plan.commitments, plan.escalation)
    reviews = [part.review for part in parts if part.review is not None]
    yield Entry(
        DocumentKind.SERVICE_PLAN,
        plan.title,
        str(plan.version),
        plan.owner,
        max((review.reviewed_on for review in reviews), default=None),
        min((review.review_by for review in reviews), default=None),
        ("plan", folder.id),
        folder=folder,
    )


def _of_archive(folder: Record) -> Iterator[Entry]:
    keeper = None if folder.plan is None else folder.plan.owner
    for thing in (*folder.projects, *folder.proposals):
        for one in thing.documents:
            theirs = one.supplied_by == Party.CLIENT
            yield Entry(
                DocumentKind.CLIENT_DOCUMENT if theirs else DocumentKind.PROJECT_DOCUMENT,
                one.title,
                one.version,
                one.owner or keeper,
                one.dated,
                file=one.file,
                folder=folder,
            )
