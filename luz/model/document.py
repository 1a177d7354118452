"""A file that belongs to a record: every file in a `files/` folder is named by exactly one of these."""

from __future__ import annotations

from typing import Annotated

from luz.audience import Audience
from luz.model.base import FileName, Model, PersonId, Text
from luz.model.party import Party
from luz.model.scalars import Date


class Document(Model, audience=Audience.PUBLIC):
    """A document handed over or kept. One that states no audience is for employees only."""

    title: Text
    file: FileName
    dated: Date
    version: Text | None = None
    audience: Annotated[Audience, Audience.INTERNAL] = Audience.INTERNAL
    owner: Annotated[PersonId | None, Audience.INTERNAL] = None
    supplied_by: Annotated[Party, Audience.CLIENT] = Party.PROVIDER

    def own_audience(self) -> Audience:
        return self.audience
