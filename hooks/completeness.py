"""The page on what a plan still lacks of the published checklists, for whoever keeps the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hooks.page import Page
from hooks.places import Paths
from hooks.rendering import Rendering
from luz.audience import Record
from luz.model.profile import Profile
from luz.profiles import CHECKLISTS, Dossier, Finding, findings
from luz.profiles.told import reason


@dataclass(frozen=True)
class Held:
    """One checklist held against one plan."""

    profile: Profile
    title: str
    findings: tuple[Finding, ...]


def completeness_page(rendering: Rendering, folder: Record, paths: Paths) -> Iterator[Page]:
    """What each checklist finds of a client's plan; nothing for a client without one."""
    if folder.plan is None:
        return
    dossier = Dossier(rendering.shown.library, folder, rendering.today)
    held = [Held(one.profile, one.title, findings(one.profile, dossier)) for one in CHECKLISTS.values()]
    yield rendering.page(
        paths.of("completeness"),
        "intranet/completeness.html",
        rendering.wording.text("What the plan still lacks"),
        {"nav_title": rendering.wording.text("Completeness")},
        folder=folder,
        held=held,
        reason=lambda profile, finding: reason(profile, finding, rendering.wording),
    )
