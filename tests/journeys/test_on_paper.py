"""A plan printed from the browser: what a client files beside the contract."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.journeys.conftest import Arrive
from tests.journeys.demonstration import Demonstration

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

CLIENT = "vinoteca-duero"


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext, of Debian's poppler-utils")
def test_every_sheet_of_a_plan_bears_its_title_version_and_number(
    arrive: Arrive, house: Demonstration, tmp_path: Path
) -> None:
    page = arrive(f"contact:{CLIENT}:begona-arroyo")
    page.goto(f"/clients/{CLIENT}/plan/")
    file = tmp_path / "plan.pdf"
    page.pdf(path=file, format="A4")

    printed = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    sheets = [" ".join(sheet.split()) for sheet in printed.stdout.decode().split("\f")[:-1]]
    plan, total = house.plan(CLIENT), len(sheets)
    term = f"{plan.validity.starts:%d/%m/%Y}–{plan.validity.ends:%d/%m/%Y}"
    running = f"{plan.title} · versión {plan.version} · {term} "

    assert total > 5
    assert [(one[: len(running)], " ".join(one.split()[-3:])) for one in sheets] == [
        (running, f"{number} / {total}") for number in range(1, total + 1)
    ]
    assert house.library.company.name in sheets[0]
