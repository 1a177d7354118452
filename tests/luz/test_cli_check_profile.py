"""`luz check --profile` as somebody types it: what a published checklist finds of each plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from luz.cli import main
from luz.model.profile import Profile
from luz.profiles import CHECKLISTS
from tests.builders import a_client_folder, a_library, a_plan, write_project

SAID = [{"profile": "iso20000", "item": "ending", "reason": "Se contrata por horas."}]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    library = a_library(clients=(a_client_folder(plan=a_plan(not_concerned=SAID)),))
    monkeypatch.chdir(write_project(library, tmp_path / "project"))
    return tmp_path / "project"


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ("check", *arguments), catch_exceptions=False)


@pytest.mark.parametrize("profile", Profile)
def test_each_item_is_told_on_a_line_with_the_id_an_editor_writes(profile: Profile, project: Path) -> None:
    result = check("--profile", str(profile))

    told = [line.split()[1] for line in result.stdout.splitlines() if line[2:3] in ("✓", "✗", "–")]
    assert told == [item.id for item in CHECKLISTS[profile].items]


def test_each_plan_is_headed_by_its_client_and_the_checklist(project: Path) -> None:
    lines = check("--profile", "iso20000").stdout.splitlines()

    assert [line for line in lines if " · ISO/IEC" in line and not line.startswith(" ")] == [
        "Bodegas Olmo · ISO/IEC 20000-1:2018"
    ]


def test_what_is_no_concern_is_told_with_the_reason_written_in_the_plan(project: Path) -> None:
    lines = check("--profile", "iso20000").stdout.splitlines()

    said = next(number for number, line in enumerate(lines) if line.startswith("  – ending"))
    assert lines[said + 1] == "      no le concierne: Se contrata por horas."


def test_what_is_missing_is_no_problem_and_fails_nothing(project: Path) -> None:
    result = check("--profile", "ley10_2025")

    assert ("✗" in result.stdout, result.exit_code) == (True, 0)


def test_a_problem_in_the_plans_fails_all_the_same(project: Path) -> None:
    company = project / "plans" / "company.yml"
    company.write_text(company.read_text(encoding="utf-8").replace('"elena-robles"', '"Elena Robles"', 1))

    assert check("--profile", "iso20000").exit_code == 1


def test_a_checklist_nobody_knows_is_refused_with_those_there_are(project: Path) -> None:
    result = check("--profile", "iso9001")

    assert result.exit_code == 2
    assert all(str(profile) in result.stderr for profile in Profile)
