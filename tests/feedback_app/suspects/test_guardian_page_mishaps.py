"""What the guardian is told when a wording is gone, a file fails, or a form is none of ours."""

from __future__ import annotations

import pytest

from feedback_app import create_app
from feedback_app.settings import Settings
from feedback_app.suspects.quarantine import Quarantine
from luz.published import Published
from tests.builders import a_library
from tests.feedback_app.published_house import republish
from tests.feedback_app.served import Served, served
from tests.feedback_app.suspects.guarded import ANA, counted, hold, shown, text


def test_what_is_published_no_longer_is_read_and_counted(
    settings: Settings, quarantine: Quarantine, published: Published
) -> None:
    hold(quarantine, published)
    with served(create_app(settings)) as before:
        before.being(ANA).get("/guardian")
    republish(settings.data, a_library())

    with served(create_app(settings)) as server:
        ana = server.being(ANA)
        read = text(ana.get("/guardian"))
        ana.ask("POST", "/guardian", "suspect=1&decide=released")

    assert "Tienda de Olmo" in read
    assert "¿Qué falló? La búsqueda; Otra cosa" in read
    assert counted(settings) == 1


def test_what_cannot_be_counted_any_more_is_said(
    settings: Settings, quarantine: Quarantine, published: Published
) -> None:
    hold(quarantine, published)
    republish(settings.data, a_library())

    with served(create_app(settings)) as server:
        answer = server.being(ANA).ask("POST", "/guardian", "suspect=1&decide=released")

    assert answer.status == 409
    assert "No se ha podido contar: su producto o su cuestionario ya no está publicado" in text(answer)
    assert shown(answer) == [1]


@pytest.mark.parametrize("file", ["feedback.db", "guardian.db"])
def test_where_a_file_fails_it_says_so_and_nothing_is_lost(
    settings: Settings, quarantine: Quarantine, published: Published, file: str
) -> None:
    hold(quarantine, published)
    quarantine.close()
    path, kept = settings.data / file, settings.data / "kept"
    if path.exists():
        path.rename(kept)
    path.mkdir()

    with served(create_app(settings)) as server:
        ana = server.being(ANA)
        answers = [ana.get("/guardian"), ana.ask("POST", "/guardian", "suspect=1&decide=released")]
        session = ana.get("/session")
        path.rmdir()
        if kept.exists():
            kept.rename(path)
        after = ana.get("/guardian")

    assert [answer.status for answer in answers] == [503, 503]
    assert [answer.headers["Retry-After"] for answer in answers] == ["30", "30"]
    assert "No se ha perdido nada: lo que esperaba una decisión sigue esperando." in text(answers[1])
    assert session.status == 200
    assert (after.status, shown(after)) == (200, [1])


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/guardian", ""),
        ("/guardian", "suspect=1"),
        ("/guardian", "suspect=1&decide=otra"),
        ("/guardian", "decide=dropped"),
        ("/guardian", "suspect=-1&decide=dropped"),
        ("/guardian", "suspect=1e3&decide=dropped"),
        ("/guardian", f"suspect={'9' * 40}&decide=dropped"),
        ("/guardian", "suspect=%C2%B2&decide=dropped"),
        ("/guardian/all/trap", "decide=dropped"),
        ("/guardian/all/trap", "decide=dropped&last=1"),
        ("/guardian/all/trap", "last=1&asked=1"),
    ],
)
def test_a_form_that_is_none_of_ours_decides_nothing(
    ana: Served, quarantine: Quarantine, published: Published, path: str, form: str
) -> None:
    hold(quarantine, published)

    assert ana.ask("POST", path, form).status == 400
    assert quarantine.waiting() == 1


@pytest.mark.parametrize(
    "query",
    [
        *("done=otra&n=1", "done=released&n=x", "done=released", "reason=otra", "n=%00"),
        *("done=released&n=500", "done=dropped&n=1&left=2", f"done=dropped&n={'9' * 26}"),
    ],
)
def test_no_address_makes_the_page_say_that_anything_was_done(ana: Served, query: str) -> None:
    page = ana.get(f"/guardian?{query}")

    assert (page.status, 'class="done"' in page.text) == (200, False)


def test_what_was_done_is_said_once(ana: Served, quarantine: Quarantine, published: Published) -> None:
    hold(quarantine, published)
    ana.ask("POST", "/guardian", "suspect=1&decide=dropped")

    assert ['class="done"' in ana.get("/guardian").text for _ in range(2)] == [True, False]
