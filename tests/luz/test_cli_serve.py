"""`luz serve` says what is wrong with its settings before it starts anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from luz.cli import main


@pytest.mark.parametrize("demo", [[], ["--demo"]])
def test_a_wrong_setting_of_the_mail_server_is_named(tmp_path: Path, demo: list[str]) -> None:
    environment = {"LUZ_SMTP_HOST": "correo.oficio.example", "LUZ_SMTP_SENDER": ""}
    data = tmp_path / "var"

    result = CliRunner().invoke(main, ["serve", "--data", str(data), *demo], env=environment)

    sentence = "LUZ_SMTP_SENDER: falta la dirección de la que salen los correos"
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"Error: {sentence}\n"
    assert not data.exists()
