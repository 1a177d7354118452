"""Where one is signed in: seen by oneself alone, and ended here, there or everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback_app import create_app
from feedback_app.demo_links import link
from tests.feedback_app.published_house import a_published_house
from tests.feedback_app.served import DEMO_KEY, Served, served

JEFA, BRUNO, ELENA = "contact:olmo:jefa", "employee:bruno-leal", "employee:elena-robles"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    with served(create_app(a_published_house(tmp_path))) as server:
        yield server


def names(page: str) -> list[str]:
    """The sessions that a page offers to end."""
    return re.findall(r'name="end" value="([0-9a-f]{16})"', page)


def test_one_sees_each_of_ones_sessions_and_which_is_this(server: Served) -> None:
    here, there, other = server.being(JEFA), server.being(JEFA), server.being(BRUNO)

    pages = [here.get("/session").text, there.get("/session").text]
    others = other.get("/session").text

    assert [len(names(page)) for page in (*pages, others)] == [2, 2, 1]
    assert set(names(pages[0])) == set(names(pages[1]))
    assert [page.count("Este navegador") for page in pages] == [1, 1]
    assert "Julia Vega" in pages[0]
    assert "Julia" not in others


def test_one_ends_another_session_and_stays(server: Served) -> None:
    here, there = server.being(JEFA), server.being(JEFA)
    [theirs] = re.findall(r'value="([0-9a-f]{16})">Cerrarla allí', here.get("/session").text)

    answer = here.ask("POST", "/session", f"end={theirs}")

    assert (answer.status, answer.headers["Location"]) == (303, "/session")
    assert (here.get("/session").status, there.get("/session").status) == (200, 302)


def test_nobody_ends_anothers_session(server: Served) -> None:
    jefa, bruno = server.being(JEFA), server.being(BRUNO)
    [his] = names(bruno.get("/session").text)

    answer = jefa.ask("POST", "/session", f"end={his}")

    assert (answer.status, answer.headers["Location"]) == (303, "/session")
    assert bruno.get("/session").status == 200


def test_one_ends_them_all(server: Served) -> None:
    here, there, other = server.being(JEFA), server.being(JEFA), server.being(BRUNO)

    answer = here.ask("POST", "/session", "end=all")

    assert (answer.status, answer.headers["Location"]) == (303, "/sign-in?out=1")
    assert [one.get("/session").status for one in (here, there, other)] == [302, 302, 200]


def test_signing_out_ends_the_session_and_has_the_browser_forget(server: Served) -> None:
    here, there = server.being(JEFA), server.being(JEFA)

    answer = here.ask("POST", "/sign-out")

    assert (answer.status, answer.headers["Location"]) == (303, "/sign-in?out=1")
    assert answer.headers["Set-Cookie"].startswith("luz=; Expires=Thu, 01 Jan 1970")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert [one.get("/clients/olmo/").status for one in (here, there)] == [302, 200]
    assert "Ha cerrado la sesión." in server.get("/sign-in?out=1").text


OUT = '<form method="post" action="/sign-out">'


def test_every_page_of_ours_for_those_inside_leads_out(server: Served) -> None:
    people = {who: server.being(who) for who in (JEFA, BRUNO, ELENA)}
    asked = [
        *((who, "/session") for who in people),
        *((JEFA, "/agreement/olmo"), (BRUNO, "/procedures-read"), (ELENA, "/who-agreed")),
    ]
    pages = [people[who].get(path) for who, path in asked]

    assert [(page.status, page.text.count(OUT)) for page in pages] == [(200, 1)] * 6
    assert OUT not in server.get("/sign-in").text


def test_signing_out_without_a_session_is_no_mistake(server: Served) -> None:
    somebody_else = Served(server.port, "luz=x")

    assert [one.ask("POST", "/sign-out").status for one in (server, somebody_else)] == [303, 303]


def test_the_browser_is_named_in_two_words_and_no_more_is_kept(server: Served) -> None:
    agents = {
        "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0": "Firefox · Linux",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 "
        "Safari/537.36 Edg/150.0.0.0": "Edge · Windows",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/19.0 Mobile/15E148 Safari/604.1": "Safari · iPhone",
        "curl/8.5.0 <script>": "Un navegador",
    }
    shown = []
    for agent in agents:
        answer = server.ask("POST", link(JEFA, DEMO_KEY), headers={"User_Agent": agent})
        one = Served(server.port, answer.headers["Set-Cookie"].partition(";")[0])
        shown.append(re.findall(r"<strong>([^<]+)</strong> <span", one.get("/session").text)[0])

    assert shown == list(agents.values())
