"""Which files of `plans/` an edition holds, and where: the logos and documents its visible records name.

Every `files/` folder is flat, so a file keeps its name under a folder of whom it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hooks.places import Paths
from luz.audience import Record, fields_of
from luz.editions import Shown
from luz.wording import Wording


@dataclass(frozen=True)
class CopiedFile:
    """A file that goes along with an edition: where it lies below `plans/`, and its path in the site."""

    source: str
    path: str


def logo_path(company: Record) -> str:
    """Where every edition keeps the company's logo: it is part of the look, not one of the documents."""
    return f"assets/{company.brand.logo}"


def client_file_path(client_id: str, name: str, wording: Wording) -> str:
    """Where an edition in this language keeps a file of one client: a document, or the client's own logo."""
    return f"{Paths(wording).of('files', item=client_id)}{name}"


def files_of(shown: Shown, wording: Wording) -> Iterator[CopiedFile]:
    """Every file some visible record of this edition names, each once, and no other."""
    company = shown.library.company
    named = [CopiedFile(f"files/{company.brand.logo}", logo_path(company))]
    for one in (shown, *shown.specimens):
        for folder in one.library.clients:
            named += (
                CopiedFile(f"clients/{folder.id}/files/{name}", client_file_path(folder.id, name, wording))
                for name in _names_in(folder)
            )
    yield from dict.fromkeys(named)


def _names_in(folder: Record) -> Iterator[str]:
    logo = dict(fields_of(folder.client)).get("logo")
    if logo is not None:
        yield logo
    archive = dict(fields_of(folder))
    for record in (*archive.get("projects", ()), *archive.get("proposals", ())):
        for document in record.documents:
            yield document.file
