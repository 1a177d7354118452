"""What a client may read of the changes to his plan, as an entry of the plan's history ready to be pasted."""

from __future__ import annotations

import datetime as dt

from luz.changes_told import Told
from luz.comparison import Comparison

_ITSELF = frozenset({"ServicePlan.changes", "ServicePlan.version"})
"""What an entry is part of, and need not tell."""


def entry(comparison: Comparison, client: str, day: dt.date, language: str | None = None) -> str:
    """An item of `changes` in the plan of a client; empty where nothing he reads has changed.

    Who agreed to it is left open, so that the plan is refused until somebody has written it.
    """
    told = [one for one in comparison.for_client(client, language) if one.field not in _ITSELF]
    plan = comparison.folder(client).plan
    if not told or plan is None:
        return ""
    lines = [f"# plans/clients/{client}/plan.yml", *(() if plan.changes else ("changes:",))]
    lines += [f"  - version: {plan.version}", f"    on: {day.isoformat()}", "    what:"]
    lines += [f"      - {_scalar(one)}" for one in told]
    lines += ["    agreed_by:", "      # - {party: provider, name: , position: }"]
    return "\n".join((*lines, "      # - {party: client, name: , position: }", ""))


def _scalar(told: Told) -> str:
    return "'" + told.alone.replace("'", "''") + "'"
