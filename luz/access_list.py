"""Who may sign in, as the plans say it: the company's people and the contacts named in each client's plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from luz.grants import Grants
from luz.model.client import ClientFolder
from luz.model.company import Company
from luz.model.library import Library


class _Listed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Employee(_Listed):
    """A person of the company who may sign in, from `date_in` to `date_out`, both included."""

    id: str
    name: str
    mail: str
    roles: tuple[str, ...]
    manager: bool
    date_in: dt.date | None
    date_out: dt.date | None
    language: str

    @property
    def person(self) -> str:
        """The name by which sessions and acknowledgements know this person."""
        return f"employee:{self.id}"

    def works_here_on(self, day: dt.date) -> bool:
        """Whether this is one of the person's days in the company."""
        return (self.date_in is None or self.date_in <= day) and (
            self.date_out is None or day <= self.date_out
        )


class Contact(_Listed):
    """A person on a client's side who may sign in to that client's portal."""

    client: str
    client_name: str
    id: str
    name: str
    mail: str
    language: str

    @property
    def person(self) -> str:
        """The name by which sessions and acknowledgements know this person."""
        return f"contact:{self.client}:{self.id}"


class AccessList(_Listed):
    """Everybody who may sign in."""

    employees: tuple[Employee, ...] = ()
    contacts: tuple[Contact, ...] = ()

    def employee(self, id: str, today: dt.date) -> Employee | None:
        """The employee of this id, if listed and in the company today."""
        found = (one for one in self.employees if one.id == id and one.works_here_on(today))
        return next(found, None)

    def person(self, name: str, today: dt.date) -> Employee | Contact | None:
        """Who is called `employee:<id>` or `contact:<client>:<id>`; None where nobody is, or is any more."""
        match name.split(":"):
            case ["employee", id]:
                return self.employee(id, today)
            case ["contact", client, id]:
                return self.contact(client, id)
        return None

    def of_mail(self, mail: str, today: dt.date) -> tuple[Employee | Contact, ...]:
        """Everybody who may sign in today with this mail address; in another case it is the same address."""
        present = (one for one in self.employees if one.works_here_on(today))
        people: tuple[Employee | Contact, ...] = (*present, *self.contacts)
        return tuple(one for one in people if one.mail.casefold() == mail.casefold())

    def contact(self, client: str, id: str) -> Contact | None:
        """The contact of this id at this client, if listed."""
        return next((one for one in self.contacts if (one.client, one.id) == (client, id)), None)


def access_list(library: Library, before: AccessList, held_back: Mapping[str, Grants | None]) -> AccessList:
    """Who may sign in by this library and, of the clients in `held_back`, which contacts of before still may.

    Those stay as they were whom their client's plan still grants it; all, where that cannot be told (None).
    """
    return AccessList(
        employees=_employees(library.company),
        contacts=tuple(one for folder in library.clients for one in _contacts(folder))
        + tuple(
            one for one in before.contacts if one.client in held_back and _stays(one, held_back[one.client])
        ),
    )


def _stays(contact: Contact, granted: Grants | None) -> bool:
    return granted is None or (contact.id, contact.mail.casefold()) in granted


def _employees(company: Company) -> tuple[Employee, ...]:
    return tuple(
        Employee(
            id=person.id,
            name=person.name,
            mail=person.mail,
            roles=person.roles,
            manager=person.manager,
            date_in=person.date_in,
            date_out=person.date_out,
            language=company.languages[0],
        )
        for person in company.people
    )


def _contacts(folder: ClientFolder) -> tuple[Contact, ...]:
    if folder.plan is None or folder.plan.draft or folder.plan.specimen:
        return ()
    return tuple(
        Contact(
            client=folder.id,
            client_name=folder.client.name,
            id=contact.id,
            name=contact.name,
            mail=contact.mail,
            language=folder.client.language,
        )
        for contact in folder.plan.organisation.client.contacts
        if contact.portal_access and contact.mail is not None
    )


def narrowed(before: AccessList, after: AccessList) -> AccessList:
    """Of what the list granted before, what it still grants after; nobody and nothing new."""
    employees = {one.id: one for one in before.employees}
    contacts = {(one.client, one.id) for one in before.contacts}
    return AccessList(
        employees=tuple(_narrower(employees[one.id], one) for one in after.employees if one.id in employees),
        contacts=tuple(one for one in after.contacts if (one.client, one.id) in contacts),
    )


def _narrower(before: Employee, after: Employee) -> Employee:
    """The rights that a person had and keeps."""
    return after.model_copy(
        update={
            "manager": before.manager and after.manager,
            "roles": tuple(role for role in after.roles if role in before.roles),
        }
    )
