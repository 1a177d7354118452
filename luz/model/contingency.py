"""Known contingencies: what may happen, how fewer are touched by it, and how the rest are rescued (S1.8)."""

from __future__ import annotations

from typing import Annotated, Literal

from luz.audience import Audience
from luz.model.base import Id, LocalText, Model, PersonId, ProcedureId, Some, Text
from luz.model.scalars import Date


class ContingencyTest(Model, audience=Audience.CLIENT):
    """One trial of a mitigation plan: when, what was tried, what came of it."""

    on: Date
    tried: LocalText
    outcome: LocalText
    to_mend: Annotated[Text | None, Audience.INTERNAL] = None


class Contingency(Model, audience=Audience.CLIENT):
    """Something that will happen some day, and the tested plan for it; internal unless it says otherwise.

    `mitigation` makes fewer suffer it, `rescue` helps those who do; `test_by` is the day by which the plan
    must have been tried again.
    """

    id: Id
    audience: Annotated[Literal[Audience.CLIENT, Audience.INTERNAL], Audience.INTERNAL] = Audience.INTERNAL
    name: LocalText
    noticed_by: LocalText
    mitigation: Some[LocalText]
    rescue: Some[LocalText]
    owner: PersonId
    procedure: ProcedureId | None = None
    tests: tuple[ContingencyTest, ...] = ()
    test_by: Date
    internal_steps: Annotated[tuple[Text, ...], Audience.INTERNAL] = ()

    def own_audience(self) -> Audience:
        return self.audience


class ContingenciesFile(Model, audience=Audience.CLIENT):
    """`contingencies.yml`."""

    contingencies: tuple[Contingency, ...]
