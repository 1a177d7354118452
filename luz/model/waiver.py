"""A written exception to a check: the rule stays, the reason for breaking it once stands beside the data."""

from __future__ import annotations

from typing import Literal

from luz.audience import Audience
from luz.model.base import Id, Model, Text


class Waiver(Model, audience=Audience.INTERNAL):
    """Says that `check` (OTHER_CLIENT_NAMED) does not apply to the client `about`, and why.

    One that is no longer needed is reported, so that exceptions do not outlive their reason.
    """

    check: Literal["OTHER_CLIENT_NAMED"]
    about: Id
    reason: Text
