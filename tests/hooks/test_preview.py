"""`mkdocs serve` while somebody edits: what is wrong stands in for every page until it is mended."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from tests.builders import a_library, write_project

pytestmark = pytest.mark.xdist_group("preview")

DOCS = {"manual/index.md": "---\naudience: internal\n---\n# Manual\n"}
COMPANY, PLAN, MANUAL = "plans/company.yml", "plans/clients/olmo/plan.yml", "docs/manual/index.md"
GOOD, BAD = '"owner": "ana-rivas",\n  "summary"', '"owner": "anna-rivas",\n  "summary"'
NOBODY = "en company.yml no hay nada que se llame «anna-rivas»; ¿quiso decir «ana-rivas»?"
THE_LINE = "Aquí: </span>9</th>\n          <td><code>  &#34;owner&#34;: &#34;anna-rivas&#34;,</code></td>"
PATIENCE = 60.0


@dataclass
class Preview:
    """A `mkdocs serve` at work on a project of its own."""

    project: Path
    address: str
    process: subprocess.Popen[bytes]

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urlopen(f"{self.address}{path}", timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as refusal:
            return refusal.code, refusal.read().decode()

    def wait_for(self, text: str, path: str = "/") -> str:
        deadline = time.monotonic() + PATIENCE
        page = ""
        while text not in page:
            assert self.process.poll() is None
            assert time.monotonic() < deadline, page
            try:
                _, page = self.get(path)
            except (OSError, HTTPException):
                page = ""
            time.sleep(0.05)
        return page

    def change(self, file: str, old: str, new: str) -> None:
        path = self.project / file
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))


@contextmanager
def preview(project: Path) -> Iterator[Preview]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address]
    environment = {**os.environ, "LUZ_DATE": "2026-11-21"}
    with subprocess.Popen(command, cwd=project, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            yield Preview(project, f"http://{address}", server)
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for all tests of it; each leaves the project as it was."""
    with preview(write_project(a_library(), tmp_path_factory.mktemp("preview"), DOCS)) as running:
        running.wait_for("Oficio")
        yield running


def test_a_saved_plan_is_served_anew(served: Preview) -> None:
    served.change(PLAN, "Cuidamos la tienda.", "La mimamos.")
    served.wait_for("La mimamos.", "/clientes/olmo/")


def test_a_problem_of_one_client_stands_in_for_every_page_until_it_is_mended(served: Preview) -> None:
    served.change(PLAN, GOOD, BAD)
    page = served.wait_for("Los planes tienen 1 problema", "/manual/")

    assert f"<h2>{NOBODY}</h2>" in page
    assert f"<code>{PLAN}</code>" in page
    assert THE_LINE in page
    for path in ("/", "/clientes/olmo/", "/manual/", "/nada/", "/404.html"):
        status, other = served.get(path)
        assert (status, THE_LINE in other, "/livereload/" in other) == (503, True, True), path

    served.change(PLAN, BAD, GOOD)
    served.wait_for('<h1 id="manual">Manual', "/manual/")
    assert [served.get(path)[0] for path in ("/clientes/olmo/", "/nada/")] == [200, 404]


def test_a_folder_moved_away_is_told_and_comes_back(served: Preview) -> None:
    plans, away = served.project / "plans", served.project / "elsewhere"

    plans.rename(away)
    served.wait_for("no existe la carpeta «plans»")
    away.rename(plans)
    served.wait_for('<h1 id="manual">Manual', "/manual/")


def test_a_page_that_cannot_be_read_is_told_until_it_is_mended(served: Preview) -> None:
    served.change(MANUAL, "audience: internal", "audience: todos")
    served.wait_for("<li>docs/manual/index.md: audience: no existe «todos»;")

    served.change(MANUAL, "audience: todos", "audience: internal")
    served.wait_for('<h1 id="manual">Manual', "/manual/")


def test_settings_that_cannot_be_read_are_told_until_they_are_mended(served: Preview) -> None:
    served.change("mkdocs.yml", "docs_dir: docs", "docs_dir: nada")
    served.wait_for("<h1>No se ha podido construir el sitio</h1>")

    served.change("mkdocs.yml", "docs_dir: nada", "docs_dir: docs")
    served.wait_for('<h1 id="manual">Manual', "/manual/")


@pytest.mark.browser
def test_an_open_page_shows_the_problem_and_then_itself_again(served: Preview, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(f"{served.address}/clientes/olmo/")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Bodegas Olmo")

    served.change(PLAN, GOOD, BAD)
    expect(heading).to_have_text("Los planes tienen 1 problema", timeout=PATIENCE * 1000)
    served.change(PLAN, BAD, GOOD)
    expect(heading).to_have_text("Bodegas Olmo", timeout=PATIENCE * 1000)
    page.close()


BROKEN: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "the company's file": (
        COMPANY,
        lambda file: file.write_text("name: [Oficio\n"),
        "Aquí: </span>1</th>\n          <td><code>name: [Oficio</code></td>",
    ),
    "a file that is gone": (COMPANY, Path.unlink, "Los planes tienen 1 problema"),
    "a hand-written page": (
        MANUAL,
        lambda file: file.write_text("---\naudience: a: b\n---\n# Manual\n"),
        "docs/manual/index.md: no se entienden las líneas entre los dos «---»",
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_what_is_broken_from_the_start_is_told_and_the_site_comes(tmp_path: Path, broken: str) -> None:
    name, breaks, told = BROKEN[broken]
    project = write_project(a_library(), tmp_path, DOCS)
    good = (project / name).read_text()
    breaks(project / name)

    with preview(project) as running:
        running.wait_for(told, "/manual/")
        (project / name).write_text(good)
        running.wait_for('<h1 id="manual">Manual', "/manual/")
