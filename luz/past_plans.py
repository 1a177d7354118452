"""The plans as they once were: at a revision of git, or when the last build read them.

A build keeps its plans' YAML in one compressed file of the data folder which only its owner may read and
nobody serves. From either source, only YAML is unpacked, into a folder of the caller's; the checkout stays as
it is.
"""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

BUILT_FROM = "built-from.tar.gz"
"""The file of the data folder in which a build keeps the plans it was made from."""

Files = Mapping[str, bytes]
"""The YAML of a folder of plans: the path of each file below it, and what it holds."""


class NoSuchState(Exception):
    """There is no such state to read: a message of the catalogue that says what to do, with its params."""

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.message, self.params = message, params


_NO_GIT = "git is not installed; without SINCE, the plans are compared with those of the last build"
_NO_CHECKOUT = (
    "this folder is not under git; without SINCE, the plans are compared with those of the last build"
)
_UNKNOWN_REVISION = (
    "git knows no revision «{revision}»; «git log --oneline» lists them, and HEAD~1 is the last but one"
)
_NO_PLANS_THEN = "in the revision «{revision}» there was no folder «{name}»; choose a later one"
_NOTHING_BUILT = (
    "nothing says what «{folder}» was last built from; run «luz build» or name a revision: luz diff HEAD~1"
)


def files_of(plans: Path) -> Files:
    """The YAML that stands in a folder of plans now."""
    found = sorted(path for path in plans.rglob("*.yml") if path.is_file() and not path.is_symlink())
    return {path.relative_to(plans).as_posix(): path.read_bytes() for path in found}


def keep(files: Files, data: Path, held_back: Collection[str] = ()) -> None:
    """Keep what a build was made from; of clients held back, what their site was last made from stays."""
    before = _kept(data) if held_back and (data / BUILT_FROM).exists() else {}
    stay = {path: content for path, content in before.items() if _client(path) in held_back}
    files = {path: content for path, content in files.items() if _client(path) not in held_back} | stay
    # mkstemp makes a file that nobody else may read.
    number, beside = tempfile.mkstemp(dir=data, prefix=f".{BUILT_FROM}.")
    try:
        with os.fdopen(number, "wb") as stream, tarfile.open(fileobj=stream, mode="w:gz") as archive:
            for path, content in sorted(files.items()):
                about = tarfile.TarInfo(path)
                about.size = len(content)
                archive.addfile(about, io.BytesIO(content))
        Path(beside).replace(data / BUILT_FROM)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def at_last_build(data: Path, folder: Path) -> None:
    """Unpack what the last build was made from into a folder. Raises NoSuchState."""
    if not (data / BUILT_FROM).exists():
        raise NoSuchState(_NOTHING_BUILT, folder=data)
    _lay_out(_kept(data), folder)


def at_revision(plans: Path, revision: str, folder: Path) -> None:
    """Unpack the plans of a revision of git (`HEAD~3`, a tag) into a folder. Raises NoSuchState."""
    _git(plans, NoSuchState(_NO_CHECKOUT), "rev-parse", "--git-dir")
    unknown = NoSuchState(_UNKNOWN_REVISION, revision=revision)
    committed = f"{revision}^{{commit}}"
    commit = _git(plans, unknown, "rev-parse", "--verify", "--quiet", "--end-of-options", committed)
    absent = NoSuchState(_NO_PLANS_THEN, revision=revision, name=plans.name)
    archived = _git(plans, absent, "archive", "--format=tar", commit.decode().strip(), "--", plans.name)
    _lay_out(_unpacked(archived, plans.name), folder)


def _git(plans: Path, otherwise: NoSuchState, *arguments: str) -> bytes:
    """What git answers in the folder that holds the plans; raises `otherwise` where it refuses."""
    try:
        run = subprocess.run(
            ["git", "-C", str(plans.absolute().parent), *arguments], capture_output=True, check=True
        )
    except FileNotFoundError:
        raise NoSuchState(_NO_GIT) from None
    except subprocess.CalledProcessError:
        raise otherwise from None
    return run.stdout


def _unpacked(archived: bytes, root: str = "") -> Files:
    """The YAML in an archive, below a folder of it; links and whatever would lie elsewhere are left out."""
    files = {}
    with tarfile.open(fileobj=io.BytesIO(archived)) as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            if not member.isfile() or path.suffix != ".yml" or path.is_absolute() or ".." in path.parts:
                continue
            content = archive.extractfile(member)
            if content is not None and path.is_relative_to(root):
                files[path.relative_to(root).as_posix()] = content.read()
    return files


def _lay_out(files: Files, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _kept(data: Path) -> Files:
    return _unpacked((data / BUILT_FROM).read_bytes())


def _client(path: str) -> str | None:
    """The client in whose folder a file stands."""
    parts = PurePosixPath(path).parts
    return parts[1] if parts[0] == "clients" and len(parts) > 1 else None
