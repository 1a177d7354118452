"""Where each thing stands in an edition: its page, and the place on it.

Every page and every link of the site takes its address from here, in the language of the edition; a thing
that has no place here cannot be linked to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from luz.audience import Record
from luz.wording import Wording

Place = tuple[str, str]
"""A kind of thing and its key: `("person", "ana-rivas")`, `("project", "olmo/tienda-nueva")`."""

Places = Mapping[Place, str]
"""The address of each thing below the root of the edition, with its #fragment."""

PARTS = ("service", "organisation", "procedures", "commitments", "escalation")
"""The five parts of a plan, in their order."""


class NotHere(LookupError):
    """Something was to be linked that this edition does not hold."""


@dataclass(frozen=True)
class Paths:
    """The addresses of the pages below one prefix: a whole portal, or a client's corner of the intranet."""

    wording: Wording
    prefix: str = ""

    def of(self, *names: str, item: str = "") -> str:
        """The folder of a page, or of one thing below it: `of("plan", "service")` → `plan/servicio/`."""
        words = [self.wording.text_in("path", name) for name in names]
        return self.prefix + "".join(f"{word}/" for word in (*words, item) if word)


def client_places(folder: Record, paths: Paths) -> Iterator[tuple[Place, str]]:
    """Where a client's own things stand: the plan and its parts, the archive, the products."""
    yield ("client", folder.id), paths.of()
    plan = folder.plan
    if plan is not None:
        yield ("plan", folder.id), paths.of("plan")
        yield from ((("part", f"{folder.id}/{part}"), paths.of("plan", part)) for part in PARTS)
        yield ("changes", folder.id), f"{paths.of('plan')}#changes"
        for commitment in plan.commitments.items:
            anchor = f"#commitment-{commitment.id}"
            yield ("commitment", f"{folder.id}/{commitment.id}"), paths.of("plan", "commitments") + anchor
        for duty in plan.organisation.client.duties:
            yield ("duty", f"{folder.id}/{duty.id}"), f"{paths.of('plan', 'organisation')}#duty-{duty.id}"
        if plan.silent_work is not None:
            yield ("silent_work", folder.id), paths.of("silent-work")
    yield from _archive_places(folder, paths)


def _archive_places(folder: Record, paths: Paths) -> Iterator[tuple[Place, str]]:
    yield ("projects", folder.id), paths.of("projects")
    for project in folder.projects:
        yield ("project", f"{folder.id}/{project.id}"), paths.of("projects", item=project.id)
    yield ("proposals", folder.id), paths.of("proposals")
    for proposal in folder.proposals:
        yield ("proposal", f"{folder.id}/{proposal.id}"), f"{paths.of('proposals')}#proposal-{proposal.id}"
    yield ("products", folder.id), paths.of("products")
    for product in folder.client.products:
        yield ("product", product.id), paths.of("products", item=product.id)
