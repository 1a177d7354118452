"""`luz serve` as people run it: real processes, a browser's requests, edits while it runs, and its end."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback_app.demo_links import link
from tests.builders import a_library, write_project
from tests.feedback_app.asked import rows
from tests.feedback_app.damages import ANOTHER_THING
from tests.feedback_app.served import DEMO_KEY, Served
from tests.feedback_app.upkeep.copied_house import a_filled_house
from tests.journeys.running import LUZ, PATIENCE, Running, gone, serving

pytestmark = pytest.mark.xdist_group("serve")


def a_project(folder: Path) -> Path:
    return write_project(
        a_library(), folder / "project", {"manual/index.md": "---\naudience: internal\n---\n# Manual\n"}
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return a_project(tmp_path)


FREE_PORTS = ("--port", "0", "--data-port", "0")
OWN_DATA = {**os.environ, "LUZ_DATA": "var"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One demonstration for all who ask and edit; each test changes something of its own."""
    with serving(a_project(tmp_path_factory.mktemp("demo")), "--demo", *FREE_PORTS) as running:
        yield running


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose sites are published, for all who only serve them."""
    project = a_project(tmp_path_factory.mktemp("built"))
    subprocess.run([LUZ, "build"], cwd=project, check=True, capture_output=True, env=OWN_DATA)
    return project


@pytest.fixture
def doomed(built: Path) -> Iterator[Running]:
    """What was published, served, and to be ended."""
    with serving(built, *FREE_PORTS) as running:
        yield running


def samples(project: Path) -> int:
    database = sqlite3.connect(f"file:{project}/var/demo/feedback.db?mode=ro", uri=True)
    try:
        return int(database.execute("select count(*) from response where sample").fetchone()[0])
    finally:
        database.close()


def test_everything_printed_answers_as_it_should(demo: Running) -> None:
    app, employee = demo.app, demo.app.being("employee:bruno-leal")

    answers = {
        address: (app.get(address).status, employee.get(address).status)
        for address in (
            "/",
            "/healthz",
            "/intranet/",
            "/clients/olmo/",
            "/survey/olmo-tienda",
            "/sign-in",
        )
    }

    assert answers == {
        "/": (200, 200),
        "/healthz": (200, 200),
        "/intranet/": (302, 200),
        "/clients/olmo/": (302, 200),
        "/survey/olmo-tienda": (200, 200),
        "/sign-in": (200, 200),
    }
    assert app.get("/healthz").text == '{"status":"ok"}\n'
    assert app.get("/").headers["Server"] is None


def test_the_demonstration_begins_with_sample_answers(demo: Running) -> None:
    assert "5000 respuestas de ejemplo en var/demo/feedback.db." in demo.printed
    assert samples(demo.project) == 5000


def test_only_a_manager_enters_datasette_with_the_cookie_of_the_app(demo: Running) -> None:
    port = demo.port("Respuestas, en Datasette")
    chosen = {who: demo.app.being(who).cookie for who in ("employee:elena-robles", "employee:bruno-leal")}

    manager = Served(port, chosen["employee:elena-robles"]).get("/feedback/response.json")
    employee = Served(port, chosen["employee:bruno-leal"]).get("/feedback/response.json")
    nobody = Served(port).get("/feedback/response.json")
    nobodys_page = Served(port).get("/feedback")

    assert (manager.status, employee.status, nobody.status) == (200, 404, 401)
    assert nobodys_page.status == 302
    assert nobodys_page.headers["Location"].startswith(f"http://127.0.0.1:{demo.app.port}/sign-in?next=")


def test_an_edited_plan_is_served_without_a_restart(demo: Running) -> None:
    contact = demo.app.being("contact:olmo:jefa")
    before = demo.children()

    demo.change("plans/clients/olmo/plan.yml", "Julia Vega", "Julia Vega Santos")
    demo.wait_for(lambda: "Julia Vega Santos" in contact.get("/clients/olmo/plan/").text)

    assert "Julia Vega Santos" in contact.get("/session").text
    assert demo.children() == before


def test_somebody_taken_out_of_the_plan_is_out_while_it_runs(demo: Running) -> None:
    contact = demo.app.being("contact:north-pier:jefa")
    assert contact.get("/clients/north-pier/").status == 200

    demo.change("plans/clients/north-pier/plan.yml", '"phone": "+34 920 000 000"', '"portal_access": "no"')
    demo.wait_for(lambda: contact.get("/clients/north-pier/").status == 302)

    assert demo.app.ask("POST", link("contact:north-pier:jefa", DEMO_KEY)).status == 404


def test_an_edited_question_is_asked_without_a_restart(demo: Running) -> None:
    assert "¿Está satisfecho?" in demo.app.get("/survey/olmo-tienda").text

    demo.change("plans/questionnaires/opinion.yml", "¿Está satisfecho?", "¿Ha quedado satisfecho?")
    demo.change("plans/questionnaires/opinion.yml", '"version": 1', '"version": 2')

    demo.wait_for(lambda: "¿Ha quedado satisfecho?" in demo.app.get("/survey/olmo-tienda").text)


@pytest.mark.parametrize(
    ("end", "arguments"),
    [(signal.SIGINT, ["--demo"]), (signal.SIGTERM, [])],
    ids=["a demonstration", "what was published"],
)
def test_it_ends_when_told_and_leaves_no_process(
    built: Path, end: signal.Signals, arguments: list[str]
) -> None:
    with serving(built, *arguments, *FREE_PORTS) as doomed:
        children = doomed.children()
        os.kill(doomed.process.pid, end)
        status = doomed.process.wait(PATIENCE)

    assert (status, len(children)) == (0, 2)
    assert gone(children)
    assert doomed.printed.endswith("Cerrado.\n")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of a killed parent")
def test_no_process_outlives_it_even_when_it_is_killed(doomed: Running) -> None:
    children = doomed.children()
    doomed.process.kill()
    doomed.process.wait(PATIENCE)

    assert len(children) == 2
    assert gone(children)


def test_it_can_be_interrupted_while_it_builds(project: Path) -> None:
    with serving(project, "--demo", *FREE_PORTS, ready=False) as running:
        running.wait_for(lambda: "» Intranet…" in running.printed)
        os.kill(running.process.pid, signal.SIGINT)
        status = running.process.wait(PATIENCE)

    assert status == 0
    assert running.printed.endswith("Cerrado.\n")


def test_if_one_process_dies_all_ends_and_says_which(doomed: Running) -> None:
    children = doomed.children()
    (app,) = [pid for pid in children if "feedback_app.serving" in Path(f"/proc/{pid}/cmdline").read_text()]

    os.kill(app, signal.SIGKILL)

    assert doomed.process.wait(PATIENCE) == 1
    assert gone(children)
    assert doomed.printed.endswith("Error: La aplicación ha terminado (código -9). Se cierra todo.\n")


def test_it_listens_on_this_machine_alone(demo: Running) -> None:
    listening = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            address, state = line.split()[1], line.split()[3]
            host, _, port = address.partition(":")
            if state == "0A" and int(port, 16) in {demo.app.port, demo.port("Respuestas, en Datasette")}:
                listening.add(host)

    assert listening == {"0100007F"}


def test_for_taken_ports_free_ones_are_used_and_named(demo: Running, tmp_path: Path) -> None:
    other = write_project(a_library(clients=()), tmp_path / "other" / "project", {})
    taken = demo.app.port, demo.port("Respuestas, en Datasette")

    with serving(other, "--demo", "--port", str(taken[0]), "--data-port", str(taken[1])) as second:
        own = second.app.port, second.port("Respuestas, en Datasette")
        sitemap = (other / "var/demo/site/public/sitemap.xml").read_text()

    assert second.printed.splitlines()[:2] == [
        f"El puerto {taken[0]} lo tiene otro programa; se usa el {own[0]}.",
        f"El puerto {taken[1]} lo tiene otro programa; se usa el {own[1]}.",
    ]
    assert f"<loc>http://127.0.0.1:{own[0]}/</loc>" in sitemap


def test_plain_serve_shows_what_was_built_and_invents_nothing(built: Path) -> None:
    with serving(built, *FREE_PORTS) as running:
        app = running.app
        protected, sign_in, public = app.get("/intranet/"), app.get("/sign-in"), app.get("/")
        demo_link = app.ask("POST", link("employee:elena-robles", DEMO_KEY))
        state, script = app.get("/mending/state"), app.get("/mending/reload.js")

    assert (public.status, protected.status, sign_in.status, demo_link.status) == (200, 302, 200, 405)
    assert (state.status, script.status, "/mending/" in public.text) == (404, 404, False)
    assert "/demo/" not in running.printed
    database = sqlite3.connect(built / "var/feedback.db")
    assert database.execute("select count(*) from response").fetchone() == (0,)
    database.close()


def test_where_the_answers_cannot_be_opened_the_sites_are_served_all_the_same(
    built: Path, tmp_path: Path
) -> None:
    project = shutil.copytree(built, tmp_path / "project", symlinks=True)
    for file in (project / "var").glob("feedback.db*"):
        file.unlink()
    (project / "var/feedback.db").write_bytes(ANOTHER_THING)

    with serving(project, *FREE_PORTS) as running:
        app = running.app
        public, form, protected = app.get("/"), app.get("/survey/olmo-tienda"), app.get("/intranet/")

    assert (public.status, form.status, protected.status) == (200, 200, 302)
    assert "No se puede abrir «var/feedback.db»: file is not a database." in running.printed
    assert "Traceback" not in running.printed
    assert (project / "var/feedback.db").read_bytes() == ANOTHER_THING


def test_a_restore_that_was_cut_short_is_finished_before_anybody_is_served(
    built: Path, tmp_path: Path
) -> None:
    project = shutil.copytree(built, tmp_path / "project", symlinks=True)
    waiting = project / "var/.putting-back"
    waiting.mkdir()
    a_filled_house(tmp_path / "other", answers=1).answers.rename(waiting / "feedback.db")

    with serving(project, *FREE_PORTS) as running:
        form, health = running.app.get("/survey/olmo-tienda"), running.app.get("/healthz")

    assert (form.status, health.status) == (200, 200)
    assert "Se ha terminado una recuperación que había quedado a medias." in running.printed
    assert not waiting.exists()
    assert rows(project / "var/feedback.db", "select count(*) from response") == [(1,)]
