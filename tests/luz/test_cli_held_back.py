"""`luz build` while a client is held back: who of that client can still sign in, and what is said of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from luz.access_list import AccessList
from luz.cli import main
from luz.published import PublishedState
from tests.builders import a_library, write_project
from tests.cases.case import Change, lay_out

PLAN = "clients/alba/plan.yml"
# In the sample plans he may not sign in; here he could, until the plan is changed.
TOMAS_HAS_ACCESS = Change(file=PLAN, find="        portal_access: no\n    duties:", put="    duties:")
A_MISSPELT_KEY = Change(file=PLAN, find="\nsummary:", put="\nsumary:")
TOMAS = """\
      - id: tomas
        name: Tomás Gil
        position: Recepción
        does: Avisa de los fallos.
        mail: tomas@hotel-alba.example
        reports_to: julia
"""
HELD_BACK = "El portal de «alba» se queda como estaba hasta que se arreglen sus planes."
UNREAD = (
    "El plan de «alba» falta o no se puede leer: si ha quitado a alguien, todavía puede entrar. Para "
    "cerrarle el paso, arregle el plan y publique; con «luz sign-out» no basta, porque volvería a entrar."
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_project(a_library(), tmp_path / "project", {"manual/index.md": "# Manual\n"})
    shutil.rmtree(folder / "plans")
    lay_out(folder, TOMAS_HAS_ACCESS)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("LUZ_DATA", raising=False)
    return folder


def build() -> Result:
    arguments = ["build", "--edition", "public", "--date", "2026-11-21"]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def access(project: Path) -> AccessList:
    return PublishedState(project / "var/published").current().access


def of_alba(access: AccessList) -> list[str]:
    return [one.id for one in access.contacts if one.client == "alba"]


def told(result: Result) -> list[str]:
    return [line for line in result.output.splitlines() if "alba»" in line]


@pytest.mark.parametrize(
    ("change", "stay"),
    [
        (Change(file=PLAN, find="Avisa de los fallos.", put="Avisa."), ["julia", "tomas"]),
        (Change(file=PLAN, find=TOMAS, put=""), ["julia"]),
        (Change(file=PLAN, find="reports_to: julia\n", put="portal_access: no\n"), ["julia"]),
        (Change(file=PLAN, find="mail: tomas@", put="mail: gil@"), ["julia"]),
        (Change(file=PLAN, find="\nowner:", put="\ndraft: sí\nowner:"), []),
    ],
)
def test_whoever_the_plan_grants_nothing_any_more_is_out_whatever_else_is_wrong_with_it(
    project: Path, change: Change, stay: list[str]
) -> None:
    sound = build()
    before = access(project)
    for one in (A_MISSPELT_KEY, change):
        one.apply(project / "plans")

    result = build()

    after = access(project)
    assert (sound.exit_code, of_alba(before)) == (0, ["julia", "tomas"])
    assert (result.exit_code, of_alba(after)) == (1, stay)
    assert told(result) == [HELD_BACK]
    assert after.employees == before.employees
    assert [one for one in after.contacts if one.client != "alba"] == [
        one for one in before.contacts if one.client != "alba"
    ]


def test_whoever_was_taken_out_is_out_when_another_file_of_the_client_is_wrong(project: Path) -> None:
    build()
    Change(file="clients/alba/client.yml", find="\ntrade:", put="\ntrad:").apply(project / "plans")
    Change(file=PLAN, find="reports_to: julia\n", put="portal_access: no\n").apply(project / "plans")

    result = build()

    assert of_alba(access(project)) == ["julia"]
    assert told(result) == [HELD_BACK]


def test_nobody_comes_in_by_a_plan_that_is_held_back(project: Path) -> None:
    Change(file=PLAN, find="reports_to: julia\n", put="portal_access: no\n").apply(project / "plans")
    build()
    Change(file=PLAN, find="        portal_access: no\n    duties:", put="    duties:").apply(
        project / "plans"
    )
    A_MISSPELT_KEY.apply(project / "plans")

    build()

    assert of_alba(access(project)) == ["julia"]


@pytest.mark.parametrize(
    "unreadable", [Change(file=PLAN, find="\nowner:", put="\n\towner:"), Change(file=PLAN, remove=True)]
)
def test_where_the_plan_cannot_be_read_they_stay_and_that_is_said(project: Path, unreadable: Change) -> None:
    build()
    A_MISSPELT_KEY.apply(project / "plans")
    Change(file="clients/alba/client.yml", find="\ntrade:", put="\ntrad:").apply(project / "plans")
    unreadable.apply(project / "plans")

    result = build()

    assert (result.exit_code, of_alba(access(project))) == (1, ["julia", "tomas"])
    assert told(result) == [HELD_BACK, UNREAD]


def test_of_a_client_nobody_of_whom_could_sign_in_nothing_more_is_said(project: Path) -> None:
    Change(file=PLAN, find="\nowner:", put="\n\towner:").apply(project / "plans")

    assert told(build()) == [HELD_BACK]
