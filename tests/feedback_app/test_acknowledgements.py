"""What was confirmed stays: one record however often it is said, and none is ever changed or removed."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from feedback_app.acknowledgements import Acknowledgements, Confirmed, Statement, standing
from luz.access_list import Contact, Employee

ONE, OTHER = "1" * 64, "2" * 64
PLAN = Statement(Confirmed.PLAN, "olmo", "2", ONE)
JULIA = Contact(
    client="olmo", client_name="Olmo", id="jefa", name="Julia", mail="julia@olmo.example", language="es"
)
BLAS = JULIA.model_copy(update={"id": "blas", "name": "Blas", "mail": "blas@olmo.example"})
ANA = Employee(
    id="ana", name="Ana", mail="ana@oficio.example", roles=(), manager=False,
    date_in=None, date_out=None, language="es",
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "acknowledgements.db"


@pytest.fixture
def kept(file: Path) -> Acknowledgements:
    return Acknowledgements(file)


def of_plan(kept: Acknowledgements) -> list[tuple[str, str, str, int]]:
    found = kept.about(Confirmed.PLAN, "olmo")
    return [(one.person, one.what.version, one.what.fingerprint, one.at) for one in found]


def test_who_what_and_when_are_kept(kept: Acknowledgements) -> None:
    kept.record(JULIA, PLAN, 1_800_000_000)

    (found,) = kept.about(Confirmed.PLAN, "olmo")

    assert (found.person, found.name, found.mail) == ("contact:olmo:jefa", "Julia", "julia@olmo.example")
    assert (found.what, found.at) == (PLAN, 1_800_000_000)


def test_said_twice_it_is_one_record_with_its_first_time(kept: Acknowledgements) -> None:
    kept.record(JULIA, PLAN, 10)
    kept.record(JULIA, PLAN, 20)

    assert of_plan(kept) == [("contact:olmo:jefa", "2", ONE, 10)]


def test_said_by_many_threads_at_once_it_is_one_record(kept: Acknowledgements) -> None:
    threads = [threading.Thread(target=kept.record, args=(JULIA, PLAN, 10)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(of_plan(kept)) == 1


def test_each_person_each_thing_and_each_text_has_its_own(kept: Acknowledgements) -> None:
    other_kind = replace(PLAN, kind=Confirmed.ORGANISATION)
    for person, what in (
        (JULIA, PLAN),
        (BLAS, PLAN),
        (JULIA, replace(PLAN, fingerprint=OTHER)),
        (JULIA, other_kind),
    ):
        kept.record(person, what, 10)
    kept.record(ANA, Statement(Confirmed.PROCEDURE, "delivery", "1.2", ONE), 10)

    assert len(of_plan(kept)) == 3
    assert [one.what.kind for one in kept.by(JULIA)] == ["plan", "plan", "organisation"]
    assert [one.what.version for one in kept.by(ANA)] == ["1.2"]
    assert kept.about(Confirmed.PLAN, "north-pier") == ()


def test_only_the_last_word_of_each_person_holds(kept: Acknowledgements) -> None:
    changed = replace(PLAN, fingerprint=OTHER)
    for person, what in ((JULIA, PLAN), (BLAS, PLAN), (BLAS, changed)):
        kept.record(person, what, 10)
    found = kept.about(Confirmed.PLAN, "olmo")

    assert [one.name for one in standing(found, PLAN)] == ["Julia"]
    assert [one.name for one in standing(found, changed)] == ["Blas"]


def test_an_organisation_that_is_again_as_it_was_is_confirmed_again(kept: Acknowledgements) -> None:
    for what in (PLAN, replace(PLAN, fingerprint=OTHER), PLAN):
        kept.record(JULIA, what, 10)

    assert [fingerprint for _, _, fingerprint, _ in of_plan(kept)] == [ONE, OTHER, ONE]


def test_whoever_takes_over_an_entry_has_confirmed_nothing(kept: Acknowledgements) -> None:
    kept.record(JULIA, PLAN, 10)
    successor = JULIA.model_copy(update={"name": "Nora", "mail": "nora@olmo.example"})

    assert (len(kept.by(JULIA)), kept.by(successor)) == (1, ())
    kept.record(successor, PLAN, 20)
    assert len(of_plan(kept)) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "update acknowledgement set at = 0",
        "delete from acknowledgement",
        "insert or replace into acknowledgement"
        " select id, 'x', name, mail, kind, subject, version, fingerprint, at from acknowledgement",
        "insert into acknowledgement (id, person, name, mail, kind, subject, version, fingerprint, at)"
        " select id, 'x', name, mail, kind, subject, version, fingerprint, at from acknowledgement where true"
        " on conflict do update set at = 0",
    ],
    ids=["update", "delete", "replace", "upsert"],
)
def test_no_statement_changes_what_was_confirmed(kept: Acknowledgements, file: Path, statement: str) -> None:
    kept.record(JULIA, PLAN, 10)
    before = of_plan(kept)

    with closing(sqlite3.connect(file)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)

    assert of_plan(kept) == before


def test_it_is_on_disk_for_whoever_opens_the_file_next(kept: Acknowledgements, file: Path) -> None:
    kept.record(JULIA, PLAN, 10)

    assert of_plan(Acknowledgements(file)) == [("contact:olmo:jefa", "2", ONE, 10)]
