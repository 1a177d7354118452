"""A client: who they are, and the folder that holds all we keep about them."""

from __future__ import annotations

from typing import Annotated

from luz.audience import Audience
from luz.model.base import FileName, Id, Language, Model, PersonId, Text
from luz.model.contact import WebAddress
from luz.model.product import Product
from luz.model.project import Project
from luz.model.proposal import Proposal
from luz.model.scalars import Date
from luz.model.service_plan import ServicePlan


class KnownFact(Model, audience=Audience.INTERNAL):
    """Something this client has told us already, so that nobody asks twice (S1.14)."""

    about: Text
    fact: Text
    on: Date
    by: PersonId


class Client(Model, audience=Audience.CLIENT):
    """`client.yml`: name, language of the portal, products.

    `also_known_as` lists every other word by which another client would recognise them: brands, web domains,
    initials. No text that another client can read may hold one (the check OTHER_CLIENT_NAMED).
    """

    name: Annotated[Text, Audience.PUBLIC]
    trade: Annotated[Text, Audience.PUBLIC]
    legal_name: Text
    tax_id: Text | None = None
    language: Annotated[Language, Audience.PUBLIC]
    website: WebAddress | None = None
    logo: FileName | None = None
    since: Date
    products: tuple[Product, ...] = ()
    also_known_as: Annotated[tuple[Text, ...], Audience.INTERNAL] = ()
    known: Annotated[tuple[KnownFact, ...], Audience.INTERNAL] = ()
    internal_summary: Annotated[Text | None, Audience.INTERNAL] = None


class ClientFolder(Model, audience=Audience.CLIENT):
    """Everything under `plans/clients/<id>/`; the folder's name is the client's id."""

    id: Annotated[Id, Audience.PUBLIC]
    client: Annotated[Client, Audience.PUBLIC]
    plan: ServicePlan | None = None
    projects: Annotated[tuple[Project, ...], Audience.PUBLIC] = ()
    proposals: tuple[Proposal, ...] = ()
