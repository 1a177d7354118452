"""acknowledgements.db: who has confirmed what, in which version and when; nothing in it is changed.

It is evidence of a contract, as its signatures are: kept for as long as the plans themselves are, which the
keeping rules of the company say, and then the file goes with them. It holds nothing about what anybody reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from feedback_app.database import SharedFile
from luz.access_list import Contact, Employee
from luz.agreeable import AgreeablePlan, AgreeableProcedure

_FIRST = (
    """
    create table acknowledgement (
      id integer primary key,
      person text not null,
      name text not null,
      mail text not null,
      kind text not null check (kind in ('plan', 'organisation', 'procedure')),
      subject text not null,
      version text not null,
      fingerprint text not null check (length(fingerprint) = 64),
      at integer not null
    ) strict
    """,
    "create index acknowledgement_subject on acknowledgement (kind, subject)",
    "create index acknowledgement_person on acknowledgement (person)",
    """
    create trigger acknowledgement_never_changes before update on acknowledgement
    begin select raise(abort, 'what was confirmed is not changed'); end
    """,
    """
    create trigger acknowledgement_stays before delete on acknowledgement
    begin select raise(abort, 'what was confirmed is not removed'); end
    """,
    # «insert or replace» removes a row without asking the trigger above.
    """
    create trigger acknowledgement_is_not_replaced before insert on acknowledgement
    when exists (select 1 from acknowledgement where id = new.id)
    begin select raise(abort, 'what was confirmed is not replaced'); end
    """,
)
STEPS = {"0001_acknowledgements": _FIRST}
"""The history of the file."""

_COLUMNS = "person, name, mail, kind, subject, version, fingerprint, at"


class Confirmed(StrEnum):
    """What somebody confirms: a plan as agreed, an organisation as true, a procedure as read."""

    PLAN = "plan"
    ORGANISATION = "organisation"
    PROCEDURE = "procedure"


@dataclass(frozen=True)
class Statement:
    """One text to be confirmed: of which client or procedure (`subject`), in which version, word for word."""

    kind: Confirmed
    subject: str
    version: str
    fingerprint: str


@dataclass(frozen=True)
class Acknowledgement:
    """Somebody confirmed a text; `at` in whole seconds since 1970 UTC, name and mail as they were then."""

    person: str
    name: str
    mail: str
    what: Statement
    at: int

    def is_of(self, person: Employee | Contact) -> bool:
        """Whether this person did. Whoever took over the entry of another, with another mail, did not."""
        return (self.person, self.mail.casefold()) == (person.person, person.mail.casefold())


def of_plan(plan: AgreeablePlan) -> Statement:
    """That the plan of a client, as it is published now, is agreed to."""
    return Statement(Confirmed.PLAN, plan.client, str(plan.version), plan.fingerprint)


def of_organisation(plan: AgreeablePlan) -> Statement:
    """That the organisation of a client, as it is published now, is true; its version is that of the plan."""
    return Statement(Confirmed.ORGANISATION, plan.client, str(plan.version), plan.organisation.fingerprint)


def of_procedure(procedure: AgreeableProcedure) -> Statement:
    """That a procedure, as it is published now, has been read."""
    return Statement(Confirmed.PROCEDURE, procedure.id, procedure.version, procedure.fingerprint)


class Acknowledgements:
    """What was confirmed. Raises sqlite3.Error or OSError wherever the file cannot be read or written."""

    def __init__(self, path: Path) -> None:
        self._file = SharedFile(path, "luz.acknowledgements", STEPS)

    def record(self, person: Employee | Contact, what: Statement, at: int) -> None:
        """Note that somebody confirms a text, on disk when this returns.

        Where it is the last they confirmed of that thing, it is there already and stays one.
        """
        values = (person.person, person.name, person.mail, what.kind, what.subject, what.version)
        with self._file.writing() as connection:
            connection.execute(
                f"""
                insert into acknowledgement ({_COLUMNS})
                select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
                where ?7 is not (
                  select fingerprint from acknowledgement
                  where person = ?1 and mail = ?3 and kind = ?4 and subject = ?5
                  order by id desc limit 1)
                """,  # noqa: S608  a constant of ours
                (*values, what.fingerprint, at),
            )

    def about(self, kind: Confirmed, subject: str) -> tuple[Acknowledgement, ...]:
        """All that was ever confirmed of one plan, organisation or procedure, in its order."""
        return self._found("kind = ? and subject = ?", kind, subject)

    def by(self, person: Employee | Contact) -> tuple[Acknowledgement, ...]:
        """All that one person ever confirmed, in its order."""
        return tuple(one for one in self._found("person = ?", person.person) if one.is_of(person))

    def _found(self, condition: str, *values: str) -> tuple[Acknowledgement, ...]:
        query = f"select {_COLUMNS} from acknowledgement where {condition} order by id"  # noqa: S608  ours
        with self._file.reading() as connection:
            rows = connection.execute(query, values).fetchall()
        return tuple(
            Acknowledgement(person, name, mail, Statement(Confirmed(kind), *what), at)
            for person, name, mail, kind, *what, at in rows
        )


def standing(found: Iterable[Acknowledgement], what: Statement) -> tuple[Acknowledgement, ...]:
    """Of what was confirmed, what holds of this very text: the last word of each person, if it was this."""
    last = {
        (one.person, one.mail.casefold()): one
        for one in found
        if (one.what.kind, one.what.subject) == (what.kind, what.subject)
    }
    return tuple(one for one in last.values() if one.what.fingerprint == what.fingerprint)
