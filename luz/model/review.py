"""Who answers for a block of a plan, and when it was last and will next be read through (S0.14)."""

from __future__ import annotations

from luz.audience import Audience
from luz.model.base import Model, PersonId
from luz.model.scalars import Date


class Review(Model, audience=Audience.CLIENT):
    """The owner of a block, the day it was last reviewed, and the day by which it must be reviewed again."""

    owner: PersonId
    reviewed_on: Date
    review_by: Date
