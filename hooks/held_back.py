"""What the intranet shows of a client whose plans have problems: the last good pages, under a notice.

After each build the pages of every client are kept below the data folder, one file per client; nobody
serves them from there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from hooks.compression import is_copy
from hooks.files import CopiedFile, client_file_path
from hooks.frame import Notice
from hooks.page import Page
from hooks.places import Paths
from hooks.rendering import environment
from luz.problems import Problem
from luz.wording import Wording

Problems = tuple[Problem, ...]


def keep(folder: Path, pages: Iterable[Page], clients: Iterable[str], wording: Wording) -> None:
    """Keep the pages of these clients as the last good ones."""
    folder.mkdir(parents=True, exist_ok=True)
    every = tuple(pages)
    for client in clients:
        prefix = _corner(client, wording)
        theirs = [asdict(page) for page in every if page.path.startswith(prefix)]
        beside = folder / f".{client}.new"
        beside.write_text(json.dumps(theirs, ensure_ascii=False), encoding="utf-8")
        beside.replace(folder / f"{client}.json")


def forget_others(folder: Path, clients: set[str]) -> None:
    """Forget every client but these."""
    for file in folder.glob("*.json"):
        if file.stem not in clients:
            file.unlink()


def pages_held_back(
    held_back: Mapping[str, Problems], folder: Path | None, wording: Wording
) -> Iterator[Page]:
    """The last good pages of each client held back; only the notice where there are none."""
    for client, problems in held_back.items():
        notice = _notice(problems, wording)
        pages = _kept(folder, client) or (Page(_corner(client, wording), client, ""),)
        yield from (replace(page, html=notice + page.html) for page in pages)


def files_held_back(held_back: Iterable[str], site: Path | None, wording: Wording) -> Iterator[CopiedFile]:
    """The files of each client held back, as the published intranet has them."""
    for client in held_back:
        here = site / client_file_path(client, "", wording) if site is not None else None
        for file in sorted(here.iterdir()) if here is not None and here.is_dir() else ():
            if not is_copy(file):
                yield CopiedFile(str(file.resolve()), client_file_path(client, file.name, wording))


def notices(held_back: Iterable[str], wording: Wording) -> Iterator[Notice]:
    """What every page of the intranet says about the clients held back."""
    for client in held_back:
        text = wording.text("The plans of {client} have problems: its last good site stays.", client=client)
        yield Notice(text, _corner(client, wording))


def _kept(folder: Path | None, client: str) -> tuple[Page, ...]:
    file = folder / f"{client}.json" if folder is not None else None
    if file is None or not file.is_file():
        return ()
    return tuple(Page(**fields) for fields in json.loads(file.read_text(encoding="utf-8")))


def _corner(client: str, wording: Wording) -> str:
    return Paths(wording).of("clients", item=client)


def _notice(problems: Problems, wording: Wording) -> str:
    template = environment().get_template("intranet/held_back.html")
    return template.render(problems=problems, wording=wording, t=wording.text)
