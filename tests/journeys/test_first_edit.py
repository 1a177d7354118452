"""Somebody who has never seen these files changes a phone, adds a commitment and takes a client on.

All in one demonstration that keeps running, with the mistakes such a person makes, reading only the screen.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from feedback_app.demo_links import link
from tests.builders.folders import REPOSITORY
from tests.cases.case import lay_out
from tests.feedback_app.served import DEMO_KEY
from tests.journeys.running import LUZ, Running, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("serve")]

COMPANY, PLAN = "plans/company.yml", "plans/clients/alba/plan.yml"
CONTACTS, COMMITMENTS = "/clients/alba/a-quien-me-dirijo/", "/clients/alba/plan/compromisos/"
NEW_CLIENT = "plans/clients/bodega-norte"
OLD_PHONE, NEW_PHONE = "    phone: +34 910 000 002", "    phone: +34 910 000 099"
COMMITMENT = """\
    - id: doubts
      name: Dudas contestadas
      indicator: dudas contestadas por una persona
      comparator: at_least
      value: 90
      unit: percent
      within: 1 día laborable
      calendar: office
      period: month
      measured_by: El registro de avisos.
      breach_impact:
        kind: service_credit
        over: la cuota del mes
        bands:
          - above: 80
            below: 90
            credit: 5 %
          - above: 0
            below: 80
            credit: 10 %
        cap: 10 %
"""
PATIENCE = 120_000


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    project = tmp_path_factory.mktemp("first-edit") / "project"
    lay_out(project)
    (project / "mkdocs.yml").write_bytes((REPOSITORY / "mkdocs.yml").read_bytes())
    (project / "hooks").symlink_to(REPOSITORY / "hooks")
    (project / "docs").mkdir()
    with serving(project, "--demo", "--port", "0", "--data-port", "0") as running:
        yield running


@pytest.fixture
def open_page(demo: Running, chromium: Browser) -> Iterator[Callable[[str], Page]]:
    """A page as an employee sees it."""
    context = chromium.new_context(base_url=f"http://127.0.0.1:{demo.app.port}")
    context.request.post(link("employee:elena-robles", DEMO_KEY), max_redirects=0)

    def opened(path: str) -> Page:
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    context.close()


def told(page: Page) -> tuple[str, str]:
    """What the list of problems says is wrong, and the line it points at."""
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Los planes tienen 1 problema", timeout=PATIENCE
    )
    return page.locator("li h2").inner_text(), page.locator("tr.wrong code").inner_text()


def shows(page: Page, text: str) -> None:
    expect(page.locator("article").first).to_contain_text(text, timeout=PATIENCE)


def test_a_phone_is_changed_after_a_space_was_forgotten(
    demo: Running, open_page: Callable[[str], Page]
) -> None:
    page = open_page(CONTACTS)
    shows(page, "910 000 002")
    stuck = NEW_PHONE.replace(": ", ":")

    demo.change(COMPANY, OLD_PHONE, stuck)
    message = "Tras los dos puntos de «phone» falta un espacio: escriba «phone: » y después el valor"
    assert told(page) == (message, stuck)
    demo.change(COMPANY, stuck, NEW_PHONE)
    shows(page, "910 000 099")


def test_a_commitment_is_added_after_its_hyphen_was_lost(
    demo: Running, open_page: Callable[[str], Page]
) -> None:
    page = open_page(COMMITMENTS)
    lost = COMMITMENT.replace("    - id", "      id")

    demo.change(PLAN, "escalation:\n", f"{lost}escalation:\n")
    message = (
        "Desde aquí se repiten los campos del elemento de arriba: si empieza otro, ponga «- » delante de «id»"
    )
    assert told(page) == (message, "      id: doubts")
    demo.change(PLAN, lost, COMMITMENT.replace("value: 90\n", "value: 90 %\n"))
    expect(page.locator("tr.wrong code")).to_have_text("      value: 90 %", timeout=PATIENCE)
    demo.change(PLAN, "value: 90 %", "value: 90")
    shows(page, "Dudas contestadas")


def test_a_client_is_drafted_filled_in_and_has_a_portal(
    demo: Running, open_page: Callable[[str], Page]
) -> None:
    new = [str(LUZ), "new", "client", "bodega-norte", "--name", "Bodega Norte"]
    subprocess.run(new, cwd=demo.project, capture_output=True, check=True)
    employee = demo.app.being("employee:elena-robles")
    demo.wait_for(lambda: "Bodega Norte" in employee.get("/intranet/clientes/").text)
    assert open_page("/clients/bodega-norte/").title() != "Bodega Norte"

    plan = demo.project / NEW_CLIENT / "plan.yml"
    page = open_page(COMMITMENTS)
    plan.write_text(plan.read_text().replace("draft: sí\n", ""))
    expect(page.locator("li h2").first).to_have_text(re.compile("^queda por escribir"), timeout=PATIENCE)
    for file in (demo.project / NEW_CLIENT / "client.yml", plan):
        file.write_text(filled(file))
    shows(page, "El registro de avisos.")

    shows(open_page("/clients/bodega-norte/"), "Bodega Norte")


def filled(file: Path) -> str:
    """A draft with all that is still to be written written; what is switched off stays so."""
    text = file.read_text().replace("⟨nombre⟩@⟨su-empresa⟩", "rosa@bodega-norte")
    return re.sub(r"(?m)^( *[^#\n ][^#\n⟨]*)⟨[^⟩]*⟩", r"\1Lo que se acordó", text)
