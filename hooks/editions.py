"""Builds editions as sites: each aside, then all swapped in at once, so that no reader meets half a build.

An edition's site is a symbolic link below `site/` of the data folder to its folder below `builds/`. Whoever
serves opens the link anew for each file; a failure leaves every link as it was.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from hooks import build_warnings, held_back
from hooks.compression import TakenForACopy, compress
from hooks.edition_site import LAST_GOOD, Occasion, edition_called
from hooks.foreign_code import ForeignCode, refuse_foreign_code
from hooks.page import Page
from hooks.rendering import wording
from luz.audience import Audience, Edition
from luz.editions import editions_of
from luz.model.base import SOURCE_LANGUAGE
from luz.plans import Plans
from luz.problems import InvalidPlans

Report = Callable[[str], None]


class EditionFailed(Exception):
    """A site could not be built; what is published is unchanged. The message says why."""


@dataclass(frozen=True)
class Workshop:
    """Where sites are built and for what occasion.

    `project` holds mkdocs.yml and docs/; `plans` is the folder the plans were read from, for the files they
    name; `data` receives the sites.
    """

    project: Path
    plans: Path
    data: Path
    occasion: Occasion


@dataclass(frozen=True)
class Built:
    """A site that was built: its edition, the pages made from the plans, and how long it took."""

    edition: Edition
    pages: tuple[Page, ...]
    seconds: float


def build_all(plans: Plans, workshop: Workshop, report: Report = lambda line: None) -> tuple[Built, ...]:
    """Build and publish every edition; `report` is told each name as its turn comes.

    A client that is held back keeps the last good site; one that is gone loses it. Raises InvalidPlans where
    the company's own data has problems, EditionFailed where a site cannot be built.
    """
    if plans.library is None:
        raise InvalidPlans(plans.problems)
    with _alone(workshop.data):
        ready = [_built(edition, plans, workshop, report) for edition in editions_of(plans.library)]
        for built, folder in ready:
            _publish(built, folder, plans, workshop.data)
        _withdraw_portals(workshop.data, {built.edition.client for built, _ in ready} | {*plans.held_back})
        held_back.forget_others(workshop.data / LAST_GOOD, _clients(plans) | {*plans.held_back})
        _clear_builds(workshop.data)
    return tuple(built for built, _ in ready)


def build_one(name: str, plans: Plans, workshop: Workshop) -> Built:
    """Build and publish the edition with this name. Raises InvalidPlans, UnknownEdition, EditionFailed."""
    if plans.library is None:
        raise InvalidPlans(plans.problems)
    client = name.removeprefix("client:")
    if client in plans.held_back:
        told = "The plans of {client} have problems: its last good site stays."
        raise EditionFailed(wording(SOURCE_LANGUAGE).text(told, client=client))
    edition = edition_called(name, plans.library)
    with _alone(workshop.data):
        built, folder = _built(edition, plans, workshop, lambda line: None)
        _publish(built, folder, plans, workshop.data)
        _clear_builds(workshop.data)
    return built


def site_folder(data: Path, edition: Edition) -> Path:
    """Where the site of an edition is published below the data folder."""
    name = Path("clients", edition.client) if edition.client else Path(edition.audience)
    return data / "site" / name


def _built(edition: Edition, plans: Plans, workshop: Workshop, report: Report) -> tuple[Built, Path]:
    report(edition.name)
    start = time.monotonic()
    folder = _new_folder(workshop.data / "builds", edition)
    try:
        pages = _build_into(folder, edition, plans, workshop)
    except BaseException:
        shutil.rmtree(folder)
        raise
    return Built(edition, pages, time.monotonic() - start), folder


def _clients(plans: Plans) -> set[str]:
    return {folder.id for folder in plans.library.clients} if plans.library else set()


def _new_folder(builds: Path, edition: Edition) -> Path:
    builds.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{edition.name.replace(':', '-')}-", dir=builds))
    folder.chmod(0o755)  # else only its maker could serve it
    return folder


def _build_into(folder: Path, edition: Edition, plans: Plans, workshop: Workshop) -> tuple[Page, ...]:
    config = load_config(str(workshop.project / "mkdocs.yml"), site_dir=str(folder))
    given = (plans, replace(workshop.occasion, published=workshop.data))
    config.extra.update(edition=edition.name, given=given, plans_dir=str(workshop.plans.resolve()))
    with build_warnings.collected() as warnings:
        try:
            build(config)
        except MkDocsException as failure:
            raise EditionFailed(f"{edition.name}: {'; '.join([*warnings, str(failure)])}") from None
    if warnings:
        raise EditionFailed(f"{edition.name}: {'; '.join(warnings)}")
    try:
        refuse_foreign_code(folder)
        compress(folder)
    except (ForeignCode, TakenForACopy) as refused:
        raise EditionFailed(f"{edition.name}: {refused}") from None
    pages: tuple[Page, ...] = config.extra["site"].pages
    return pages


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Wait until no other process builds into this data folder."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / ".build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _publish(built: Built, folder: Path, plans: Plans, data: Path) -> None:
    _swap(site_folder(data, built.edition), folder)
    if built.edition.audience is Audience.INTERNAL:
        held_back.keep(data / LAST_GOOD, built.pages, _clients(plans), wording(built.edition.language))


def _swap(link: Path, folder: Path) -> None:
    link.parent.mkdir(parents=True, exist_ok=True)
    beside = link.with_name(f".{link.name}.new")
    beside.unlink(missing_ok=True)
    beside.symlink_to(os.path.relpath(folder, link.parent))
    beside.replace(link)


def _withdraw_portals(data: Path, clients: set[str | None]) -> None:
    portals = data / "site" / "clients"
    for link in portals.iterdir() if portals.is_dir() else ():
        if link.name not in clients:
            link.unlink()


def _clear_builds(data: Path) -> None:
    """Remove every build that nothing links to any more."""
    links = [*(data / "site").glob("*"), *(data / "site" / "clients").glob("*")]
    used = {link.resolve() for link in links if link.is_symlink()}
    for folder in (data / "builds").iterdir():
        if folder.resolve() not in used:
            shutil.rmtree(folder)
