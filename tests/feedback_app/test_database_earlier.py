"""A database of every earlier schema is brought up to date, and then is used as any other."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from feedback_app.access_file import access_file
from feedback_app.acknowledgements import Acknowledgements, Confirmed
from feedback_app.sessions import Sessions
from feedback_app.storage import STEPS, Storage
from feedback_app.suspects.quarantine import Quarantine
from feedback_app.upkeep.counts import rebuild, verify
from feedback_app.upkeep.retention import Purged, purge
from tests.feedback_app.asked import DAY, FILLED, a_submission, published_in
from tests.feedback_app.earlier_files import FOLDER, HISTORIES, JULIA, PLAN, every_step, laid_out

TOTALS = "select (select sum(n) from count_day), (select sum(n) from count_month), sum(n) from count_response"
A_GENERATION_LATER = DAY.replace(year=DAY.year + 30)


def dumps(file: str) -> list[str]:
    return [f"{file}_{step}" for step in HISTORIES[file][1]]


def tables(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Everything in the schema but what belongs to a questionnaire, whatever its spaces and quotes."""
    schema = "select name, sql from sqlite_schema where sql is not null and name not glob 'v_*' order by 1"
    return [(name, " ".join(sql.replace('"', "").split())) for name, sql in connection.execute(schema)]


def test_there_is_a_dump_of_every_step() -> None:
    assert sorted(path.stem for path in FOLDER.iterdir()) == sorted(every_step())


@pytest.mark.parametrize("dump", dumps("feedback"))
def test_answers_of_every_schema_are_answered_into_counted_and_purged(tmp_path: Path, dump: str) -> None:
    laid_out(dump, tmp_path / "feedback.db")
    published = published_in(tmp_path)
    with closing(Storage(tmp_path / "feedback.db")) as storage:
        answers, responses = (15, 3) if dump >= "feedback_0003" else (10, 2)
        assert storage.connection.execute("select count(*) from response").fetchall() == [(2,)]
        assert storage.connection.execute(TOTALS).fetchall() == [(answers, answers, responses)]
        assert verify(storage.connection) == ()

        with storage.transaction():
            fresh = storage.add(a_submission(published, {**FILLED, "comment": ["Hola, señora"]}))
            again = storage.add(a_submission(published, key=bytes([2] * 16)))
        assert (fresh.again, again.again) == (False, True)
        shown = "select satisfaction, comment from v_opinion_1 where receipt = ?"
        assert storage.connection.execute(shown, (fresh.receipt,)).fetchall() == [(4, "Hola, señora")]
        found = "select body from comment_fts where comment_fts match ?"
        assert storage.connection.execute(found, ("senora",)).fetchall() == [("Hola, señora",)]
        assert len(storage.connection.execute(found, ("atencion",)).fetchall()) == 1
        assert (verify(storage.connection), rebuild(storage.connection)) == ((), 0)

        gone = sum(purge(storage.connection, A_GENERATION_LATER), Purged())
        assert gone == Purged(responses=3, comments=2, keys=2)
        assert storage.connection.execute(TOTALS).fetchall() == [(answers + 5, answers + 5, responses + 1)]
        assert storage.connection.execute("select count(*) from rollup_month").fetchall() == [(0,)]
        assert verify(storage.connection) == ()


@pytest.mark.parametrize("dump", dumps("feedback"))
def test_answers_of_every_schema_become_the_schema_of_today(tmp_path: Path, dump: str) -> None:
    laid_out(dump, tmp_path / "old.db")
    with closing(Storage(tmp_path / "old.db")) as old, closing(Storage(tmp_path / "new.db")) as new:
        assert tables(old.connection) == tables(new.connection)
        steps = "select name from _sqlite_migrations order by 1"
        assert [name for (name,) in old.connection.execute(steps)] == sorted(STEPS)


@pytest.mark.parametrize("dump", dumps("access"))
def test_who_was_signed_in_still_is_and_others_can_be(tmp_path: Path, dump: str) -> None:
    laid_out(dump, tmp_path / "access.db")
    with closing(access_file(tmp_path / "access.db")) as file:
        sessions = Sessions(file, lambda: 1_800_000_060)
        secret = sessions.begin("employee:ana", "ana@oficio.example", "Firefox")

        assert sessions.of_secret(secret) is not None
        assert [one.mail for one in sessions.of_person("contact:olmo:jefa")] == [JULIA.mail]
        assert sessions.end_of_mail(JULIA.mail) == 1


@pytest.mark.parametrize("dump", dumps("acknowledgements"))
def test_what_was_confirmed_still_is_and_more_can_be(tmp_path: Path, dump: str) -> None:
    laid_out(dump, tmp_path / "acknowledgements.db")
    kept = Acknowledgements(tmp_path / "acknowledgements.db")
    blas = JULIA.model_copy(update={"id": "blas"})
    kept.record(JULIA, PLAN, 1_900_000_000)
    kept.record(blas, PLAN, 1_900_000_000)

    assert [(one.person, one.at) for one in kept.about(Confirmed.PLAN, "olmo")] == [
        ("contact:olmo:jefa", 1_800_000_000),
        ("contact:olmo:blas", 1_900_000_000),
    ]


@pytest.mark.parametrize("dump", dumps("guardian"))
def test_who_was_suspected_still_waits_for_the_guardian(tmp_path: Path, dump: str) -> None:
    laid_out(dump, tmp_path / "guardian.db")
    with closing(Quarantine(tmp_path / "guardian.db")) as suspects:
        assert [one.response.answers.texts for one in suspects.held()] == [{"comment": "Compre aquí"}]
        assert suspects.expire(DAY + dt.timedelta(days=31)) == 1
