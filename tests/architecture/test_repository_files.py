"""Holds what GitHub and pre-commit read to the repository: paths that exist, commands that run green."""

from __future__ import annotations

import fnmatch
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from luz.yaml_tree import parse
from tests.architecture.house import ROOT
from tests.architecture.plain_lines import faults

ENDINGS = {"yaml": (".yml", ".yaml"), "markdown": (".md",), "python": (".py",), "pyi": (".pyi",)}
"""What pre-commit calls files of these endings."""


def hooks() -> list[dict[str, Any]]:
    tree = parse((ROOT / ".pre-commit-config.yaml").read_bytes())
    assert tree.flaws == []
    return [{"repo": repo["repo"], **hook} for repo in tree.data["repos"] for hook in repo["hooks"]]


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def files_of(hook: dict[str, Any]) -> list[str]:
    """The files of the repository that a hook looks at."""
    endings = tuple(ending for kind in hook.get("types_or", ()) for ending in ENDINGS[kind])
    names = [name for name in tracked() if re.search(hook.get("files", ""), name)]
    return [name for name in names if name.endswith(endings)] if endings else names


def test_every_hook_runs_what_is_installed() -> None:
    known = {"always_run", "repo", "id", "name", "entry", "language", "files", "types_or", "pass_filenames"}

    assert len({hook["id"] for hook in hooks()}) == len(hooks())
    for hook in hooks():
        assert (hook["repo"], hook["language"], set(hook) - known) == ("local", "system", set())
        assert hook["entry"].startswith(".venv/bin/")


@pytest.mark.parametrize("hook", hooks(), ids=lambda hook: hook["id"])
def test_every_hook_runs_green_on_the_repository(hook: dict[str, Any]) -> None:
    program, *words = shlex.split(hook["entry"])
    files = files_of(hook)
    assert files != []

    command = [str(Path(sys.executable).parent / Path(program).name), *words]
    ran = subprocess.run(
        command + (files if hook.get("pass_filenames") != "false" else []),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b"", []),
        (b"a: b\n", []),
        (b"a: b", ["debe acabar en un solo final de línea"]),
        (b"a: b\n\n", ["debe acabar en un solo final de línea"]),
        (b"a: b \nc: d\t\n", ["espacios al final de la línea", "espacios al final de la línea"]),
    ],
)
def test_spaces_that_nobody_sees_are_found(tmp_path: Path, text: bytes, found: list[str]) -> None:
    (tmp_path / "x.yml").write_bytes(text)

    assert [fault.rpartition(": ")[2] for fault in faults(tmp_path / "x.yml")] == found


def owners() -> list[list[str]]:
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


def test_every_line_of_the_owners_is_about_files_that_exist_and_names_a_team() -> None:
    names = [f"/{name}" for name in tracked()]

    for pattern, *teams in owners():
        assert fnmatch.filter(names, f"{pattern}*" if pattern.endswith("/") else pattern) != [], pattern
        assert teams != []
        assert all(re.fullmatch(r"@[a-z]+/[a-z]+", team) for team in teams)
