"""What checks look at: the records with their sources and, where these can be joined, library and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from luz.index import Index, index_of
from luz.library import Reading
from luz.model.base import Model
from luz.model.client import Client
from luz.model.company import MANAGING_DIRECTOR, Company, Person
from luz.model.library import Library
from luz.model.project import Project
from luz.model.service_plan import ServicePlan
from luz.reading import Source

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Records:
    """What was read, record by record: enough for a rule that needs nothing of the company's to be whole."""

    reading: Reading

    def records(self, kind: type[M]) -> Iterator[tuple[M, Source]]:
        """The records of one noun, the company's and every client's, with their sources."""
        for entry in self.reading.entries:
            if isinstance(entry.record, kind):
                yield entry.record, entry.source

    def plans(self) -> Iterator[tuple[ServicePlan, Source]]:
        """Every service plan."""
        yield from self.records(ServicePlan)


@dataclass(frozen=True)
class Context(Records):
    """The state of `plans/` on one day, its records joined."""

    library: Library
    today: date

    @cached_property
    def indexes(self) -> dict[str | None, Index]:
        """For the company (None) and each client, what can be referred to from there."""
        indexes: dict[str | None, Index] = {None: index_of(self.library)}
        for client in self.reading.clients:  # also those whose own file could not be read
            projects = (project for project, _ in self.reading.of(Project, client))
            plan = next((plan for plan, _ in self.reading.of(ServicePlan, client)), None)
            indexes[client] = index_of(self.library, projects, plan)
        return indexes

    def index(self, client: str | None) -> Index:
        """What can be referred to from a client's folder, or from the company's own files."""
        return self.indexes.get(client) or self.indexes[None]

    @cached_property
    def product_ids(self) -> Counter[str]:
        """How many products of the company and of its clients have each id; it should be one."""
        lists = [
            *(company.products for company, _ in self.records(Company)),
            *(client.products for client, _ in self.records(Client)),
        ]
        return Counter(product.id for products in lists for product in products)

    @cached_property
    def directors(self) -> list[Person]:
        """Who holds the role in which every escalation ends."""
        return [one for one in self.library.company.people if MANAGING_DIRECTOR in one.roles]

    def person_name(self, person: str) -> str:
        """The name of a person for a message, or the id where nobody has it."""
        found = self.index(None).find("person", person)
        return str(found.name) if found else person
