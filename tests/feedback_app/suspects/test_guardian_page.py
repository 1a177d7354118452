"""The guardian reads what waits and decides, over real HTTP; what was done is said, nothing is done twice."""

from __future__ import annotations

import re
from html import unescape

import pytest

from feedback_app.settings import Settings
from feedback_app.suspects.guardian_page import MOST_SHOWN
from feedback_app.suspects.quarantine import Quarantine, Reason
from luz.published import Published
from tests.feedback_app.served import Served
from tests.feedback_app.suspects.guarded import (
    ANA,
    BRUNO,
    ELENA,
    HASTE,
    JEFA,
    TRAP,
    counted,
    follow,
    hold,
    shown,
    text,
)


def test_it_tells_what_was_sent_when_and_why_it_waits(
    ana: Served, quarantine: Quarantine, published: Published
) -> None:
    hold(quarantine, published, TRAP, HASTE)

    page = ana.get("/guardian")

    assert (page.status, page.headers["Cache-Control"]) == (200, "private, no-store")
    for said in (
        "Hay 1 respuesta que quizá no sea de un visitante.",
        "La más antigua se envió el 21 de noviembre de 2026",
        "Tienda de Olmo", "Bodegas Olmo", "enviada el 21 de noviembre de 2026",
        "se guarda hasta el 21 de diciembre de 2026", "Rellenó un campo que las personas no ven",
        "Llegó antes de lo que nadie tarda en leer las preguntas",
        "¿Cómo valora la web? Bien", "¿Qué falló? La búsqueda; Otra cosa",
        "¿Qué mejoraría? La atención fue buena",
    ):  # fmt: skip
        assert said in text(page)


def test_in_english_every_word_of_ours_is(ana: Served, quarantine: Quarantine, published: Published) -> None:
    hold(quarantine, published, *Reason)

    page = ana.get("/guardian", Accept_Language="en")

    assert (page.headers["Content-Language"], "Suspected answers" in page.text) == ("en", True)
    assert "It says the same as another answer of that day, word for word" in text(page)
    assert re.findall(r'<dt lang="es">([^<]+)<', page.text)[0] == "¿Cómo valora la web?"


def test_what_a_program_wrote_is_only_read(ana: Served, quarantine: Quarantine, published: Published) -> None:
    hold(quarantine, published, comment="<script>alert(1)</script>\n<b>&")

    page = ana.get("/guardian")

    assert "<script" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\n&lt;b&gt;&amp;</blockquote>" in page.text


@pytest.mark.parametrize(
    ("decide", "note", "answers"),
    [
        ("released", "Se ha contado una respuesta: desde hoy está en los resultados.", 1),
        ("dropped", "Se ha descartado una respuesta y sus palabras están borradas.", 0),
    ],
)
def test_one_is_decided_about_and_the_list_says_so(
    ana: Served, settings: Settings, quarantine: Quarantine, published: Published,
    decide: str, note: str, answers: int,
) -> None:  # fmt: skip
    for _ in range(2):
        hold(quarantine, published)
    ana.get("/guardian")

    page = follow(ana, ana.ask("POST", "/guardian", f"suspect=1&decide={decide}"))

    assert note in text(page)
    assert shown(page) == [2]
    assert counted(settings) == answers


def test_the_second_of_two_guardians_is_told(
    server: Served, settings: Settings, quarantine: Quarantine, published: Published
) -> None:
    hold(quarantine, published)
    first, second = server.being(ANA), server.being(ANA)
    pages = [one.get("/guardian") for one in (first, second)]

    done = first.ask("POST", "/guardian", "suspect=1&decide=released")
    late = second.ask("POST", "/guardian", "suspect=1&decide=released")

    assert [shown(page) for page in pages] == [[1], [1]]
    assert (done.status, late.status) == (303, 409)
    assert "No se ha hecho nada: esa respuesta ya no esperaba." in text(late)
    assert counted(settings) == 1


def test_those_with_one_reason_are_shown_alone_and_the_way_back_keeps_them(
    ana: Served, quarantine: Quarantine, published: Published
) -> None:
    for reasons in ((TRAP,), (HASTE,), (TRAP, HASTE)):
        hold(quarantine, published, *reasons)

    only = ana.get("/guardian?reason=haste")
    after = follow(ana, ana.ask("POST", "/guardian", "suspect=2&decide=dropped&among=haste"))

    assert (shown(only), shown(after), shown(ana.get("/guardian"))) == ([2, 3], [3], [1, 3])
    assert "Ver todas</a>. La más antigua, primero." in only.text


def test_the_oldest_are_shown_first_and_no_more_than_one_reads(
    ana: Served, quarantine: Quarantine, published: Published
) -> None:
    for _ in range(MOST_SHOWN + 2):
        hold(quarantine, published)

    page = ana.get("/guardian")

    assert shown(page) == list(range(1, MOST_SHOWN + 1))
    assert f"Se muestran las {MOST_SHOWN} más antiguas de {MOST_SHOWN + 2}" in text(page)


def test_all_with_a_reason_are_decided_about_once_it_was_said_how_many(
    ana: Served, settings: Settings, quarantine: Quarantine, published: Published
) -> None:
    for reasons in ((TRAP,), (HASTE,), (TRAP, HASTE)):
        hold(quarantine, published, *reasons)

    sure = ana.get("/guardian/all/trap?decide=released")
    looked = counted(settings) if settings.answers.exists() else 0
    hold(quarantine, published, TRAP)
    sent = dict(
        re.findall(r'name="(\w+)" value="(\w+)"', sure.text.partition("<main")[2].partition("</form")[0])
    )
    page = follow(ana, ana.ask("POST", "/guardian/all/trap", "&".join(map("=".join, sent.items()))))

    assert "¿Contar 2 respuestas?" in text(sure)
    assert "Una de ellas es sospechosa además por otro motivo." in text(sure)
    assert sent == {"last": "3", "asked": "2", "decide": "released"}
    assert (looked, counted(settings)) == (0, 2)
    assert "Se han contado 2 respuestas: desde hoy están en los resultados." in text(page)
    assert shown(page) == [2, 4]


def test_of_all_those_decided_meanwhile_are_told_apart(
    ana: Served, quarantine: Quarantine, published: Published
) -> None:
    for _ in range(3):
        hold(quarantine, published)
    ana.ask("POST", "/guardian", "suspect=2&decide=released")

    page = follow(ana, ana.ask("POST", "/guardian/all/trap", "decide=dropped&last=3&asked=3"))

    assert "Se han descartado 2 respuestas" in text(page)
    assert ". Con 1 no se ha hecho nada" in text(page)
    assert "No espera ninguna." in text(page)


def test_with_nothing_left_no_button_asks_for_more(ana: Served) -> None:
    page = ana.get("/guardian/all/trap?decide=dropped")

    assert (page.status, "Por este motivo ya no espera ninguna" in text(page)) == (200, True)
    assert 'action="/guardian' not in page.text


def test_what_was_decided_lately_is_told_in_counts_and_by_whom(
    ana: Served, settings: Settings, quarantine: Quarantine, published: Published
) -> None:
    for reasons in ((TRAP,), (TRAP, HASTE), (HASTE,)):
        hold(quarantine, published, *reasons, comment="palabras que se van")
    decided = ("dropped", "dropped", "released")
    for number, decide in enumerate(decided, start=1):
        ana.ask("POST", "/guardian", f"suspect={number}&decide={decide}")

    page = ana.get("/guardian")

    table = [[unescape(cell).strip() for cell in re.findall(r"<t[hd][^>]*>([^<]+)", row)]
             for row in re.findall(r"<tr>(.*?)</tr>", page.text, re.DOTALL)]  # fmt: skip
    assert table == [
        ["Motivo", "Contadas", "Descartadas"],
        ["Rellenó un campo que las personas no ven", "0", "2"],
        ["Llegó antes de lo que nadie tarda en leer las preguntas", "1", "1"],
    ]
    assert "Por: Ana Rivas (contadas: 1; descartadas: 2)." in text(page)
    assert "palabras que se van" not in page.text


@pytest.mark.parametrize(("who", "status"), [(ANA, 200), (ELENA, 404), (BRUNO, 404), (JEFA, 404)])
def test_the_guardian_sees_it_and_managers_employees_and_contacts_do_not(
    server: Served, who: str, status: int
) -> None:
    reader = server.being(who)

    assert reader.get("/guardian").status == status
    assert reader.get("/guardian/all/trap?decide=dropped").status == status
    assert ('href="/guardian"' in reader.get("/session").text) == (status == 200)


def test_the_page_of_ones_session_says_how_many_wait(
    ana: Served, quarantine: Quarantine, published: Published
) -> None:
    none = text(ana.get("/session"))
    hold(quarantine, published)

    assert "Respuestas sospechosas : no espera ninguna." in none
    assert "Respuestas sospechosas : 1 espera su decisión." in text(ana.get("/session"))
