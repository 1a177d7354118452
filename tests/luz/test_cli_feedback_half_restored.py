"""A restore that was cut short: every command says so and does nothing, `restore` finishes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedback_app.settings import Settings
from luz.cli import main
from tests.feedback_app.asked import rows
from tests.feedback_app.upkeep.copied_house import a_filled_house


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A house of three answers that wait to be replaced by one."""
    settings = a_filled_house(tmp_path / "house")
    waiting = settings.data / ".putting-back"
    waiting.mkdir()
    a_filled_house(tmp_path / "other", answers=1).answers.rename(waiting / "feedback.db")
    return settings


def run(settings: Settings, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--data", str(settings.data)])


def answers(settings: Settings) -> int:
    return int(rows(settings.answers, "select count(*) from response")[0][0])


@pytest.mark.parametrize("command", ["backup", "erase 7KQM-3F9D-XZ2A", "purge", "rebuild", "verify"])
def test_every_command_says_so(settings: Settings, command: str) -> None:
    result = run(settings, "feedback", *command.split())

    message = "Error: Una recuperación quedó a medias: «luz feedback restore» la termina.\n"
    assert (result.exit_code, result.output) == (1, message)
    assert (settings.data / ".putting-back" / "feedback.db").exists()


def test_restore_finishes_it(settings: Settings) -> None:
    result = run(settings, "feedback", "restore")

    message = "Se ha terminado una recuperación que había quedado a medias.\n"
    assert (result.exit_code, result.output, answers(settings)) == (0, message, 1)
    assert not (settings.data / ".putting-back").exists()


def test_a_mistyped_folder_is_told_and_not_made(tmp_path: Path) -> None:
    result = run(Settings(tmp_path / "vra"), "feedback", "restore", "2026-11-21-1")

    assert (result.exit_code, result.output) == (1, f"Error: No existe la carpeta {tmp_path / 'vra'}.\n")
    assert not (tmp_path / "vra").exists()


def test_copies_that_cannot_be_listed_are_told_as_just_that(tmp_path: Path) -> None:
    settings = a_filled_house(tmp_path)
    gone = settings.backups / "2026-11-21-1" / "feedback.db"
    gone.parent.mkdir(parents=True)
    gone.symlink_to(tmp_path / "nowhere")

    result = run(settings, "feedback", "restore")

    reason = f"[Errno 2] No such file or directory: '{gone}'"
    told = f"Error: No se pueden enumerar las copias: {reason}.\n"
    assert (result.exit_code, result.output) == (1, told)


def test_nothing_is_put_back_onto_itself(tmp_path: Path) -> None:
    settings = a_filled_house(tmp_path)

    assert run(settings, "feedback", "restore", "..").exit_code == 1
    assert not settings.set_aside.exists()


def test_a_database_of_another_kind_is_no_copy(tmp_path: Path) -> None:
    settings = a_filled_house(tmp_path / "house")
    (tmp_path / "feedback.db").touch()

    result = run(settings, "feedback", "restore", str(tmp_path))

    assert (result.exit_code, answers(settings)) == (1, 3)
    assert result.output.splitlines()[-1] == "No se ha tocado nada. Recupere otra copia."
