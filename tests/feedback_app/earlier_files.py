"""The databases as earlier versions of Luz left them, with rows in them: `earlier/<file>_<step>.sql`.

They are made by the steps of their own history, once: whoever adds a step runs this module, which writes the
dump of the new schema and leaves those there are as they are.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from feedback_app import acknowledgements, storage
from feedback_app.access_file import STEPS as ACCESS_STEPS
from feedback_app.access_file import access_file
from feedback_app.acknowledgements import Acknowledgements, Confirmed, Statement
from feedback_app.database import opened
from feedback_app.sessions import Sessions
from feedback_app.storage import Storage
from feedback_app.suspects import quarantine
from feedback_app.suspects.quarantine import Quarantine, Reason
from feedback_app.upkeep.retention import purge
from luz.access_list import Contact
from tests.feedback_app.asked import DAY, FILLED, a_submission, published_in

FOLDER = Path(__file__).parent / "earlier"
HISTORIES: Mapping[str, tuple[str, Mapping[str, Sequence[str]]]] = {
    "feedback": ("luz.feedback", storage.STEPS),
    "access": ("luz.access", ACCESS_STEPS),
    "acknowledgements": ("luz.acknowledgements", acknowledgements.STEPS),
    "guardian": ("luz.guardian", quarantine.STEPS),
}
"""What each history is called, and its steps."""

A_YEAR_BEFORE = DAY - dt.timedelta(days=366)
JULIA = Contact(
    client="olmo", client_name="Olmo", id="jefa", name="Julia", mail="julia@olmo.example", language="es"
)
PLAN = Statement(Confirmed.PLAN, "olmo", "2", "1" * 64)
LONG_AGO = dt.date(2020, 2, 29)


def every_step() -> list[str]:
    """The name of the dump of each step of each history."""
    return [f"{file}_{step}" for file, (_, steps) in HISTORIES.items() for step in steps]


def laid_out(dump: str, path: Path) -> None:
    """Make a file as it was after a step."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((FOLDER / f"{dump}.sql").read_text("utf-8"))
        # As `database.connect` left it.
        connection.execute("pragma journal_mode = wal")


def _make(folder: Path) -> None:
    """Write the dumps that are missing."""
    _answer(folder)
    with closing(access_file(folder / "access.db")) as access:
        Sessions(access, lambda: 1_800_000_000).begin("contact:olmo:jefa", JULIA.mail, "Firefox · Linux")
    Acknowledgements(folder / "acknowledgements.db").record(JULIA, PLAN, 1_800_000_000)
    for file, (name, steps) in HISTORIES.items():
        for number, step in enumerate(steps, start=1):
            dump = FOLDER / f"{file}_{step}.sql"
            if not dump.exists():
                old = folder / f"{dump.stem}.db"
                with closing(opened(old, name, dict(islice(steps.items(), number)))) as connection:
                    _fill(connection, folder / f"{file}.db")
                    dump.write_text("".join(f"{line};\n" for line in _statements(connection)), "utf-8")


def _answer(folder: Path) -> None:
    """A present file with two answers and one that is archived, and one with a suspect."""
    published = published_in(folder)
    with closing(Storage(folder / "feedback.db")) as answers:
        for number, (day, language) in enumerate(((LONG_AGO, "es"), (A_YEAR_BEFORE, "en"), (DAY, "es"))):
            with answers.transaction():
                answers.add(a_submission(published, key=bytes([number] * 16), day=day, language=language))
        list(purge(answers.connection, DAY))
    suspect = a_submission(published, {**FILLED, "comment": ["Compre aquí"]}, key=b"s" * 16)
    with closing(Quarantine(folder / "guardian.db")) as suspects:
        suspects.hold(suspect, [Reason.TRAP])


def _fill(old: sqlite3.Connection, present: Path) -> None:
    """Bring the rows of a present file into an older one, as far as it has a place for them."""
    old.execute("attach ? as present", (str(present),))
    own = (
        "select name from main.sqlite_schema where type = 'table' and sql not like '%virtual%' order by rowid"
    )
    for (table,) in old.execute(own).fetchall():
        if not table.startswith(("rollup_", "comment_fts", "_", "sqlite_")):
            columns = ", ".join(row[1] for row in old.execute(f"pragma main.table_info({table})"))
            old.execute(f"insert into main.{table} ({columns}) select {columns} from present.{table}")
    views = "select sql from present.sqlite_schema where type = 'view' and name glob 'v_*'"
    for (view,) in old.execute(views).fetchall():
        old.execute(view)
    old.commit()
    old.execute("detach present")


def _statements(connection: sqlite3.Connection) -> Iterator[str]:
    """A dump that SQLite reads back; its own, in Python 3.11, cannot bring a search index back."""
    schema = "select type, name, sql from sqlite_schema where sql is not null and name not glob 'sqlite_*'"
    held = [row for row in connection.execute(f"{schema} order by rowid") if "_fts_" not in row[1]]
    for kind, name, sql in held:
        if kind == "table":
            yield sql
            yield from [] if "_fts" in name else _rows(connection, name)
    yield from (sql for kind, _, sql in held if kind != "table")
    if any(name == "comment_fts" for _, name, _ in held):
        yield "insert into comment_fts (comment_fts) values ('rebuild')"


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [row[1] for row in connection.execute(f"pragma table_info({table})")]
    values = " || ', ' || ".join(f"quote({name})" for name in columns)
    for (row,) in connection.execute(f"select {values} from {table}"):
        yield f"insert into {table} values ({row})"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        _make(Path(folder))
