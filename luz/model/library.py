"""The whole of `plans/` as one value: the company's own data and one folder per client."""

from __future__ import annotations

from typing import Annotated

from luz.audience import Audience
from luz.model.base import Model
from luz.model.calendar import Calendar
from luz.model.catalogue import Catalogue
from luz.model.client import ClientFolder
from luz.model.company import Company, Organisation
from luz.model.complaint_protocol import ComplaintProtocol
from luz.model.contingency import Contingency
from luz.model.document_control import DocumentControl
from luz.model.frozen import FrozenVersion
from luz.model.glossary import Glossary
from luz.model.procedure import Procedure
from luz.model.questionnaire import Questionnaire


class CalendarsFile(Model, audience=Audience.PUBLIC):
    """`calendars.yml`."""

    calendars: tuple[Calendar, ...]


class Library(Model, audience=Audience.PUBLIC):
    """What was read from `plans/`, joined."""

    company: Company
    calendars: tuple[Calendar, ...]
    organisation: Annotated[Organisation, Audience.CLIENT]
    procedures: Annotated[tuple[Procedure, ...], Audience.CLIENT]
    questionnaires: Annotated[tuple[Questionnaire, ...], Audience.PUBLIC]
    frozen: Annotated[tuple[FrozenVersion, ...], Audience.INTERNAL] = ()
    clients: tuple[ClientFolder, ...]
    catalogue: Annotated[Catalogue, Audience.PUBLIC] = Catalogue()
    contingencies: Annotated[tuple[Contingency, ...], Audience.CLIENT] = ()
    complaint_protocol: Annotated[ComplaintProtocol | None, Audience.PUBLIC] = None
    document_control: Annotated[DocumentControl, Audience.INTERNAL] = DocumentControl()
    glossary: Annotated[Glossary, Audience.INTERNAL] = Glossary()
