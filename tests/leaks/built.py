"""The planted library built as sites for real, with hand-written pages beside it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from hooks.edition_site import Occasion
from hooks.editions import Workshop, build_all, build_one, site_folder
from luz.editions import editions_of
from luz.model.library import Library
from luz.plans import Plans
from tests.leaks.library import planted, write_files
from tests.leaks.oracle import committed_table
from tests.leaks.places import TODAY
from tests.leaks.planting import Garden
from tests.leaks.traces import Traces, traces

ROOT = Path(__file__).parents[2]
OCCASION = Occasion(TODAY, "http://x.example")
EDITIONS = ("internal", "public", "client:alba", "client:brisa")
HAND_WRITTEN = {
    "zqinteqz": "audience: internal",
    "zqnadaqz": "title: nothing said",
    "zqclieqz": "audience: client",
    "zqpublqz": "audience: public",
}
"""Pages of docs/ by the word they hold, with what they say of their audience; silence means internal."""


@dataclass(frozen=True)
class Sites:
    """The planted library, built."""

    garden: Garden
    contents: dict[str, str]
    found: dict[str, Traces]
    library: Library
    digests: dict[str, dict[str, str]]
    workshop: Workshop

    def digests_of(self, library: Library, edition: str, data: Path) -> dict[str, str]:
        """What another state of the library makes of one edition, from the same folders."""
        workshop = Workshop(self.workshop.project, self.workshop.plans, data, OCCASION)
        built = build_one(edition, plans_of(library), workshop)
        return digests(site_folder(data, built.edition))


def plans_of(library: Library) -> Plans:
    """A library without problems."""
    return Plans(library, (), (), {})


def build(folder: Path) -> Sites:
    """Grow the library and build every edition below a folder."""
    library, garden = planted(dict(committed_table()))
    contents = write_files(garden, library, folder / "plans")
    workshop = Workshop(_project(folder / "project"), folder / "plans", folder / "data", OCCASION)
    build_all(plans_of(library), workshop)
    folders = {edition.name: site_folder(workshop.data, edition) for edition in editions_of(library)}
    return Sites(
        garden,
        contents,
        {name: traces(site.resolve()) for name, site in folders.items()},
        library,
        {name: digests(site) for name, site in folders.items()},
        workshop,
    )


def digests(site: Path) -> dict[str, str]:
    """Every file of a site with a digest of its bytes."""
    files = (path for path in site.resolve().rglob("*") if path.is_file())
    return {
        str(path.relative_to(site.resolve())): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def _project(folder: Path) -> Path:
    """The real configuration, theme and hook, around hand-written pages that hold words of their own."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    for name in ("mkdocs.yml", "hooks"):
        (folder / name).symlink_to(ROOT / name)
    for word, says in HAND_WRITTEN.items():
        (docs / f"{word}.md").write_text(f"---\n{says}\n---\n# Página\n\n{word}\n")
    return folder
