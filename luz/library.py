"""The folder `plans/` → one `Library`, with the source of every record and every problem met on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from luz.model.base import ID_PATTERN, Model
from luz.model.catalogue import Catalogue
from luz.model.client import Client, ClientFolder
from luz.model.company import Company, Organisation
from luz.model.complaint_protocol import ComplaintProtocol
from luz.model.contingency import ContingenciesFile
from luz.model.document_control import DocumentControl
from luz.model.frozen import FROZEN_FILE, FrozenVersions
from luz.model.glossary import Glossary
from luz.model.library import CalendarsFile, Library
from luz.model.procedure import Procedure
from luz.model.project import Project
from luz.model.proposal import Proposal
from luz.model.questionnaire import Questionnaire
from luz.model.service_plan import ServicePlan
from luz.problems import Problem, printable, relative
from luz.reading import Entry, Source, read_record
from luz.refusals import id_like
from luz.yaml_tree import MAX_BYTES

M = TypeVar("M", bound=Model)

_COMPANY_FILES: dict[str, type[Model]] = {
    "company.yml": Company,
    "calendars.yml": CalendarsFile,
    "organisation.yml": Organisation,
    "catalogue.yml": Catalogue,
    "contingencies.yml": ContingenciesFile,
    "complaint_protocol.yml": ComplaintProtocol,
    "document_control.yml": DocumentControl,
    "glossary.yml": Glossary,
}
_COMPANY_FOLDERS: dict[str, type[Model]] = {"procedures": Procedure, "questionnaires": Questionnaire}
_OWN_NOUNS: dict[str, type[Model]] = {f"questionnaires/{FROZEN_FILE}": FrozenVersions}
"""Files that hold something else than the others of their folder."""
_CLIENT_FILES: dict[str, type[Model]] = {"client.yml": Client, "plan.yml": ServicePlan}
_CLIENT_FOLDERS: dict[str, type[Model]] = {"projects": Project, "proposals": Proposal}
_REQUIRED = {None: ("company.yml", "calendars.yml", "organisation.yml"), "client": ("client.yml",)}
_LEFT_BY_PROGRAMS = re.compile(r"\..*|.*~|~\$.*|Thumbs\.db|desktop\.ini")
"""Names of files that editors and file managers leave beside those people save."""
_SAYS_SPECIMEN = re.compile(r"(?im)^specimen:\s*[\"']?(sí|si|true|yes)\b")


def kinds_of_file() -> dict[str, type[Model]]:
    """Every place of `plans/` a record is read from, as a pattern of paths, and the record it holds."""
    return {
        **_COMPANY_FILES,
        **_OWN_NOUNS,
        **{f"{folder}/*.yml": model for folder, model in _COMPANY_FOLDERS.items()},
        **{f"clients/*/{name}": model for name, model in _CLIENT_FILES.items()},
        **{f"clients/*/{folder}/*.yml": model for folder, model in _CLIENT_FOLDERS.items()},
    }


@dataclass
class Reading:
    """What a folder of plans says: records with their sources, files beside them, and all problems.

    `specimens` are the clients whose plan says that they are invented, be the rest of it readable or not;
    `plans` holds each client's `plan.yml` as it was written.
    """

    root: Path
    entries: list[Entry] = field(default_factory=list)
    files: dict[str | None, dict[str, Path]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    clients: list[str] = field(default_factory=list)
    unread: set[tuple[str | None, str, str]] = field(default_factory=set)
    specimens: set[str | None] = field(default_factory=set)
    plans: dict[str | None, bytes] = field(default_factory=dict)

    def has_unread(self, client: str | None, place: str, name: str) -> bool:
        """Whether the file meant to hold this thing, `place` itself or one in it, could not be read."""
        if place.endswith("/"):
            meant = {(client, place, name), (None, place, name)}
        else:
            stem = place.removesuffix(".yml")
            meant = {(None, f"{self.root.name}/", stem), (client, f"{client}/", stem)}
        return bool(meant & self.unread)

    def misses_some_of(self, *owners: str | None) -> bool:
        """Whether a file of one of these, the company (None) or clients, could not be read."""
        return any(owner in owners for owner, _, _ in self.unread)

    def of(self, kind: type[M], client: str | None = None) -> Iterator[tuple[M, Source]]:
        """The records of one noun, of the company or of one client, with their sources."""
        for entry in self.entries:
            if isinstance(entry.record, kind) and entry.source.client == client:
                yield entry.record, entry.source

    def library(self, without: frozenset[str] = frozenset()) -> Library | None:
        """All of it as one value, without some clients; None while the company's own data is incomplete."""
        company, calendars = self._only(Company), self._only(CalendarsFile)
        organisation, contingencies = self._only(Organisation), self._only(ContingenciesFile)
        if company is None or calendars is None or organisation is None:
            return None
        folders = (self._folder(client) for client in self.clients if client not in without)
        return Library(
            company=company,
            calendars=calendars.calendars,
            organisation=organisation,
            procedures=tuple(record for record, _ in self.of(Procedure)),
            questionnaires=tuple(record for record, _ in self.of(Questionnaire)),
            frozen=tuple(version for file, _ in self.of(FrozenVersions) for version in file.frozen),
            clients=tuple(folder for folder in folders if folder is not None),
            catalogue=self._only(Catalogue) or Catalogue(),
            contingencies=contingencies.contingencies if contingencies else (),
            complaint_protocol=self._only(ComplaintProtocol),
            document_control=self._only(DocumentControl) or DocumentControl(),
            glossary=self._only(Glossary) or Glossary(),
        )

    def _only(self, kind: type[M], client: str | None = None) -> M | None:
        """The one record of a noun that fills a file of its own."""
        return next((record for record, _ in self.of(kind, client)), None)

    def _folder(self, client: str) -> ClientFolder | None:
        record = self._only(Client, client)
        if record is None:
            return None
        return ClientFolder(
            id=client,
            client=record,
            plan=self._only(ServicePlan, client),
            projects=tuple(project for project, _ in self.of(Project, client)),
            proposals=tuple(proposal for proposal, _ in self.of(Proposal, client)),
        )


def read(root: Path) -> Reading:
    """Read every file below `plans/`; the problems of all files are collected, none stops the others."""
    reading = Reading(root)
    if not root.is_dir():
        place = Source(relative(root, root))
        message = "there is no folder «{name}»"
        reading.problems.append(place.problem((), "FILE_MISSING", message, name=root.name))
        return reading
    _read_folder(reading, root, None, _COMPANY_FILES, _COMPANY_FOLDERS | {"clients": Model})
    for folder in _visible(reading, root / "clients", None):
        if folder.is_symlink():
            reading.problems.append(_stray(reading, folder, printable(folder.name)))
        elif not folder.is_dir():
            reading.problems.append(_stray(reading, folder, None))
        elif not re.fullmatch(ID_PATTERN, folder.name):
            place = Source(relative(folder, root), printable(folder.name))
            message = (
                "a client's folder is named with lower case letters without accents, digits and hyphens: "
                "{slug}"
            )
            slug = id_like(folder.name)
            reading.problems.append(place.problem((), "ID_NOT_FILE_NAME", message, slug=slug))
        else:
            reading.clients.append(folder.name)
            _read_folder(reading, folder, folder.name, _CLIENT_FILES, _CLIENT_FOLDERS)
    return reading


def _visible(reading: Reading, folder: Path, client: str | None) -> list[Path]:
    """What lies in a folder that people put there; where it cannot be looked into, that is a problem."""
    try:
        if not folder.is_dir():
            return []
        found = [path for path in folder.iterdir() if not _LEFT_BY_PROGRAMS.fullmatch(path.name)]
        for path in found:
            path.lstat()  # a folder may be listed, and what lies in it still be out of reach
    except OSError as refused:
        reading.problems.append(_unreadable(reading, folder, client, refused))
        reading.unread.add(_meant_by(folder, client))
        return []
    return sorted(found)


def _unreadable(reading: Reading, path: Path, client: str | None, refused: OSError) -> Problem:
    place = Source(relative(path, reading.root), client)
    message = "this cannot be read ({reason}); check who may read it"
    return place.problem((), "FILE_UNREADABLE", message, reason=refused.strerror or type(refused).__name__)


def _read_folder(
    reading: Reading,
    folder: Path,
    client: str | None,
    files: dict[str, type[Model]],
    folders: dict[str, type[Model]],
) -> None:
    found = _visible(reading, folder, client)
    for name in _REQUIRED["client" if client else None]:
        if not any(path.name == name and path.is_file() for path in found):
            place = Source(relative(folder / name, reading.root), client)
            message = "the file «{name}» is missing"
            reading.problems.append(place.problem((), "FILE_MISSING", message, name=name))
            reading.unread.add(_meant_by(folder / name, client))
    for path in found:
        if path.is_symlink():
            reading.problems.append(_stray(reading, path, client))
        elif path.name in files and path.is_file():
            _read_file(reading, path, files[path.name], client)
        elif path.name == "files" and path.is_dir():
            reading.files[client] = _plain_files(reading, path, client)
        elif path.name in folders and path.is_dir():
            _read_records(reading, path, folders[path.name], client)
        else:
            reading.problems.append(_stray(reading, path, client))


def _read_records(reading: Reading, folder: Path, model: type[Model], client: str | None) -> None:
    if model is Model:
        return  # the clients' folders are read one by one
    for path in _visible(reading, folder, client):
        if path.is_symlink() or path.suffix != ".yml" or not path.is_file():
            reading.problems.append(_stray(reading, path, client))
            continue
        own = _OWN_NOUNS.get(f"{folder.name}/{path.name}")
        entry = _read_file(reading, path, own or model, client)
        if own is None and entry is not None and getattr(entry.record, "id", path.stem) != path.stem:
            message = "the id is «{id}» and the file is called «{name}»; they must be the same"
            names = {"id": getattr(entry.record, "id", ""), "name": path.name}
            reading.problems.append(entry.source.problem(("id",), "ID_NOT_FILE_NAME", message, **names))
            reading.unread.add(_meant_by(path, client))


def _read_file(reading: Reading, path: Path, model: type[Model], client: str | None) -> Entry | None:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as refused:
        reading.problems.append(_unreadable(reading, path, client, refused))
        reading.unread.add(_meant_by(path, client))
        return None
    entry, problems = read_record(raw, model, relative(path, reading.root), client)
    reading.problems += problems
    if model is ServicePlan:
        reading.plans[client] = raw
        if _is_specimen(entry, raw):
            reading.specimens.add(client)
    if entry is None:
        reading.unread.add(_meant_by(path, client))
    else:
        reading.entries.append(entry)
    return entry


def _is_specimen(entry: Entry | None, raw: bytes) -> bool:
    """Whether a plan says that its client is invented; of one that cannot be read, its words are taken."""
    if entry is not None and isinstance(entry.record, ServicePlan):
        return entry.record.specimen
    return _SAYS_SPECIMEN.search(raw.decode(errors="replace")) is not None


def _meant_by(path: Path, client: str | None) -> tuple[str | None, str, str]:
    """The thing a file was meant to hold: its owner, the folder, the id."""
    return client, f"{path.parent.name}/", path.stem


def _plain_files(reading: Reading, folder: Path, client: str | None) -> dict[str, Path]:
    found = {}
    for path in _visible(reading, folder, client):
        if path.is_symlink() or not path.is_file():
            reading.problems.append(_stray(reading, path, client))
        else:
            found[path.name] = path
    return found


def _stray(reading: Reading, path: Path, client: str | None) -> Problem:
    place = Source(relative(path, reading.root), client)
    if path.is_symlink():
        return place.problem((), "LINK_REFUSED", "links to other files are not followed; put a copy here")
    if path.suffix == ".yaml":
        return place.problem((), "UNKNOWN_FILE", "files end in «.yml» here; rename it")
    meant = next((name for name in (*_COMPANY_FILES, *_CLIENT_FILES) if _is_nearly(path.name, name)), None)
    if meant is not None:
        message = (
            "nothing is read from «{name}»; if it is «{meant}», name it so, and if it is a copy, remove it"
        )
        return place.problem((), "UNKNOWN_FILE", message, name=path.name, meant=meant)
    message = "nothing is read from «{name}»; check its name and folder, or remove it"
    return place.problem((), "UNKNOWN_FILE", message, name=path.name)


def _is_nearly(name: str, meant: str) -> bool:
    """Whether a file seems to be one that is read: in capitals, a copy, or with another ending."""
    return re.match(rf"#?{re.escape(meant.removesuffix('.yml'))}(\W|$)", name, re.IGNORECASE) is not None
