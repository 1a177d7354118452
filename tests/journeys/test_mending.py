"""The demonstration while somebody edits: what to mend stands in for every page, until it is mended."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.builders import a_client_folder, a_library, write_project
from tests.feedback_app.served import Served
from tests.journeys.running import LUZ, Running, serving

pytestmark = pytest.mark.xdist_group("serve")

MANUAL = "---\naudience: internal\n---\n# Manual\n"
PLAN, COMPANY, PAGE = "plans/clients/olmo/plan.yml", "plans/company.yml", "docs/manual/index.md"
GOOD, BAD = '"owner": "ana-rivas",\n  "summary"', '"owner": "anna-rivas",\n  "summary"'
THE_LINE = "Aquí: </span>9</th>\n          <td><code>  &#34;owner&#34;: &#34;anna-rivas&#34;,</code></td>"
SURVEY = "/survey/olmo-tienda"
REPLACED = ("/", "/intranet/", "/clients/olmo/", "/nada/")
LISTED = dict.fromkeys(REPLACED, (503, True))
FREE_PORTS = ("--port", "0", "--data-port", "0")


def a_project(folder: Path) -> Path:
    library = a_library(clients=(a_client_folder(),))
    return write_project(library, folder / "project", {"manual/index.md": MANUAL})


Seen = dict[str, tuple[int, bool]]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, Seen]]:
    """A demonstration that was broken when it began, and what was seen of it until it was mended."""
    project = a_project(tmp_path_factory.mktemp("mending"))
    plan = project / PLAN
    plan.write_text(plan.read_text().replace(GOOD, BAD))
    with serving(project, "--demo", *FREE_PORTS) as running:
        seen = answers(running.app)
        running.change(PLAN, BAD, GOOD)
        running.wait_for(lambda: running.printed.count("Luz está encendida") == 2)
        yield running, seen


@pytest.fixture
def demo(begun: tuple[Running, Seen]) -> Running:
    """The same demonstration, mended; each test leaves it as it was."""
    return begun[0]


def answers(app: Served) -> Seen:
    """What whoever asks sees of each place: the status, and whether it is the list with the wrong line."""
    seen = {place: app.get(place) for place in (*REPLACED, SURVEY)}
    return {place: (answer.status, THE_LINE in answer.text) for place, answer in seen.items()}


def test_broken_from_the_start_it_comes_up_and_lists_what_to_mend(begun: tuple[Running, Seen]) -> None:
    running, seen = begun

    assert seen == LISTED | {SURVEY: (503, False)}
    assert "Portal de Bodegas Olmo" in running.printed
    assert running.app.get(SURVEY).status == 200


def test_a_problem_of_one_client_is_listed_everywhere_but_to_visitors(demo: Running) -> None:
    demo.change(PLAN, GOOD, BAD)
    demo.wait_for(lambda: demo.app.get("/").status == 503)

    assert answers(demo.app) == LISTED | {SURVEY: (200, False)}
    demo.change(PLAN, BAD, GOOD)
    demo.wait_for(lambda: demo.app.get("/").status == 200)
    assert demo.app.being("contact:olmo:jefa").get("/clients/olmo/").status == 200


@pytest.mark.slow
def test_the_companys_folder_moved_away_is_told_and_comes_back(demo: Running) -> None:
    plans, away = demo.project / "plans", demo.project / "elsewhere"

    plans.rename(away)
    demo.wait_for(lambda: "no existe la carpeta «plans»" in demo.app.get("/").text)
    away.rename(plans)
    demo.wait_for(lambda: demo.app.get("/").status == 200)


@pytest.mark.slow
def test_a_page_with_a_link_to_nowhere_is_told_and_comes_back(demo: Running) -> None:
    (demo.project / PAGE).write_text(f"{MANUAL}\n[roto](nada.md)\n")
    demo.wait_for(lambda: "nada.md" in demo.app.get("/").text)
    told = demo.app.get("/").text

    (demo.project / PAGE).write_text(MANUAL)
    demo.wait_for(lambda: demo.app.get("/").status == 200)
    assert "<h1>No se ha podido construir el sitio</h1>" in told


@pytest.mark.browser
def test_an_open_page_gives_way_to_the_list_and_comes_back(demo: Running, chromium: Browser) -> None:
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.goto(f"http://127.0.0.1:{demo.app.port}/")
    heading = page.get_by_role("heading", level=1)
    home = heading.inner_text()

    demo.change(COMPANY, '"name": "Oficio"', '"naem": "Oficio"')
    expect(heading).to_have_text("Los planes tienen 1 problema", timeout=60_000)
    colour = page.locator("tr.wrong").evaluate("row => getComputedStyle(row).backgroundColor")
    demo.change(COMPANY, '"naem": "Oficio"', '"name": "Oficio"')
    expect(heading).to_have_text(home, timeout=60_000)
    page.close()

    assert colour == "rgb(253, 236, 234)"
    assert [one for one in complaints if "Content Security Policy" in one] == []


def test_a_second_one_in_the_same_folder_is_refused(demo: Running) -> None:
    second = subprocess.run(
        [LUZ, "serve", "--demo", *FREE_PORTS],
        cwd=demo.project,
        capture_output=True,
        text=True,
        env={**os.environ, "LUZ_DATA": "var"},
    )

    where = f"Luz ya está en marcha con la carpeta var/demo: http://127.0.0.1:{demo.app.port}/"
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.splitlines()[0] == f"Error: {where}"
