"""`luz feedback erase`: a receipt as people read it out, and what the command says of each."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedback_app.database import connect
from feedback_app.settings import Settings
from feedback_app.storage import spoken_receipt
from feedback_app.upkeep import cleansing
from feedback_app.writer import Writer
from luz.cli import main
from luz.running.claim import claimed
from tests.feedback_app.asked import a_submission, published_in, rows


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "var")


@pytest.fixture
def receipt(settings: Settings) -> str:
    published = published_in(settings.data)
    writer = Writer(settings.answers)
    stored = writer.store(a_submission(published))
    writer.close()
    return stored.receipt


def erased(settings: Settings, *words: str) -> Result:
    return CliRunner().invoke(main, ["feedback", "erase", *words, "--data", str(settings.data)])


def count(settings: Settings) -> int:
    return int(rows(settings.answers, "select count(*) from response")[0][0])


def test_an_answer_is_erased_and_it_is_said_when_the_backups_forget_it(
    settings: Settings, receipt: str
) -> None:
    result = erased(settings, receipt)

    first, second = result.output.splitlines()
    assert (result.exit_code, first) == (0, f"La respuesta {receipt} está borrada y ya no cuenta.")
    assert second.startswith("A partir del ")
    assert second.endswith(" tampoco estará en ninguna copia de seguridad.")
    assert count(settings) == 0


def test_a_receipt_read_out_carelessly_is_understood(settings: Settings, receipt: str) -> None:
    result = erased(settings, *receipt.lower().replace("0", "o").replace("1", "l").split("-"))

    assert (result.exit_code, count(settings)) == (0, 0)


def test_erased_before_it_says_on_which_day(settings: Settings, receipt: str) -> None:
    erased(settings, receipt)
    (settings.backups / "erased.txt").write_text(
        (settings.backups / "erased.txt").read_text().replace(day_written(settings), "2026-01-09")
    )

    result = erased(settings, receipt)

    assert (result.exit_code, result.output) == (
        0,
        f"La respuesta {receipt} se borró el 9 de enero de 2026.\n"
        "A partir del 8 de febrero de 2026 tampoco estará en ninguna copia de seguridad.\n",
    )


def day_written(settings: Settings) -> str:
    return (settings.backups / "erased.txt").read_text().split()[0]


def test_a_receipt_nobody_has_is_said_to_be_unknown(settings: Settings, receipt: str) -> None:
    result = erased(settings, "7KQM-3F9D-XZ2A")

    assert (result.exit_code, result.output) == (
        1,
        "Error: Ninguna respuesta tiene el resguardo 7KQM-3F9D-XZ2A: o está mal copiado, o a su respuesta "
        "se le acabó el plazo y no queda nada que borrar.\n",
    )
    assert count(settings) == 1


def test_what_is_no_receipt_is_said_to_be_none(settings: Settings, receipt: str) -> None:
    result = erased(settings, "7KQM-3F9D")

    assert (result.exit_code, result.output) == (
        1,
        "Error: «7KQM-3F9D» no es un resguardo: tienen doce letras y cifras, como 7KQM-3F9D-XZ2A.\n",
    )


def test_where_no_answers_are_it_is_said_and_nothing_is_made(settings: Settings) -> None:
    result = erased(settings, "7KQM-3F9D-XZ2A")

    assert (result.exit_code, result.output) == (1, f"Error: En {settings.data} no hay respuestas.\n")
    assert not settings.data.exists()


def test_beside_an_app_a_file_too_large_is_told_to_be_finished_once_it_is_closed(
    settings: Settings, receipt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cleansing, "LARGEST_REWRITTEN", 4096)

    with claimed(settings.data):
        beside = erased(settings, receipt)
    closed = erased(settings, receipt)

    assert (beside.exit_code, closed.exit_code) == (1, 0)
    assert beside.output.splitlines()[-1] == (
        "Error: Pero el archivo de respuestas es tan grande que reescribirlo haría esperar a los visitantes, "
        "y puede quedar en él alguna copia suelta de sus palabras. Dé otra vez la misma orden con Luz "
        "cerrado."
    )
    assert count(settings) == 0


@pytest.mark.slow
def test_while_somebody_reads_the_answers_it_is_told_to_be_finished_later(
    settings: Settings, receipt: str
) -> None:
    with closing(connect(settings.answers)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from response").fetchall()
        meanwhile = erased(settings, receipt)
    afterwards = erased(settings, receipt)

    assert (meanwhile.exit_code, afterwards.exit_code) == (1, 0)
    assert meanwhile.output.splitlines()[-1] == (
        "Error: Pero alguien está leyendo las respuestas en este momento, y sus palabras pueden seguir en el "
        "registro que acompaña al archivo. Dé otra vez la misma orden dentro de unos minutos."
    )


def test_what_stops_it_is_told_and_the_same_order_finishes_it(settings: Settings, receipt: str) -> None:
    settings.backups.write_text("no folder")

    stopped = erased(settings, receipt)

    assert (stopped.exit_code, count(settings)) == (1, 1)
    assert stopped.output.startswith("Error: No se ha podido terminar de borrar (")
    settings.backups.unlink()
    assert (erased(settings, receipt).exit_code, count(settings)) == (0, 0)


@pytest.mark.parametrize(
    ("words", "receipt"),
    [
        ("7KQM-3F9D-XZ2A", "7KQM-3F9D-XZ2A"),
        ("  7kqm 3f9d xz2a\n", "7KQM-3F9D-XZ2A"),
        ("7kqm3f9dxz2a", "7KQM-3F9D-XZ2A"),
        ("7KQM–3F9D—XZ2A.", "7KQM-3F9D-XZ2A"),
        ("o0O0 iIlL 1XYZ", "0000-1111-1XYZ"),
        ("7KQM-3F9D-XZ2U", None),
        ("7KQM-3F9D-XZ2Ñ", None),
        ("7KQM-3F9D-XZ2A-7", None),
        ("", None),
    ],
)
def test_a_receipt_is_read_as_people_say_it(words: str, receipt: str | None) -> None:
    assert spoken_receipt(words) == receipt
