"""`luz build` as somebody types it, and answers invented for what it published."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import Result

from luz.published import PublishedState
from tests.builders import a_company, a_library, people, write_plans
from tests.luz.commands import a_project, luz, spoil_company, spoil_olmo

# What was built once is enough for all who ask what the next build does to it.
pytestmark = pytest.mark.xdist_group("commands")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A project in which everything was built once, only to be read, and what was printed."""
    folder = a_project(tmp_path_factory.mktemp("first"))
    with contextlib.chdir(folder):
        return folder, luz("build", "--data", "var")


@pytest.fixture
def built(first: tuple[Path, Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that project, to build in again."""
    folder: Path = shutil.copytree(first[0], tmp_path / "built", symlinks=True)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("LUZ_DATA", raising=False)
    return folder


def sites(data: Path) -> set[str]:
    return {
        link.relative_to(data / "site").as_posix() for link in (data / "site").rglob("*") if link.is_symlink()
    }


class TestBuild:
    def test_every_edition_is_built_and_published(self, first: tuple[Path, Result]) -> None:
        project, result = first

        assert result.exit_code == 0
        assert result.output.splitlines()[:-1] == [
            "» Revisando los planes…",
            "» Intranet…",
            "» Sitio público…",
            "» Portal de north-pier…",
            "» Portal de olmo…",
        ]
        assert sites(project / "var") == {"internal", "public", "clients/olmo", "clients/north-pier"}
        state = PublishedState(project / "var/published").current()
        assert [one.id for one in state.access.employees] == ["elena-robles", "ana-rivas", "bruno-leal"]

    def test_one_edition_can_be_built_alone(self, project: Path) -> None:
        result = luz("build", "--edition", "client:olmo", "--data", "elsewhere")

        assert result.exit_code == 0
        assert sites(project / "elsewhere") == {"clients/olmo"}

    def test_an_edition_nobody_knows_is_refused_by_name(self, project: Path) -> None:
        result = luz("build", "--edition", "client:nobody")

        assert result.exit_code == 1
        assert "client:nobody" in result.stderr
        assert sites(project / "var") == set()

    def test_the_public_address_is_what_was_said(self, project: Path) -> None:
        luz("build", "--edition", "internal", "--public-url", "https://luz.example/")

        assert (
            "<loc>https://luz.example/intranet/</loc>"
            in (project / "var/site/internal/sitemap.xml").read_text()
        )

    def test_the_day_is_what_was_said(self, project: Path) -> None:
        homes = []
        for day in ("2026-11-21", "2026-11-21", "2027-06-01"):
            luz("build", "--edition", "internal", "--date", day)
            homes.append((project / "var/site/internal/index.html").read_bytes())

        assert homes[0] == homes[1]
        assert homes[0] != homes[2]

    @pytest.mark.parametrize("day", ["ayer", "2026-02-30", "1/12/2026"])
    def test_a_day_that_is_none_is_refused(self, project: Path, day: str) -> None:
        assert luz("build", "--date", day).exit_code == 2

    def test_the_data_folder_comes_from_the_environment(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LUZ_DATA", str(project / "kept"))

        luz("build", "--edition", "public")

        assert sites(project / "kept") == {"public"}
        assert not (project / "var").exists()

    def test_a_problem_of_one_client_holds_back_that_one_alone(self, built: Path) -> None:
        before = {name: (built / "var/site" / name).resolve() for name in sites(built / "var")}
        spoil_olmo(built)

        result = luz("build")

        after = {name: (built / "var/site" / name).resolve() for name in sites(built / "var")}
        assert result.exit_code == 1
        assert "El portal de «olmo» se queda como estaba hasta que se arreglen sus planes." in result.output
        assert {name for name in before if before[name] == after[name]} == {"clients/olmo"}
        access = PublishedState(built / "var/published").current().access
        assert access.contact("olmo", "jefa") is not None

    def test_a_problem_of_the_company_leaves_everything_as_it_was(self, built: Path) -> None:
        before = {path: path.stat().st_mtime_ns for path in (built / "var").rglob("*")}
        spoil_company(built)

        result = luz("build")

        assert result.exit_code == 1
        assert "No se publica nada hasta que se arregle." in result.stderr
        assert {path: path.stat().st_mtime_ns for path in (built / "var").rglob("*")} == before

    def test_a_failed_build_changes_no_site_and_gives_no_right_but_takes_away(self, built: Path) -> None:
        sites_before = {name: (built / "var/site" / name).resolve() for name in sites(built / "var")}
        staff = [*people(), people()[1] | {"id": "nuevo", "name": "Nuevo"}]
        staff[1] |= {"manager": "no"}
        write_plans(a_library(company=a_company(people=staff)), built / "plans")
        (built / "docs/manual/index.md").write_text("---\naudience: internal\n---\n[roto](nada.md)\n")

        result = luz("build")

        assert result.exit_code == 1
        assert "nada.md" in result.stderr
        assert {name: (built / "var/site" / name).resolve() for name in sites(built / "var")} == sites_before
        listed = PublishedState(built / "var/published").current().access.employees
        assert [(one.id, one.manager) for one in listed] == [
            ("elena-robles", True),
            ("ana-rivas", False),
            ("bruno-leal", False),
        ]


def publish_into(data: str) -> None:
    """Let what was published stand in another data folder, in which nobody has answered."""
    shutil.copytree("var/published", f"{data}/published")


class TestSampleAnswers:
    def test_samples_are_invented_once_for_what_is_published(self, built: Path) -> None:
        publish_into("demo")

        first = luz("sample-answers", "--days", "40", "--data", "demo")
        second = luz("sample-answers", "--days", "40", "--data", "demo")

        assert first.exit_code == second.exit_code == 0
        answers = "500 respuestas de ejemplo en demo/feedback.db.\n"
        suspects = "10 respuestas sospechosas de ejemplo en demo/guardian.db.\n"
        assert first.output == second.output == answers + suspects

    def test_the_same_seed_gives_the_same_answers(self, built: Path) -> None:
        dumps = []
        for data, seed in (("one", "7"), ("two", "7"), ("three", "8")):
            publish_into(data)
            luz("sample-answers", "--days", "10", "--seed", seed, "--data", data)
            with sqlite3.connect(f"{data}/feedback.db") as database:
                dumps.append(database.execute("select * from rollup_day order by 1, 2, 3, 4").fetchall())
            database.close()

        assert dumps[0] == dumps[1]
        assert dumps[0] != dumps[2]

    def test_before_anything_is_published_nothing_is_invented(self, project: Path) -> None:
        result = luz("sample-answers")

        assert result.exit_code == 1
        assert "En var/demo todavía no hay nada publicado" in result.stderr
        assert not (project / "var/demo/feedback.db").exists()
