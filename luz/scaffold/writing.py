"""Drafts written into `plans/`: nothing is overwritten, and what would bring a problem is not left behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from luz.plans import Plans, load
from luz.scaffold.asking import Refused
from luz.scaffold.drafts import Draft


def write(drafts: Sequence[Draft], folder: Path, before: Plans, today: date) -> list[Path]:
    """Write all drafts below `plans/`, or none: they may neither replace a file nor bring a problem."""
    paths = [folder / draft.path for draft in drafts]
    for path in paths:
        if path.exists():
            raise Refused("«{path}» exists already; choose another id, or edit that file", {"path": path})
    made = [_make(path.parent) for path in paths]
    for path, draft in zip(paths, drafts, strict=True):
        path.write_text(draft.text, encoding="utf-8")
    new = tuple(problem for problem in load(folder, today).problems if problem not in before.problems)
    if new:
        _remove(paths, [one for folders in made for one in folders])
        raise Refused("nothing was made, as it would bring this about; with another id it may not:", {}, new)
    return paths


def _make(folder: Path) -> list[Path]:
    """Make a folder and those above it; return the new ones, the innermost first."""
    new = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return new


def _remove(paths: Sequence[Path], folders: Sequence[Path]) -> None:
    for path in paths:
        path.unlink()
    for folder in folders:
        folder.rmdir()
