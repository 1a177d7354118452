"""Which fields have a part in an edition: grown with other values, the same library makes other bytes.

Who may see a value is asked of the oracle alone, so that no fault of the projection excuses itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cache, lru_cache
from typing import Any

from hooks.edition_site import EditionSite, edition_site
from luz.model.library import Library
from tests.leaks.built import OCCASION, plans_of
from tests.leaks.change import Change, Chosen
from tests.leaks.library import planted
from tests.leaks.oracle import committed_table, may_see
from tests.leaks.places import COMPANY, Place, Token
from tests.leaks.reviewed import SELECTS

Made = Callable[[Library, str], Any]
"""What a library makes of an edition, as something that can be compared."""


@cache
def hidden_from(edition: str) -> Chosen:
    """Chooses every value that an edition may not see, but for those that select what it shows."""
    table = committed_table()

    def chosen(place: Place, language: str | None) -> bool:
        if place.fields[-1] in SELECTS and _selects_for(place.owner, edition):
            return False
        token = Token("", place.fields, place.owner, place.limit, language, place.of_a_thing)
        return not may_see(token, edition, table)

    return chosen


def _selects_for(owner: str, edition: str) -> bool:
    """A portal's own plan and the company's things select for it, another client's nothing at all."""
    return not edition.startswith("client:") or owner in (COMPANY, edition.removeprefix("client:"))


@lru_cache(maxsize=16)
def grown(change: Change | None = None) -> Library:
    """The planted library, changed."""
    return planted(committed_table(), change)[0]


def made_from_plans(library: Library, edition: str) -> tuple[Any, ...]:
    """All of a site that comes from the plans, without what MkDocs puts around it."""
    site: EditionSite = edition_site(plans_of(library), edition, OCCASION)
    frame = site.frame
    around = frame.site_name, frame.head("."), frame.announcement("."), frame.foot(".", "", "")
    return site.pages, site.files, site.colours, *around


def culprits(
    edition: str, change: Change, made: Made = made_from_plans, suspects: Iterable[str] | None = None
) -> list[str]:
    """The fields, of all or of the suspects, that make an edition differ under a change."""
    base = made(grown(), edition)

    def among(names: list[str]) -> list[str]:
        if made(grown(_only(names, change)), edition) == base:
            return []
        middle = len(names) // 2
        return names if middle == 0 else among(names[:middle]) + among(names[middle:])

    return among(sorted(suspects or committed_table()))


def _only(names: Collection[str], change: Change) -> Change:
    def chosen(place: Place, language: str | None) -> bool:
        return place.fields[-1] in names and change.chosen(place, language)

    return Change(chosen, change.absent)
