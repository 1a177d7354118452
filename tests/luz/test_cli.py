"""The commands as somebody types them: what they print, what they leave on disk, how they end."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from luz.cli import main
from luz.published import PublishedState
from tests.builders import a_company, a_library, people, write_plans, write_project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_project(a_library(), tmp_path / "project", {"manual/index.md": "# Manual\n"})
    monkeypatch.chdir(folder)
    monkeypatch.delenv("LUZ_DATA", raising=False)
    return folder


def luz(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def spoil_company(project: Path) -> None:
    change(project / "plans/company.yml", '"elena-robles"', '"Elena Robles"')


def spoil_olmo(project: Path) -> None:
    change(project / "plans/clients/olmo/plan.yml", '"ana-rivas"', '"anna-rivas"')


def sites(data: Path) -> set[str]:
    return {
        link.relative_to(data / "site").as_posix() for link in (data / "site").rglob("*") if link.is_symlink()
    }


class TestCheck:
    def test_plans_in_order_are_counted_on_one_line(self, project: Path) -> None:
        result = luz("check")

        assert result.exit_code == 0
        assert result.output.splitlines()[-1].startswith(
            "Sin problemas: 3 clientes, 2 procedimientos, 1 cuestionario y "
        )

    def test_every_problem_is_printed_with_its_place_its_name_and_a_remedy(self, project: Path) -> None:
        spoil_company(project)
        spoil_olmo(project)

        result = luz("check")

        assert result.exit_code == 1
        places = [line.split(": ")[0].partition(":")[0] for line in result.output.splitlines()]
        assert "plans/company.yml" in places
        assert "Sin problemas" not in result.output

    def test_the_messages_come_in_english_where_asked_for(self, project: Path) -> None:
        spoil_olmo(project)

        spanish, english = luz("check"), luz("check", "--lang", "en")

        assert "¿quiso decir «ana-rivas»?" in spanish.output
        assert "did you mean «ana-rivas»?" in english.output
        assert english.exit_code == 1

    def test_a_warning_fails_only_where_one_is_strict(self, project: Path) -> None:
        change(project / "plans/procedures/scope-extension.yml", "2027-03-01", "2026-09-02")

        lenient, strict = luz("check"), luz("check", "--strict")

        assert (lenient.exit_code, strict.exit_code) == (0, 1)
        assert "REVIEW_OVERDUE" in lenient.output
        assert lenient.output.splitlines()[-1].endswith(" y 1 aviso.")

    def test_another_folder_can_be_checked(self, project: Path, tmp_path: Path) -> None:
        elsewhere = write_plans(a_library(clients=()), tmp_path / "elsewhere")

        assert "Sin problemas: 0 clientes" in luz("check", str(elsewhere)).output

    def test_a_folder_that_is_not_there_is_a_problem(self, project: Path) -> None:
        result = luz("check", "nowhere")

        assert result.exit_code == 1
        assert "FILE_MISSING" in result.output


class TestBuild:
    def test_every_edition_is_built_and_published(self, project: Path) -> None:
        result = luz("build")

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

    def test_a_problem_of_one_client_holds_back_that_one_alone(self, project: Path) -> None:
        luz("build")
        before = {name: (project / "var/site" / name).resolve() for name in sites(project / "var")}
        spoil_olmo(project)

        result = luz("build")

        after = {name: (project / "var/site" / name).resolve() for name in sites(project / "var")}
        assert result.exit_code == 1
        assert "El portal de «olmo» se queda como estaba hasta que se arreglen sus planes." in result.output
        assert {name for name in before if before[name] == after[name]} == {"clients/olmo"}
        access = PublishedState(project / "var/published").current().access
        assert access.contact("olmo", "jefa") is not None

    def test_a_problem_of_the_company_leaves_everything_as_it_was(self, project: Path) -> None:
        luz("build")
        before = {path: path.stat().st_mtime_ns for path in (project / "var").rglob("*")}
        spoil_company(project)

        result = luz("build")

        assert result.exit_code == 1
        assert "No se publica nada hasta que se arregle." in result.stderr
        assert {path: path.stat().st_mtime_ns for path in (project / "var").rglob("*")} == before

    def test_a_failed_build_changes_no_site_and_gives_no_right_but_takes_away(self, project: Path) -> None:
        luz("build")
        sites_before = {name: (project / "var/site" / name).resolve() for name in sites(project / "var")}
        staff = [*people(), people()[1] | {"id": "nuevo", "name": "Nuevo"}]
        staff[1] |= {"manager": "no"}
        write_plans(a_library(company=a_company(people=staff)), project / "plans")
        (project / "docs/manual/index.md").write_text("---\naudience: internal\n---\n[roto](nada.md)\n")

        result = luz("build")

        assert result.exit_code == 1
        assert "nada.md" in result.stderr
        assert {
            name: (project / "var/site" / name).resolve() for name in sites(project / "var")
        } == sites_before
        listed = PublishedState(project / "var/published").current().access.employees
        assert [(one.id, one.manager) for one in listed] == [
            ("elena-robles", True),
            ("ana-rivas", False),
            ("bruno-leal", False),
        ]


class TestSampleAnswers:
    def test_samples_are_invented_once_for_what_is_published(self, project: Path) -> None:
        luz("build", "--edition", "public", "--data", "demo")

        first = luz("sample-answers", "--days", "40", "--data", "demo")
        second = luz("sample-answers", "--days", "40", "--data", "demo")

        assert first.exit_code == second.exit_code == 0
        assert first.output == second.output == "500 respuestas de ejemplo en demo/feedback.db.\n"

    def test_the_same_seed_gives_the_same_answers(self, project: Path) -> None:
        dumps = []
        for data, seed in (("one", "7"), ("two", "7"), ("three", "8")):
            luz("build", "--edition", "public", "--data", data)
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


class TestServe:
    @pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.10", "luz.example", "::"])
    @pytest.mark.parametrize("demo", [[], ["--demo"]])
    def test_an_address_that_others_could_reach_is_refused(
        self, project: Path, host: str, demo: list[str]
    ) -> None:
        result = luz("serve", "--host", host, *demo)

        assert result.exit_code == 1
        assert f"«{host}» enviaría las sesiones por la red sin cifrar" in result.stderr
        assert not (project / "var").exists()

    def test_before_anything_is_published_there_is_nothing_to_serve(self, project: Path) -> None:
        result = luz("serve", "--port", "0", "--data-port", "0")

        assert result.exit_code == 1
        assert "En var todavía no hay nada publicado" in result.stderr

    def test_a_taken_port_is_named_with_the_one_used_instead(self, project: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as somebody:
            taken = somebody.getsockname()[1]
            result = luz("serve", "--port", str(taken), "--data-port", "0")

        assert f"El puerto {taken} lo tiene otro programa; se usa el " in result.output


def commands() -> list[list[str]]:
    return [[], *([name] for name in main.commands)]


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_the_help_is_in_spanish(command: list[str]) -> None:
    result = luz(*command, "--help")

    assert result.exit_code == 0
    assert result.output.startswith("Uso: ")
    english = ("Usage", "Options", "Commands", "Show", "TEXT", "INTEGER", "DIRECTORY", "OPTIONS", "the ")
    assert [word for word in english if word in result.output] == []


def test_every_option_says_what_it_is_for() -> None:
    silent = [
        f"{name} {option.opts[0]}"
        for name, command in main.commands.items()
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]

    assert silent == []


def test_the_program_runs_by_its_own_name(project: Path) -> None:
    program = Path(sys.executable).with_name("luz")

    run = subprocess.run([program, "check"], capture_output=True, text=True, check=False)

    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines()[-1].startswith("Sin problemas: ")
