"""Web products that carry a questionnaire: a client's, or the company's own site."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from luz.audience import Audience
from luz.model.base import Id, LocalText, Model, PersonId, QuestionnaireId, Text
from luz.model.contact import WebAddress
from luz.model.scalars import Date


class FiguresPeriod(StrEnum):
    """How long a period is for which satisfaction figures are published; set for a whole year in advance."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Reason(Model, audience=Audience.PUBLIC):
    """Something that can go wrong in this product, precise enough to be acted on (S1.2)."""

    key_field: ClassVar[str] = "code"

    code: Id
    label: LocalText


class Product(Model, audience=Audience.PUBLIC):
    """A web product whose visitors are asked for their opinion (S3.23); its id is in the survey's address.

    A client's products are seen by that client alone, the company's own by everybody: the list that holds
    them says so.
    """

    id: Id
    name: Text
    address: WebAddress
    questionnaire: QuestionnaireId
    reasons: tuple[Reason, ...] = ()
    figures_period: FiguresPeriod = FiguresPeriod.QUARTER
    owner: Annotated[PersonId, Audience.CLIENT]
    active_from: Date
    active_until: Date | None = None
    notes: Annotated[Text | None, Audience.INTERNAL] = None
