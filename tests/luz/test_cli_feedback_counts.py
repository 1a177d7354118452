"""`luz feedback verify`, `rebuild` and `purge`: what they say, and how they end."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedback_app.answers import Response
from feedback_app.database import connect
from feedback_app.settings import Settings
from feedback_app.storage import Storage, new_receipt
from luz.cli import main
from luz.cli.command_help import WORDS
from luz.published import Published
from tests.feedback_app.asked import a_response, published_in, rows

RIGHT = (
    "Recuentos por día (rollup_day): 0 diferencias\n"
    "Recuentos por mes (rollup_month): 0 diferencias\n"
    "Archivo por día (archived_day): 0 diferencias\n"
    "Archivo por mes (archived_month): 0 diferencias\n"
)
LONG_AGO = dt.date(2020, 2, 29)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "var")


@pytest.fixture
def published(settings: Settings) -> Published:
    published = published_in(settings.data)
    today = published.company.today()
    put_in(settings, published, a_response(published, day=today), a_response(published, day=LONG_AGO))
    change(settings, f"pragma user_version = {today.toordinal()}")
    return published


def put_in(settings: Settings, published: Published, *responses: Response) -> None:
    storage = Storage(settings.answers)
    with storage.transaction():
        storage.register(published, published.company.today())
        for response in responses:
            storage.add_response(response, new_receipt())
    storage.close()


def change(settings: Settings, statement: str) -> None:
    connection = connect(settings.answers)
    connection.execute(statement)
    connection.commit()
    connection.close()


def said(settings: Settings, command: str, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["feedback", command, *options, "--data", str(settings.data)])
    return result.exit_code, result.output


@pytest.mark.parametrize("command", ["verify", "rebuild", "purge"])
def test_where_there_are_no_answers_it_is_said(settings: Settings, command: str) -> None:
    assert said(settings, command) == (1, f"Error: En {settings.data} no hay respuestas.\n")
    assert not settings.data.exists()


@pytest.mark.parametrize("command", ["verify", "rebuild", "purge"])
def test_a_file_that_is_none_is_told_in_words(settings: Settings, command: str) -> None:
    settings.data.mkdir()
    settings.answers.write_text("esto no es una base de datos, aunque lo parezca por el nombre\n" * 99)

    assert said(settings, command) == (
        1,
        "Error: No se ha podido terminar (file is not a database). "
        "Lo hecho queda hecho; arréglelo y dé otra vez la misma orden.\n",
    )


def test_right_counts_are_verified_and_what_is_past_its_time_is_no_mistake(
    settings: Settings, published: Published
) -> None:
    late = "Con el plazo terminado: 1 respuesta y 1 comentario; «luz feedback purge» los borra.\n"
    assert said(settings, "verify") == (0, RIGHT + late)


def test_responses_of_days_still_to_come_are_told_and_are_no_mistake(
    settings: Settings, published: Published
) -> None:
    put_in(settings, published, a_response(published, day=dt.date(9998, 1, 1)))
    told = "De un día por venir: 1 respuesta, del 9998-01-01. ¿Está bien el reloj, y lo estuvo?"
    status, output = said(settings, "verify")
    assert (status, output.splitlines()[-1]) == (0, told)

    put_in(settings, published, a_response(published, day=dt.date(9998, 1, 2)))
    told = "De días por venir: 2 respuestas, la última del 9998-01-02. ¿Está bien el reloj, y lo estuvo?"
    assert said(settings, "verify")[1].splitlines()[-1] == told


def test_what_is_past_its_time_is_purged_and_then_verified(settings: Settings, published: Published) -> None:
    put_in(settings, published, a_response(published, day=LONG_AGO))

    assert said(settings, "purge") == (
        0,
        "Se han borrado 2 respuestas y 2 comentarios; sus recuentos se conservan.\n",
    )
    assert said(settings, "verify") == (0, RIGHT)
    assert rows(settings.answers, "select sum(n) from count_month") == [(15,)]


def test_a_clock_far_ahead_of_all_that_is_known_deletes_nothing_unless_it_is_said_to_be_right(
    settings: Settings,
) -> None:
    published = published_in(settings.data)
    put_in(settings, published, a_response(published, day=LONG_AGO))
    today = published.company.today()
    long = WORDS.date(today)

    assert said(settings, "purge") == (
        1,
        f"Error: El reloj dice que hoy es {long}, y lo último que consta es del 29 de febrero de 2020. "
        "No se ha borrado nada. Si el reloj está bien, repita la orden con --trust-clock.\n",
    )
    assert rows(settings.answers, "select count(*) from response") == [(1,)]
    assert said(settings, "purge", "--trust-clock")[0] == 0
    assert rows(settings.answers, "select count(*) from response") == [(0,)]
    # From then on, that purge is what is known.
    put_in(settings, published, a_response(published, day=LONG_AGO))
    assert said(settings, "purge")[0] == 0


def test_a_difference_is_listed_by_table_and_ends_the_command_so_that_it_is_noticed(
    settings: Settings, published: Published
) -> None:
    change(settings, "update rollup_day set n = 4 where question_id = 1 and day = '2020-02-29'")

    status, told = said(settings, "verify")

    assert status == 1
    assert told.splitlines()[:3] == [
        "Recuentos por día (rollup_day): 1 diferencia",
        "  2020-02-29 · olmo-tienda · Su opinión · v1 · satisfaction · «Bien» (es, web): pone 4 y son 1",
        "Recuentos por mes (rollup_month): 0 diferencias",
    ]
    assert told.splitlines()[-1] == "Error: «luz feedback rebuild» corrige los recuentos."

    assert said(settings, "rebuild") == (0, "Se ha corregido 1 cifra.\n")
    assert said(settings, "verify")[0] == 0


def test_what_no_longer_counts_is_told_and_laid_anew_before_it_is_counted(
    settings: Settings, published: Published
) -> None:
    change(settings, "drop trigger answer_counted")
    put_in(settings, published, a_response(published, day=LONG_AGO))

    status, told = said(settings, "verify")

    assert (status, told.splitlines()[-1]) == (
        1,
        "Error: Faltan en feedback.db, o han cambiado: answer_counted. "
        "Lo que entra no se cuenta o no se encuentra como debe. "
        "«luz feedback rebuild» los vuelve a poner y cuenta otra vez.",
    )
    assert said(settings, "rebuild") == (
        0,
        "Se han vuelto a poner en feedback.db: answer_counted.\nSe han corregido 6 cifras.\n",
    )
    put_in(settings, published, a_response(published, day=LONG_AGO))
    assert said(settings, "verify")[0] == 0


def test_of_many_differences_the_first_are_listed(settings: Settings, published: Published) -> None:
    days = [LONG_AGO + dt.timedelta(number) for number in range(5)]
    put_in(settings, published, *[a_response(published, day=day) for day in days])
    change(settings, "delete from rollup_day")

    lines = said(settings, "verify")[1].splitlines()

    assert lines[0] == "Recuentos por día (rollup_day): 30 diferencias"
    assert sum(line.startswith("  20") for line in lines) == 20
    assert lines[21] == "  … y 10 más"


def test_an_archive_that_contradicts_itself_calls_for_a_backup(
    settings: Settings, published: Published
) -> None:
    said(settings, "purge")
    change(settings, "update archived_day set n = 9 where question_id = 4")
    change(settings, "update archived_month set n = 9 where question_id = 4")

    status, told = said(settings, "verify")

    assert status == 1
    assert re.search(r"recommend · «10 · Muy probable» .*: pone 9 y no pueden ser más de 1\n", told)
    assert told.endswith("solo una copia de seguridad lo arregla.\n")


def test_days_lost_from_the_archive_call_for_a_backup_too_and_nothing_is_taken_from_its_months(
    settings: Settings, published: Published
) -> None:
    said(settings, "purge")
    change(settings, "delete from archived_day where question_id = 4")

    status, told = said(settings, "verify")

    assert status == 1
    assert re.search(r"recommend · «10 · Muy probable» .*: pone 1, y sus días suman 0\n", told)
    assert told.endswith("solo una copia de seguridad lo arregla.\n")
    assert said(settings, "rebuild") == (0, "Se han corregido 0 cifras.\n")
    assert said(settings, "verify") == (status, told)
