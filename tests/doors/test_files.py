"""Every file of every edition of the sample company, asked for by everybody: exact answer each.

What is refused is also refused alike: with the very same words as an address at which nothing ever was.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.doors.knocking import Heard, Refusal, knock
from tests.doors.people import EDITIONS, STATUS, TABLE, Asked, Hears
from tests.doors.sample_house import House

pytestmark = pytest.mark.xdist_group("doors")

ONLY_ROUTES = {"account manager", "former employee", "truncated cookie", "another name", "session too old"}
"""Who asks for routes alone, as to files somebody like them is here already."""
ASKING = [who for who in TABLE if who not in ONLY_ROUTES]
AS_UNKNOWN_AS_OTHERS = {"random cookie", "changed cookie", "session too long idle"}
"""Who hears what the anonymous and the former hear: in the short run they ask for routes alone, too."""
IN_THEIR_TURN = [
    pytest.param(who, marks=pytest.mark.slow if who in AS_UNKNOWN_AS_OTHERS else ()) for who in ASKING
]

AT_LEAST = 19_000
"""Requests that the whole matrix makes: a smaller one would prove less than it says."""

Addresses = dict[str, tuple[Asked, Path | None]]


@pytest.fixture(scope="module")
def addresses(sample: House) -> dict[str, Addresses]:
    """By edition, every address there is and one beside each at which there is nothing."""
    return {root: dict(_addresses(root, folder)) for root, folder in sample.editions.items()}


def _addresses(root: str, folder: Path) -> Iterator[tuple[str, tuple[Asked, Path | None]]]:
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        path = root + quote(file.relative_to(folder).as_posix())
        if file.suffix != ".html":
            yield path, (Asked.PART, file)
            # A file sent smaller has its neighbour already.
            if not file.with_suffix("").exists():
                yield f"{path.removesuffix(file.suffix)}-nada{file.suffix}", (Asked.NO_PART, None)
            continue
        yield path, (Asked.PAGE, file)
        page = path.removesuffix("index.html")
        yield page.removesuffix(".html") + "nada/", (Asked.NO_PAGE, None)
        if page != path:
            yield page, (Asked.PAGE, file)
        if page not in {path, "/"}:
            yield page.removesuffix("/"), (Asked.FOLDER, None)


def test_the_matrix_is_as_large_as_it_says(addresses: dict[str, Addresses]) -> None:
    asked = [what for edition in addresses.values() for what, _ in edition.values()]

    assert set(addresses) == set(EDITIONS)
    assert set(asked) == set(Asked)
    assert len(asked) * len(ASKING) >= AT_LEAST
    print(f"{len(asked)} addresses of {len(addresses)} editions × {len(ASKING)} people")  # noqa: T201


@pytest.mark.parametrize("who", IN_THEIR_TURN)
def test_everybody_is_handed_exactly_what_the_table_says(
    who: str, sample: House, addresses: dict[str, Addresses]
) -> None:
    wrong: dict[str, int] = {}
    refusals: set[Refusal] = set()
    for edition, hears in zip(EDITIONS, TABLE[who], strict=True):
        asked = addresses[edition]
        for heard in knock(sample.people[who], asked):
            what, file = asked[heard.address]
            if heard.status != STATUS[hears][what]:
                wrong[heard.address] = heard.status
            elif hears is Hears.OPEN:
                assert file is None or heard.body == file.read_bytes(), heard.address
            else:
                refusals.add(heard.refusal)

    assert wrong == {}
    assert refusals <= {heard.refusal for heard in _refusals_of_what_never_was(sample, who)}


def _refusals_of_what_never_was(sample: House, who: str) -> Iterator[Heard]:
    """What somebody hears of addresses that were never any edition's, and nobody of those of the intranet."""
    yield from knock(sample.people[who], ["/clients/nadie/", "/clients/nadie/nada.json"])


def test_nobody_in_particular_hears_the_same_whatever_cookie_is_shown(sample: House) -> None:
    told = {
        who: frozenset(heard.refusal for heard in _refusals_of_what_never_was(sample, who))
        for who, hears in TABLE.items()
        if hears == TABLE["anonymous"]
    }

    assert set(told.values()) == {told["anonymous"]}
