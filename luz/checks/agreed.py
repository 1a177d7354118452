"""What both sides agreed: the history of a plan, what was explained before signing, matters, and clocks."""

from __future__ import annotations

from collections.abc import Iterator

from luz.checks.context import Context, Records
from luz.model.commitment import Commitment, Comparator, Unit
from luz.model.company import Essential
from luz.model.party import Party
from luz.model.plan_change import PlanChange
from luz.problems import Problem
from luz.reading import Source
from luz.yaml_tree import Loc

_WAITING_TIMES = frozenset({Unit.MINUTES, Unit.HOURS, Unit.WORKING_DAYS, Unit.DAYS})


def history(context: Records) -> Iterator[Problem]:
    """PLAN_HISTORY: each version once, in the order of their days, agreed by both, up to that of the plan.

    The entries may stand in any order; pages show the latest first.
    """
    for plan, source in context.plans():
        first: dict[int, int] = {}
        for position, change in enumerate(plan.changes):
            loc = ("changes", position)
            yield from _agreed(change, source, loc)
            if change.version in first:
                message = (
                    "version {version} stands twice in the history; say in one entry all that it changed"
                )
                yield source.problem((*loc, "version"), "PLAN_HISTORY", message, version=change.version)
            first.setdefault(change.version, position)
        yield from _in_order(plan.changes, source)
        last = max(first, default=plan.version)
        if last != plan.version:
            message = (
                "the history ends with version {last} and this is version {version}; "
                "write what it changed, or correct the number"
            )
            yield source.problem(("version",), "PLAN_HISTORY", message, last=last, version=plan.version)


def _agreed(change: PlanChange, source: Source, loc: Loc) -> Iterator[Problem]:
    parties = {agreement.party for agreement in change.agreed_by}
    if Party.PROVIDER not in parties:
        message = "nobody agreed to it for us; a change holds once both sides have agreed"
        yield source.problem((*loc, "agreed_by"), "PLAN_HISTORY", message)
    if Party.CLIENT not in parties:
        message = "nobody agreed to it for the client; a change holds once both sides have agreed"
        yield source.problem((*loc, "agreed_by"), "PLAN_HISTORY", message)


def _in_order(changes: tuple[PlanChange, ...], source: Source) -> Iterator[Problem]:
    numbered = sorted(enumerate(changes), key=lambda one: one[1].version)
    for (_, before), (position, change) in zip(numbered, numbered[1:], strict=False):
        if change.version != before.version and change.on < before.on:
            message = (
                "version {version} comes before version {earlier}, which holds since {day}; check both days"
            )
            params = {"version": change.version, "earlier": before.version, "day": before.on}
            yield source.problem(("changes", position, "on"), "PLAN_HISTORY", message, **params)


def explained_before_signing(context: Records) -> Iterator[Problem]:
    """EXPLAINED_TOO_LATE: the maintenance tiers were explained after somebody had signed (S3.16)."""
    for plan, source in context.plans():
        choice, signed = plan.definition.maintenance, [one.signed_on for one in plan.signatures]
        if choice is not None and signed and choice.explained_on > min(signed):
            message = "the plan was signed on {day}, before this; the tiers are explained before signing"
            where = ("definition", "maintenance", "explained_on")
            yield source.problem(where, "EXPLAINED_TOO_LATE", message, day=min(signed))


def essential_matters(context: Context) -> Iterator[Problem]:
    """ESSENTIAL_MATTER_MISSING: a plan names nobody for one of the five matters that we know as essential."""
    kinds: dict[Essential, list[str]] = {}
    for matter in context.library.organisation.matters:
        if matter.essential is not None:
            kinds.setdefault(matter.essential, []).append(matter.id)
    for plan, source in context.plans():
        named = {row.matter for row in plan.organisation.matters}
        for matters in kinds.values():
            if not named.intersection(matters):
                message = (
                    "nobody is named for «{matter}», which every agreement settles; add it with its contacts"
                )
                where = ("organisation", "matters")
                yield source.problem(where, "ESSENTIAL_MATTER_MISSING", message, matter=matters[0])


def clocks(context: Records) -> Iterator[Problem]:
    """NO_CLOCK_TO_STOP: a duty of the client stops the clock of a commitment that counts no waiting time."""
    for plan, source in context.plans():
        timeless = {one.id: one.name for one in plan.commitments.items if not _has_a_clock(one)}
        for position, duty in enumerate(plan.organisation.client.duties):
            for place, commitment in enumerate(duty.stops_clock_of):
                if commitment in timeless:
                    message = "«{name}» counts no waiting time, so it has no clock to stop; take it out"
                    where = ("organisation", "client", "duties", position, "stops_clock_of", place)
                    yield source.problem(where, "NO_CLOCK_TO_STOP", message, name=timeless[commitment])


def _has_a_clock(commitment: Commitment) -> bool:
    waits = commitment.unit in _WAITING_TIMES and commitment.comparator is Comparator.AT_MOST
    return waits or commitment.within is not None
