"""The commands as somebody types them: what they print, what they leave on disk, how they end."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest

from luz.cli import main
from tests.builders import a_library, write_plans
from tests.luz.commands import change, luz, spoil_company, spoil_olmo


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
