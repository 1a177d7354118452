"""The commands as they are found: by name, and without what they do not need."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("command", ["check", "new", "schema", "diff"])
def test_a_command_that_builds_nothing_imports_neither_wing(command: str) -> None:
    code = "import sys; from luz.cli import main; main.commands[sys.argv[1]]; print(*sys.modules)"

    run = subprocess.run([sys.executable, "-c", code, command], capture_output=True, text=True, check=True)

    assert {"mkdocs", "jinja2", "flask", "hooks", "feedback_app"} & set(run.stdout.split()) == set()
