"""A suspect in words: every question that was answered, as it was asked, though it be published no longer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from feedback_app.answers import Answers
from feedback_app.database import connect
from feedback_app.storage import Storage
from feedback_app.suspects.quarantine import Reason, Suspect
from feedback_app.suspects.told import Case, Told, case
from tests.feedback_app.asked import DAY, a_response, a_submission, published_in


def a_suspect(folder: Path) -> Suspect:
    """One that answers everything; what it was asked is known to the file."""
    published = published_in(folder)
    storage = Storage(folder / "feedback.db")
    with storage.transaction():
        storage.register(published, DAY)
    storage.close()
    submission = a_submission(published)
    number, receipt = 1, "7KQM-3F9D-XZ2A"
    reasons = (Reason.TRAP,)
    return Suspect(number, receipt, submission.key, submission.content, reasons, a_response(published))


def read(folder: Path, suspect: Suspect) -> Case:
    connection = connect(folder / "feedback.db")
    try:
        return case(connection, suspect)
    finally:
        connection.close()


def test_each_answer_stands_beside_its_question_in_the_order_of_the_page(tmp_path: Path) -> None:
    suspect = a_suspect(tmp_path)

    told = read(tmp_path, suspect)

    assert told == Case(
        suspect,
        "Tienda de Olmo",
        "Bodegas Olmo",
        (
            Told("¿Cómo valora la web?", ("Bien",), ""),
            Told("¿Encontró lo que buscaba?", ("En parte",), ""),
            Told("¿Qué falló?", ("La búsqueda", "Otra cosa"), ""),
            Told("¿Nos recomendaría?", ("10 · Muy probable",), ""),
            Told("¿Qué mejoraría?", (), "La atención fue buena"),
        ),
    )


def test_what_the_file_does_not_know_is_told_in_its_codes(tmp_path: Path) -> None:
    suspect = a_suspect(tmp_path)
    answers = Answers({"satisfaction": "3", "otra": "1"}, {"reasons": ("reason:otra",)}, {"mas": "Nada"})
    response = replace(suspect.response, product="otra-tienda", answers=answers)

    told = read(tmp_path, replace(suspect, response=response))

    assert (told.product, told.client) == ("otra-tienda", None)
    assert told.told == (
        Told("¿Cómo valora la web?", ("3",), ""),
        Told("¿Qué falló?", ("reason:otra",), ""),
        Told("otra", ("1",), ""),
        Told("mas", (), "Nada"),
    )


def test_what_was_sent_empty_tells_nothing(tmp_path: Path) -> None:
    suspect = a_suspect(tmp_path)

    told = read(tmp_path, replace(suspect, response=replace(suspect.response, answers=Answers())))

    assert told.told == ()
