"""What a client may read of the changes to his plan, as an entry of the plan's history ready to be pasted."""

from __future__ import annotations

import datetime as dt

from luz.changes_told import Told
from luz.comparison import Comparison
from luz.model.service_plan import ServicePlan

_ITSELF = frozenset({"ServicePlan.changes", "ServicePlan.version"})
"""What an entry is part of, and need not tell."""


def entry(comparison: Comparison, client: str, day: dt.date, language: str | None = None) -> str:
    """An item of `changes` in the plan of a client; empty where nothing he reads has changed.

    Who agreed to it is left open, so that the plan is refused until somebody has written it.
    """
    told, _ = _told(comparison, client, language)
    plan = comparison.folder(client).plan
    if not told or plan is None:
        return ""
    lines = [f"# plans/clients/{client}/plan.yml", *(() if plan.changes else ("changes:",))]
    lines += [
        f"  - version: {version_of_entry(comparison, plan, client)}",
        f"    on: {day.isoformat()}",
        "    what:",
    ]
    lines += [f"      - {_scalar(one)}" for one in told]
    lines += ["    agreed_by:", "      # - {party: provider, name: , position: }"]
    return "\n".join((*lines, "      # - {party: client, name: , position: }", ""))


def left_out(comparison: Comparison, client: str, language: str | None = None) -> int:
    """How many of the changes a client reads are the company's own, and so no part of his plan's history."""
    return len(_told(comparison, client, language)[1])


def version_of_entry(comparison: Comparison, plan: ServicePlan, client: str) -> int:
    """That of the plan, or the next where the history told of that one already before what changed."""
    then = next((one.plan for one in comparison.before.clients if one.id == client), None)
    told = {change.version for change in then.changes} if then is not None else set()
    return max(told) + 1 if plan.version in told else plan.version


def _told(comparison: Comparison, client: str, language: str | None) -> tuple[list[Told], list[Told]]:
    """What an entry may tell, of the client's own folder, and what it leaves out."""
    told = [one for one in comparison.for_client(client, language) if one.field not in _ITSELF]
    return [one for one in told if one.client == client], [one for one in told if one.client != client]


def _scalar(told: Told) -> str:
    return "'" + told.alone.replace("'", "''") + "'"
