"""Commands typed into a project, and mistakes put into its plans."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from luz.cli import main
from tests.builders import a_library, write_project


def luz(*arguments: str) -> Result:
    """Run a command where one is."""
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def a_project(folder: Path) -> Path:
    """A project with a company of two clients, below a folder."""
    return write_project(a_library(), folder / "project", {"manual/index.md": "# Manual\n"})


def change(file: Path, old: str, new: str) -> None:
    """Put something else into a file, once."""
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def spoil_company(project: Path) -> None:
    """Make a mistake in the data of the company."""
    change(project / "plans/company.yml", '"elena-robles"', '"Elena Robles"')


def spoil_olmo(project: Path) -> None:
    """Make a mistake in the plan of one client."""
    change(project / "plans/clients/olmo/plan.yml", '"ana-rivas"', '"anna-rivas"')
