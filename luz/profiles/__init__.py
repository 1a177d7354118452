"""Published checklists: which items a plan meets, misses, or is not concerned by, each with its source.

They show what is left to write; nothing is summed up to a score, as a score invites filling in boxes.
"""

from __future__ import annotations

from luz.model.profile import Profile
from luz.profiles.iso20000 import ISO_20000
from luz.profiles.item import Checklist, Dossier, Finding, Item, State
from luz.profiles.ley10_2025 import LEY_10_2025
from luz.profiles.une93200 import UNE_93200

__all__ = ["CHECKLISTS", "Checklist", "Dossier", "Finding", "Item", "State", "findings"]

CHECKLISTS = {one.profile: one for one in (UNE_93200, ISO_20000, LEY_10_2025)}
"""Every checklist, by its name on the command line."""


def findings(profile: Profile, dossier: Dossier) -> tuple[Finding, ...]:
    """Every item of a checklist held against one plan, in the order of the checklist."""
    said = [*dossier.company.not_concerned, *dossier.plan.not_concerned]
    reasons = {one.item: one.reason for one in said if one.profile == profile}
    return tuple(_finding(item, dossier, reasons.get(item.id)) for item in CHECKLISTS[profile].items)


def _finding(item: Item, dossier: Dossier, reason: str | None) -> Finding:
    if reason is not None:
        return Finding(item, State.NOT_CONCERNED, reason=reason)
    lacking = item.lacking(dossier)
    if lacking is None:
        return Finding(item, State.NOT_CONCERNED)
    lacking = tuple(lacking)
    return Finding(item, State.MISSING if lacking else State.MET, lacking)
