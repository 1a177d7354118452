"""A data folder with an answer, a suspect and a confirmation in it, and what a database says, to compare."""

from __future__ import annotations

import datetime as dt
import hashlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from feedback_app.acknowledgements import Acknowledgements, Confirmed, Statement
from feedback_app.database import connect, transaction
from feedback_app.settings import Settings
from feedback_app.storage import Storage, Submission
from feedback_app.suspects.quarantine import Quarantine, Reason
from luz.access_list import Employee
from luz.published import Published, PublishedState
from tests.feedback_app.asked import DAY, a_submission, published_in, rows
from tests.feedback_app.damages import overwritten

FILES = ("acknowledgements.db", "feedback.db", "guardian.db")

SOMEBODY = Employee(
    id="bruno-leal",
    name="Bruno Leal",
    mail="bruno.leal@oficio.example",
    roles=(),
    manager=False,
    date_in=None,
    date_out=None,
    language="es",
)


def a_filled_house(folder: Path, answers: int = 3) -> Settings:
    """A published house: so many answers of visitors, one suspect, one confirmation, one who is signed in."""
    published = published_in(folder)
    settings = Settings(folder)
    answer(settings, published, answers)
    suspect(settings, a_submission(published))
    confirm(settings, "1")
    settings.access.write_text("who is signed in")
    return settings


def suspect(settings: Settings, submission: Submission) -> str:
    """Have one kept apart, as the app does; its receipt."""
    with closing(Quarantine(settings.guardian)) as quarantine:
        receipt = quarantine.hold(submission, [Reason.TRAP]).receipt
    with closing(Storage(settings.answers)) as storage, storage.transaction():
        storage.add(replace(submission, receipt=receipt, apart=True))
    return receipt


def answer(settings: Settings, published: Published, number: int = 1) -> None:
    """So many visitors more answer."""
    storage = Storage(settings.answers)
    with storage.transaction():
        for _ in range(number):
            storage.add(a_submission(published))
    storage.close()


def answer_in_the_log_alone(settings: Settings, number: int = 5) -> None:
    """So many visitors more answer, and what they say stands in the log alone, as after a loss of power."""
    reader = connect(settings.answers)
    answer(settings, PublishedState(settings.published).current(), number)
    hot = {name: (settings.data / name).read_bytes() for name in ("feedback.db", "feedback.db-wal")}
    reader.close()
    for name, content in hot.items():
        (settings.data / name).write_bytes(content)


def confirm(settings: Settings, version: str) -> None:
    """Somebody confirms a procedure in that version."""
    file = Acknowledgements(settings.acknowledgements)
    file.record(SOMEBODY, Statement(Confirmed.PROCEDURE, "altas", version, version * 64), at=1_795_000_000)


def contents(file: Path) -> dict[str, tuple[int, str]]:
    """Of each table of a database, how many rows it has and a hash of them all; without the search index."""
    tables = rows(
        file, "select name from pragma_table_list where type = 'table' and name not like 'sqlite_%'"
    )
    found = {}
    for (name,) in tables:
        held = sorted(repr(row) for row in rows(file, f'select * from "{name}"'))
        found[name] = (len(held), hashlib.sha256("\n".join(held).encode()).hexdigest())
    return found


def change(file: Path, statement: str) -> None:
    """Somebody does something to a database by SQL."""
    with closing(connect(file)) as connection, transaction(connection):
        connection.execute(statement)


def damage(file: Path) -> None:
    """Overwrite all but the beginning of a database, as a failing disk would; nobody writes to it."""
    rows(file, "pragma wal_checkpoint(truncate)")
    overwritten(file)


def tomorrow(days: int = 1) -> dt.date:
    """So many days after the day on which everything was answered."""
    return DAY + dt.timedelta(days=days)
