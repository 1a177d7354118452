"""Two folders of plans → what changed between them, told for whoever asks: us, or one client.

A file that cannot be read in one of the states is taken from the other, so that nothing is told of it and
everything of the rest; `unread` says which they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from luz import wording
from luz.audience import Audience, Edition
from luz.changes import changes
from luz.changes_told import Told, tell
from luz.editions import for_edition
from luz.library import Reading, read
from luz.model.client import ClientFolder
from luz.model.library import Library
from luz.past_plans import NoSuchState

PACKAGE = Path(__file__).parent


@dataclass(frozen=True)
class Comparison:
    """Two states of the plans, made whole by each other; the paths of the files unread before and now."""

    before: Library
    after: Library
    unread_before: tuple[str, ...]
    unread_now: tuple[str, ...]

    def for_us(self, language: str, client: str | None = None) -> tuple[Told, ...]:
        """All that changed, of one client where one is given, in our own words."""
        told = tell(changes(self.before, self.after), self.before, self.after, _words(language))
        return tuple(one for one in told if client in (None, one.client))

    def for_client(self, client: str, language: str | None = None) -> tuple[Told, ...]:
        """What changed of all that one client may read, in his own language unless another is asked for.

        A client who could read nothing before, or can no longer, is told nothing. Ids are names for machines,
        of which nobody is told either.
        """
        spoken = self.folder(client).client.language
        before, after = (_shown(library, client, spoken) for library in (self.before, self.after))
        if before is None or after is None:
            return ()
        told = tell(changes(before, after), before, after, _words(language or spoken))
        return tuple(one for one in told if not one.field.endswith(".id"))

    def folder(self, client: str) -> ClientFolder:
        """The folder of a client as it is now, or was; KeyError for one there never was."""
        folders = {one.id: one for one in (*self.before.clients, *self.after.clients)}
        return folders[client]

    @property
    def clients(self) -> tuple[str, ...]:
        """Every client there was or is."""
        return tuple(dict.fromkeys(one.id for one in (*self.after.clients, *self.before.clients)))


def compare(before: Path, after: Path) -> Comparison:
    """Read two folders of plans and set them side by side. Raises NoSuchState."""
    then, now = read(before), read(after)
    unread = _unread(then), _unread(now)
    old, new = _completed(then, now).library(), _completed(now, then).library()
    if old is None or new is None:
        raise NoSuchState(_NO_COMPANY, files=", ".join(sorted({*unread[0], *unread[1]})))
    return Comparison(old, new, *unread)


_NO_COMPANY = (
    "the company's own files cannot be read in either state: {files}; «luz check» says how to mend them"
)
_UNTRANSLATED = "a text that «{client}» would read is not written in his language; «luz check» says which"


def _unread(reading: Reading) -> tuple[str, ...]:
    """The files that a record should have been read from, and none was."""
    understood = {entry.source.path for entry in reading.entries}
    meant = {
        problem.path
        for problem in reading.problems
        if problem.path.endswith(".yml") and problem.check != "UNKNOWN_FILE"
    }
    return tuple(sorted(meant - understood))


def _completed(reading: Reading, other: Reading) -> Reading:
    """A reading with the records of the other in place of those it misses, in the order of their files."""
    missed = {_below(path) for path in _unread(reading)}
    borrowed = [entry for entry in other.entries if _below(entry.source.path) in missed]
    entries = sorted((*reading.entries, *borrowed), key=lambda entry: _below(entry.source.path))
    return replace(reading, entries=entries)


def _below(path: str) -> str:
    """A path without the folder of the plans, which may be called differently before and now."""
    return path.partition("/")[2]


def _shown(library: Library, client: str, language: str) -> Any:
    """What one client may read of a library; None where he has no portal to read it in."""
    folder = next((one for one in library.clients if one.id == client), None)
    if folder is None or folder.plan is None or folder.plan.draft:
        return None
    try:
        return for_edition(library, Edition(Audience.CLIENT, client, language)).library
    except KeyError:
        raise NoSuchState(_UNTRANSLATED, client=client) from None


def _words(language: str) -> wording.Wording:
    return wording.load(PACKAGE, language)
