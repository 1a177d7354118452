"""What a checklist finds of each plan, in words: for the command line and for the intranet's pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from luz.model.library import Library
from luz.model.profile import Profile
from luz.profiles import CHECKLISTS, Dossier, Finding, State, findings
from luz.wording import Wording

_SIGNS = {State.MET: "✓", State.MISSING: "✗", State.NOT_CONCERNED: "–"}


def told(profile: Profile, library: Library, today: dt.date, words: Wording) -> Iterator[str]:
    """Whom the checklist binds, and for each client with a plan a heading and a line or two for each item."""
    yield binding(profile, words)
    for folder in library.clients:
        if folder.plan is not None:
            heading = f"{folder.client.name} · {CHECKLISTS[profile].title}"
            lines = (_told(profile, one, words) for one in findings(profile, Dossier(library, folder, today)))
            yield "\n".join((heading, *lines))


def binding(profile: Profile, words: Wording) -> str:
    """Whom the checklist binds, and what it is worth to others."""
    return words.text_in("whom it binds", profile)


def reason(profile: Profile, finding: Finding, words: Wording) -> str:
    """Why an item does not concern a plan: what an editor wrote, or what the checklist itself says."""
    return finding.reason or words.text_in(f"{profile} unless", finding.item.id)


def _told(profile: Profile, finding: Finding, words: Wording) -> str:
    asked = words.label(profile, finding.item.id)
    line = f"  {_SIGNS[finding.state]} {finding.item.id} · {asked} [{finding.item.source}]"
    return "\n      ".join((line, *_explained(profile, finding, words)))


def _explained(profile: Profile, finding: Finding, words: Wording) -> Iterator[str]:
    if finding.state is State.NOT_CONCERNED:
        yield words.text("not concerned: {reason}", reason=reason(profile, finding, words))
    if finding.state is State.MISSING:
        if finding.names:
            yield words.text("missing: {names}", names=", ".join(finding.names))
        yield words.text("to be written in {where}", where=finding.item.where)
