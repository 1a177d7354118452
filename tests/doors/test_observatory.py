"""Mozilla's own scanner of headers finds nothing to object to but what HTTP without TLS cannot give."""

from __future__ import annotations

import filecmp
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.builders.folders import REPOSITORY
from tests.doors.instruments import missing
from tests.doors.sample_house import SURVEY, House

pytestmark = pytest.mark.xdist_group("doors")

INSTALLED = Path(sys.prefix, "observatory")
SCANNER = INSTALLED / "node_modules/@mdn/mdn-http-observatory/src/scan.js"
NODE = Path(sys.executable).with_name("node")
LOCK = REPOSITORY / "tests/doors/observatory/package-lock.json"

ONLY_WITH_TLS = {"redirection": -20, "strict-transport-security": -20}
"""To be sent on to HTTPS, and to be told to come that way from the start."""

ADDRESSES = ("/", "/contacto/", "/choose-actor", SURVEY, "/intranet/", "/clients/vinoteca-duero/plan/")
# It tries HTTPS too, to which nobody here answers.
PATIENCE = {"CLIENT_TIMEOUT": "4000"}


@pytest.fixture(scope="module")
def scanned(sample: House) -> dict[str, dict[str, Any]]:
    """What the scanner reports of each address."""
    marks = (INSTALLED / "installed", LOCK)
    if (
        not NODE.exists()
        or not all(mark.is_file() for mark in marks)
        or not filecmp.cmp(*marks, shallow=False)
    ):
        missing("Mozilla's scanner is not installed as locked: make instruments")
    port = sample.people["anonymous"].port
    with ThreadPoolExecutor() as side_by_side:
        reports = side_by_side.map(lambda address: _scan(f"127.0.0.1:{port}{address}"), ADDRESSES)
    return dict(zip(ADDRESSES, reports, strict=True))


def _scan(target: str) -> dict[str, Any]:
    ran = subprocess.run(
        [NODE, SCANNER, target], env=os.environ | PATIENCE, capture_output=True, text=True, check=False
    )
    report: dict[str, Any] = json.loads(ran.stdout)
    assert "error" not in report, (target, report)
    return report


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_scanner_objects_to_nothing_but_the_lack_of_tls(
    address: str, scanned: dict[str, dict[str, Any]]
) -> None:
    given = {name: test["scoreModifier"] for name, test in scanned[address]["tests"].items()}
    print(address, scanned[address]["scan"]["score"], given)  # noqa: T201  the scanner's own words

    assert {name: points for name, points in given.items() if points < 0} == ONLY_WITH_TLS
