"""A library laid out as the files a person would have written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from luz.model.client import ClientFolder
from luz.model.document import Document
from luz.model.frozen import FROZEN_FILE, FrozenVersions
from luz.model.library import Library

REPOSITORY = Path(__file__).parents[2]

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
    '<circle cx="12" cy="12" r="9" fill="#1b4d3e"/></svg>\n'
)


def write_plans(library: Library, folder: Path) -> Path:
    """Lay a library out as `plans/` is, with a file for each document; return the folder."""
    _write(folder / "company.yml", library.company)
    _write(folder / "organisation.yml", library.organisation)
    _write_data(folder / "calendars.yml", {"calendars": [_plain(calendar) for calendar in library.calendars]})
    _write(folder / "catalogue.yml", library.catalogue)
    _write_data(
        folder / "contingencies.yml", {"contingencies": [_plain(one) for one in library.contingencies]}
    )
    if library.complaint_protocol is not None:
        _write(folder / "complaint_protocol.yml", library.complaint_protocol)
    _write(folder / "document_control.yml", library.document_control)
    _write(folder / "glossary.yml", library.glossary)
    _write_file(folder / "files" / library.company.brand.logo, LOGO)
    for procedure in library.procedures:
        _write(folder / "procedures" / f"{procedure.id}.yml", procedure)
    for questionnaire in library.questionnaires:
        _write(folder / "questionnaires" / f"{questionnaire.id}.yml", questionnaire)
    if library.frozen:
        _write(folder / "questionnaires" / FROZEN_FILE, FrozenVersions(frozen=library.frozen))
    for client in library.clients:
        _write_client(client, folder / "clients" / client.id)
    return folder


def write_project(library: Library, folder: Path, documents: Mapping[str, str] | None = None) -> Path:
    """Lay out what MkDocs needs to build: its configuration, these plans, and `docs/` with these texts."""
    write_plans(library, folder / "plans")
    (folder / "mkdocs.yml").write_bytes((REPOSITORY / "mkdocs.yml").read_bytes())
    (folder / "hooks").symlink_to(REPOSITORY / "hooks")
    (folder / "docs").mkdir()
    for name, text in (documents or {}).items():
        _write_file(folder / "docs" / name, text)
    return folder


def _write_client(folder_record: ClientFolder, folder: Path) -> None:
    _write(folder / "client.yml", folder_record.client)
    if folder_record.plan is not None:
        _write(folder / "plan.yml", folder_record.plan)
    for project in folder_record.projects:
        _write(folder / "projects" / f"{project.id}.yml", project)
    for proposal in folder_record.proposals:
        _write(folder / "proposals" / f"{proposal.id}.yml", proposal)
    for document in _documents(folder_record):
        _write_file(folder / "files" / document.file, f"{document.title}\n")
    if folder_record.client.logo is not None:
        _write_file(folder / "files" / folder_record.client.logo, LOGO)


def _documents(folder_record: ClientFolder) -> Iterator[Document]:
    for project in folder_record.projects:
        yield from project.documents
    for proposal in folder_record.proposals:
        yield from proposal.documents


def _plain(record: Any) -> Any:
    return record.model_dump(mode="json", exclude_none=True, exclude_defaults=True)


def _write(path: Path, record: Any) -> None:
    _write_data(path, _plain(record))


def _write_data(path: Path, data: Any) -> None:
    # What JSON writes is also YAML: the reader sees the same scalars a person would have typed.
    _write_file(path, json.dumps(data, ensure_ascii=False, indent=2))


def _write_file(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
