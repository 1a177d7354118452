"""`luz feedback backup` and `restore` as somebody types them: what they say, and when they refuse."""

from __future__ import annotations

import datetime as dt
import re
import resource
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedback_app.database import connect
from feedback_app.settings import Settings
from luz.cli import main
from luz.cli.command_help import WORDS
from luz.cli.feedback.copied import size_told
from luz.published import PublishedState
from luz.running.claim import claimed
from tests.feedback_app.asked import rows
from tests.feedback_app.upkeep.copied_house import a_filled_house, answer, change, contents, damage


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return a_filled_house(tmp_path)


@pytest.fixture
def today(settings: Settings) -> str:
    """The company's day, as the commands know it."""
    return PublishedState(settings.published).current().company.today().isoformat()


def feedback(settings: Settings, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["feedback", *arguments, "--data", str(settings.data)])


def without_sizes(output: str) -> str:
    return re.sub(r"\d+(,\d+)? (k|M)?B\b", "# B", output)


def test_it_says_what_was_copied_and_what_is_kept(settings: Settings, today: str) -> None:
    first, second = feedback(settings, "backup"), feedback(settings, "backup", "--keep", "1")

    assert (first.exit_code, without_sizes(first.output)) == (
        0,
        f"Copiado en {settings.backups}/{today}-1:\n"
        "  guardian.db: 1 respuesta bajo sospecha, # B\n"
        "  feedback.db: 3 respuestas de visitantes, # B\n"
        "  acknowledgements.db: 1 confirmación, # B\n"
        "Se conserva 1 copia.\n",
    )
    assert second.output.splitlines()[-1] == "Se conserva 1 copia. Se ha borrado 1 antigua."


def test_copies_that_do_not_fit_the_clock_are_told_with_how_to_go_on(settings: Settings, today: str) -> None:
    for day in ("2025-11-22", "9999-01-01"):
        (settings.backups / f"{day}-1").mkdir(parents=True)

    first, trusted = feedback(settings, "backup"), feedback(settings, "backup", "--trust-clock")

    told = WORDS.date(dt.date.fromisoformat(today))
    assert (first.exit_code, first.output.splitlines()[-2:]) == (
        1,
        [
            "Se conservan 3 copias.",
            f"Error: La copia está hecha. El reloj dice que hoy es {told}, y con eso no cuadran las "
            "fechas de: backups/9999-01-01-1, backups/2025-11-22-1. No se ha borrado ninguna, por antigua "
            "que sea. Si el reloj está bien, repita la orden con --trust-clock.",
        ],
    )
    assert (trusted.exit_code, trusted.output.splitlines()[-1]) == (
        0,
        "Se conservan 2 copias. Se han borrado 2 antiguas.",
    )


def test_a_damaged_database_is_told_with_what_to_do(settings: Settings, today: str) -> None:
    feedback(settings, "backup")
    damage(settings.answers)

    result = feedback(settings, "backup")

    told, kept, remedy = result.output.splitlines()
    assert result.exit_code == 1
    assert told.startswith(f"Error: «{settings.answers}» está dañado: ")
    assert kept == "No se ha hecho ninguna copia; las de antes siguen todas en su sitio."
    assert remedy == (
        "Cierre Luz y recupere la última copia: "
        f"luz feedback restore {today}-1 --only feedback.db --data {settings.data}"
    )


def test_a_damaged_database_of_which_there_is_no_copy_is_to_be_looked_for(settings: Settings) -> None:
    damage(settings.guardian)

    result = feedback(settings, "backup")

    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == (
        "Ninguna copia lo contiene: cierre Luz y busque una en otro lugar, antes de seguir usando el archivo."
    )


def test_a_database_that_went_missing_is_told(settings: Settings, today: str) -> None:
    feedback(settings, "backup")
    settings.answers.unlink()

    result = feedback(settings, "backup")

    assert (result.exit_code, result.output.splitlines()[0]) == (
        1,
        f"Error: «{settings.answers}» estaba, y ha desaparecido o se ha quedado vacío.",
    )
    assert result.output.splitlines()[-1] == (
        f"Si tiene que ser así: luz feedback backup --accept-loss --data {settings.data}"
    )


def test_a_database_of_which_much_has_gone_is_told_and_copied_if_it_is_meant_to(
    settings: Settings, today: str
) -> None:
    feedback(settings, "backup")
    change(settings.answers, "delete from response where response_id > 1")

    result = feedback(settings, "backup")
    accepted = feedback(settings, "backup", "--accept-loss")

    data = f"--data {settings.data}"
    assert (result.exit_code, result.output.splitlines()) == (
        1,
        [
            f"Error: «{settings.answers}»: hasta la última copia habían entrado 3, y ahora constan 1;"
            " ningún borrado lo explica.",
            "No se ha hecho ninguna copia; las de antes siguen todas en su sitio.",
            "Cierre Luz y recupere la última copia: "
            f"luz feedback restore {today}-1 --only feedback.db {data}",
            f"Si tiene que ser así: luz feedback backup --accept-loss {data}",
        ],
    )
    assert (accepted.exit_code, accepted.output.splitlines()[-1]) == (0, "Se conservan 2 copias.")


def test_a_damaged_search_index_is_told_and_written_anew(settings: Settings) -> None:
    change(settings.answers, "update comment_fts_data set block = x'ff' where id = 10")

    refused, verified = feedback(settings, "backup"), feedback(settings, "verify")
    rebuilt = feedback(settings, "rebuild")
    after = [feedback(settings, command).exit_code for command in ("backup", "verify")]

    mended = "«luz feedback rebuild» lo vuelve a escribir a partir de los comentarios."
    damaged = "Error: El índice de búsqueda de los comentarios está dañado."
    assert (refused.exit_code, refused.output.splitlines()[0]) == (1, damaged)
    assert refused.output.splitlines()[-1] == mended
    assert (verified.exit_code, verified.output.splitlines()[-1]) == (1, f"{damaged} {mended}")
    told = "Se ha vuelto a escribir el índice de búsqueda de los comentarios."
    assert (rebuilt.exit_code, rebuilt.output.splitlines()[-1]) == (0, told)
    assert after == [0, 0]


def test_without_any_database_there_is_nothing_to_copy(tmp_path: Path) -> None:
    result = feedback(Settings(tmp_path), "backup")

    message = f"Error: En {tmp_path} no hay todavía ninguna base de datos: nada que copiar.\n"
    assert (result.exit_code, result.output) == (1, message)


def test_a_full_disk_leaves_the_copies_there_are(settings: Settings, today: str) -> None:
    feedback(settings, "backup")
    answer(settings, PublishedState(settings.published).current(), 500)
    limit = settings.answers.stat().st_size // 2

    ran = subprocess.run(
        [Path(sys.executable).with_name("luz"), "feedback", "backup", "--data", settings.data],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
        check=False,
    )

    told = ran.stderr.splitlines()
    assert ran.returncode == 1
    assert told[0].startswith("Error: No se han podido copiar las bases de datos: ")
    assert told[-1] == "Mire si el disco está lleno o falla, y vuelva a copiar."
    assert [path.name for path in settings.backups.iterdir()] == [f"{today}-1"]


def test_a_copy_is_listed_and_put_back(settings: Settings, today: str) -> None:
    before = contents(settings.answers)
    feedback(settings, "backup")
    answer(settings, PublishedState(settings.published).current())

    listed = feedback(settings, "restore").output.splitlines()
    restored = feedback(settings, "restore", f"{today}-1", "--only", "feedback.db")

    assert listed[0] == f"Copias en {settings.backups}:"
    assert listed[1].startswith(f"  {today}-1  ")
    assert listed[2] == f"Para recuperar una: luz feedback restore {today}-1"
    assert (restored.exit_code, without_sizes(restored.output)) == (
        0,
        "Recuperado:\n"
        "  feedback.db: 3 respuestas de visitantes, # B\n"
        "Todos los recuentos cuadran con las respuestas.\n"
        f"Lo que había queda en {settings.set_aside}/{today}-1; a los 30 días se borra, como las copias.\n",
    )
    assert contents(settings.answers) == before


def test_what_is_wrong_with_a_restored_copy_and_what_was_erased_since_is_told(
    settings: Settings, today: str
) -> None:
    with closing(connect(settings.answers)) as connection, connection:
        connection.execute(
            "update rollup_month set n = n + 1 where option_id = (select min(option_id) from rollup_month)"
        )
    feedback(settings, "backup")
    receipt = rows(settings.answers, "select receipt from response")[0][0]
    feedback(settings, "erase", receipt)

    told = feedback(settings, "restore", f"{today}-1").output.splitlines()

    assert told[4:6] == [
        "Se ha vuelto a borrar 1 respuesta, borrada después de la copia.",
        "1 recuento no cuadra: «luz feedback verify» lo explica.",
    ]


def test_a_folder_from_elsewhere_is_put_back(settings: Settings, today: str, tmp_path: Path) -> None:
    feedback(settings, "backup")
    elsewhere = (settings.backups / f"{today}-1").rename(tmp_path / "de otra máquina")

    assert feedback(settings, "restore", str(elsewhere)).exit_code == 0


def test_before_there_is_a_copy_it_says_how_to_make_one(settings: Settings) -> None:
    result = feedback(settings, "restore")

    message = f"En {settings.backups} no hay todavía ninguna copia; «luz feedback backup» hace una.\n"
    assert (result.exit_code, result.output) == (0, message)


def test_nothing_is_put_back_while_luz_serves(settings: Settings, today: str) -> None:
    feedback(settings, "backup")

    with claimed(settings.data) as tell:
        tell("http://127.0.0.1:8000/")
        result = feedback(settings, "restore", f"{today}-1")

    assert (result.exit_code, result.output) == (
        1,
        f"Error: Luz está sirviendo desde {settings.data}: http://127.0.0.1:8000/\n"
        "Ciérrelo antes: nadie puede responder mientras se cambian los archivos.\n",
    )
    assert not settings.set_aside.exists()


def test_a_copy_that_does_not_exist_is_told(settings: Settings) -> None:
    result = feedback(settings, "restore", "2020-01-01-1")

    assert (result.exit_code, result.output) == (
        1,
        "Error: En «2020-01-01-1» no hay tal copia; «luz feedback restore» enumera las que hay.\n",
    )


def test_a_copy_that_was_changed_is_told(settings: Settings, today: str) -> None:
    feedback(settings, "backup")
    with (settings.backups / f"{today}-1" / "feedback.db").open("ab") as copy:
        copy.write(b"\0")

    result = feedback(settings, "restore", f"{today}-1")

    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == "No se ha tocado nada. Recupere otra copia."


@pytest.mark.parametrize(
    ("size", "told"),
    [(0, "0 B"), (999, "999 B"), (1000, "1 kB"), (20_480, "20,5 kB"), (1_155_072, "1,2 MB"),
     (2_290_000_000, "2,3 GB"), (5_000_000_000_000, "5000 GB")],
)  # fmt: skip
def test_sizes_are_told_in_the_unit_that_fits(size: int, told: str) -> None:
    assert size_told(size) == told
