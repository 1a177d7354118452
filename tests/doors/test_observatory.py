"""Mozilla's own scanner of headers finds nothing to object to but what HTTP without TLS cannot give."""

from __future__ import annotations

import filecmp
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.builders.folders import REPOSITORY
from tests.doors.instruments import missing
from tests.doors.on_behalf import on_behalf
from tests.doors.people import SIGN_IN
from tests.doors.sample_house import SURVEY, House
from tests.feedback_app.browsed import datasette
from tests.feedback_app.served import Served

pytestmark = pytest.mark.xdist_group("doors")

INSTALLED = Path(sys.prefix, "observatory")
SCANNER = INSTALLED / "node_modules/@mdn/mdn-http-observatory/src/scanner/index.js"
NODE = Path(sys.executable).with_name("node")
LOCK = REPOSITORY / "tests/doors/observatory/package-lock.json"

ONLY_WITH_TLS = {"redirection": -20, "strict-transport-security": -20}
"""To be sent on to HTTPS, and to be told to come that way from the start."""

ASKED_BY = {
    "anonymous": ("/", "/contacto/", SIGN_IN, SURVEY, "/intranet/", "/clients/vinoteca-duero/plan/"),
    "contact of A": ("/clients/vinoteca-duero/plan/",),
    "employee": ("/intranet/",),
}
BY_A_MANAGER = ("/", "/feedback")
"""Addresses of Datasette."""
PAGES = [
    *((who, address) for who, addresses in ASKED_BY.items() for address in addresses),
    *(("manager", f"Datasette{address}") for address in BY_A_MANAGER),
]
SCRIPT = f"""
import {{ scan }} from {json.dumps(SCANNER.as_posix())};
const targets = process.argv.slice(1);
console.log(JSON.stringify(await Promise.all(targets.map((target) => scan(target)))));
"""

Reports = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def scanned(sample: House) -> Iterator[Reports]:
    """What the scanner reports of each page."""
    marks = (INSTALLED / "installed", LOCK)
    if not NODE.exists() or not all(one.is_file() for one in marks) or not filecmp.cmp(*marks, shallow=False):
        missing("Mozilla's scanner is not installed as locked: make instruments")
    with ExitStack() as stack:
        doors = {who: stack.enter_context(on_behalf(sample.people[who])) for who in ASKED_BY}
        data = stack.enter_context(datasette(sample.data, sample.people["manager"].port))
        signed_in = Served(data.port, sample.people["manager"].cookie)
        doors["manager"] = stack.enter_context(on_behalf(signed_in))
        targets = [f"127.0.0.1:{doors[who]}{page.removeprefix('Datasette')}" for who, page in PAGES]
        yield dict(zip(PAGES, _scan(targets), strict=True))


def _scan(targets: list[str]) -> list[dict[str, Any]]:
    ran = subprocess.run(
        [NODE, "--input-type=module", "-e", SCRIPT, *targets], capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()
    reports: list[dict[str, Any]] = json.loads(ran.stdout)
    return reports


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_the_scanner_objects_to_nothing_but_the_lack_of_tls(page: tuple[str, str], scanned: Reports) -> None:
    report = scanned[page]
    given = {name: test["scoreModifier"] for name, test in report["tests"].items()}
    results = {name: (test["result"], test["scoreModifier"]) for name, test in report["tests"].items()}
    print(*page, report["scan"]["statusCode"], report["scan"]["score"], results)  # noqa: T201  its own words

    assert {name: points for name, points in given.items() if points < 0} == ONLY_WITH_TLS
