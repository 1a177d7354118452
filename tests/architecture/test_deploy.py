"""Holds deploy/ to the house: units that systemd accepts and shuts in, programs and places that exist."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from feedback_app.settings import Settings
from feedback_app.upkeep.backup import databases
from feedback_app.upkeep.streaming import REPLICA, SOCKET
from feedback_app.upkeep.tombstones import KEPT_DAYS
from luz.cli import main
from luz.yaml_tree import parse
from tests.architecture.house import ROOT
from tests.architecture.test_documentation import unknown_in

DEPLOY = ROOT / "deploy"
SERVICES = sorted(path.name for path in (DEPLOY / "systemd").glob("*.service"))
TIMERS = sorted(path.name for path in (DEPLOY / "systemd").glob("*.timer"))
MOST_EXPOSED = 2.0
"""Of systemd's scale from 0 to 10; a service that says nothing has 9.6."""

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None,
    reason="systemd-analyze is not installed: sudo apt-get install systemd",
)


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units as they are installed, for a house that is installed here."""
    folder = tmp_path / "units"
    shutil.copytree(DEPLOY / "systemd", folder)
    for unit in folder.glob("*.service"):
        text = unit.read_text(encoding="utf-8").replace(
            "/opt/luz/.venv/bin/", f"{Path(sys.executable).parent}/"
        )
        unit.write_text(text.replace("/usr/bin/rsync", "/bin/true"), encoding="utf-8")
    return folder


def analyzed(units: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SYSTEMD_UNIT_PATH": f"{units}:", "SYSTEMD_COLORS": "0"}
    command = ["systemd-analyze", "--no-pager", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def of_us(told: str) -> list[str]:
    """What is said of our own units: those of the machine are none of our business."""
    return [line for line in told.splitlines() if "luz-" in line]


@needs_systemd
def test_systemd_has_nothing_to_say_of_the_units(units: Path) -> None:
    told = analyzed(units, "verify", *(str(units / name) for name in SERVICES + TIMERS))

    assert (of_us(told.stderr), told.returncode) == ([], 0)


@needs_systemd
def test_a_wrong_unit_would_be_noticed(units: Path) -> None:
    with (units / "luz-app.service").open("a", encoding="utf-8") as unit:
        unit.write("[Service]\nProtectSistem=strict\n")

    assert of_us(analyzed(units, "verify", str(units / "luz-app.service")).stderr) != []


@needs_systemd
@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_shut_in(units: Path, name: str) -> None:
    told = analyzed(units, "security", "--offline=true", str(units / name)).stdout

    exposure = re.search(r"Overall exposure level for \S+: ([\d.]+)", told)
    assert exposure is not None, told
    assert float(exposure[1]) <= MOST_EXPOSED


def test_what_is_run_exists() -> None:
    lines = [
        line.removeprefix("ExecStart=").split()
        for name in SERVICES
        for line in (DEPLOY / "systemd" / name).read_text(encoding="utf-8").splitlines()
        if line.startswith("ExecStart=")
    ]

    ours = [["luz", *words] for program, *words in lines if program == "/opt/luz/.venv/bin/luz"]
    assert [unknown_in(words, set(), main) for words in ours] == [[]] * len(ours)
    assert {program for program, *_ in lines} == {
        "/opt/luz/.venv/bin/luz",
        "/opt/luz/.venv/bin/litestream",
        "/usr/bin/mkdir",
        "/usr/bin/rsync",
        "/usr/bin/sort",
        "/usr/bin/touch",
    }


def test_nothing_is_lost_of_what_was_erased_on_either_machine(tmp_path: Path) -> None:
    here, there = tmp_path / "backups" / "erased.txt", tmp_path / "replica" / "backups" / "erased.txt"
    here.parent.mkdir()
    unit = (DEPLOY / "systemd" / "luz-erased.service").read_text(encoding="utf-8").replace("\\\n", "")
    commands = [line.partition("=")[2] for line in unit.splitlines() if line.startswith("ExecStart=")]

    for written in ("b\na\n", "c\n"):
        here.write_text(written)
        for command in commands:
            subprocess.run(command.replace("${LUZ_DATA}", str(tmp_path)).split(), check=True)

    assert there.read_text() == "a\nb\nc\n"


def test_no_copy_of_the_other_machine_is_deleted_by_one_that_has_none() -> None:
    assert not any("--delete" in path.read_text() for path in (DEPLOY / "systemd").glob("*.service"))


def test_every_timer_starts_a_service_that_is_there() -> None:
    assert [
        name.replace(".timer", ".service")
        for name in TIMERS
        if name.replace(".timer", ".service") in SERVICES
    ] == [
        "luz-backup.service",
        "luz-purge.service",
    ]


def litestream() -> dict[str, object]:
    tree = parse((DEPLOY / "litestream.yml").read_bytes())
    assert tree.flaws == []
    assert isinstance(tree.data, dict)
    return tree.data


def test_litestream_copies_what_a_backup_copies_and_nothing_else() -> None:
    names = [path.name for path in databases(Settings(Path("var")))]

    text = (DEPLOY / "litestream.yml").read_text(encoding="utf-8")
    assert sorted(re.findall(r"- path: \$\{LUZ_DATA\}/(\S+)", text)) == sorted(names)
    assert sorted(re.findall(r"\s{6}path: \$\{LUZ_DATA\}/(\S+)", text)) == sorted(
        f"{REPLICA}/{name}" for name in names
    )


def test_litestream_listens_where_it_is_asked() -> None:
    assert litestream()["socket"] == {
        "enabled": "true",
        "path": f"${{LUZ_DATA}}/{SOCKET}",
        "permissions": "0600",
    }


def test_what_was_erased_leaves_litestream_within_what_was_promised() -> None:
    snapshot = litestream()["snapshot"]
    assert isinstance(snapshot, dict)
    interval, retention = (int(str(snapshot[key]).removesuffix("h")) for key in ("interval", "retention"))

    # Held to account by tests/feedback_app/upkeep/test_streaming_long.py, in seconds instead of hours.
    assert (retention + 2 * interval) / 24 < KEPT_DAYS
