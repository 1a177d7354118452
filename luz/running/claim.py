"""One server for one folder: whoever serves from it claims it, and the next is told who has it."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

CLAIM = ".served.lock"


class Claimed(Exception):
    """Somebody else serves from the folder; `address` is where, as far as they have said."""

    def __init__(self, address: str) -> None:
        super().__init__(f"served at {address}")
        self.address = address


@contextmanager
def claimed(folder: Path) -> Iterator[Callable[[str], object]]:
    """Keep a folder to this process; what is yielded takes the address at which it is served. Raises Claimed.

    The kernel lets go of the claim with the process, however that ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / CLAIM).open("a+", encoding="utf-8") as claim:
        try:
            fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            claim.seek(0)
            raise Claimed(claim.read()) from None
        claim.truncate(0)

        def tell(address: str) -> None:
            claim.write(address)
            claim.flush()

        yield tell
