"""Checklists: what an editor says of an item names one that exists."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from luz.checks.context import Records
from luz.model.company import Company
from luz.model.service_plan import ServicePlan
from luz.problems import Problem
from luz.profiles import CHECKLISTS


def items(context: Records) -> Iterator[Problem]:
    """UNKNOWN_ITEM: a checklist has no such item, so that its exception would be lost."""
    for entry in context.reading.entries:
        if not isinstance(entry.record, Company | ServicePlan):
            continue
        for position, said in enumerate(entry.record.not_concerned):
            known = [item.id for item in CHECKLISTS[said.profile].items]
            if said.item not in known:
                near = difflib.get_close_matches(said.item, known, n=1, cutoff=0)
                message = "the checklist {profile} has no item «{value}»; did you mean «{nearest}»?"
                params = {"profile": said.profile, "value": said.item, "nearest": near[0]}
                loc = ("not_concerned", position, "item")
                yield entry.source.problem(loc, "UNKNOWN_ITEM", message, **params)
