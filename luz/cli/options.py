"""What the commands share: folders, ports, and the options that several of them have."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from luz import wording
from luz.cli.command_help import PACKAGE, WORDS, Command
from luz.running import ports

PLANS, DOCS = Path("plans"), Path("docs")
PORT, DATA_PORT = 8000, 8001
PUBLIC_URL = f"http://{ports.LOOPBACK}:{PORT}"

say = WORDS.text

OPTIONS: dict[str, Any] = {"cls": Command, "options_metavar": say("[OPTIONS]")}
"""How each command is declared."""

data_option = click.option(
    "--data",
    metavar=say("FOLDER"),
    type=click.Path(path_type=Path, file_okay=False),
    help=say("Where sites and answers are kept: LUZ_DATA or var; in a demonstration, demo/ below it."),
)

trust_clock_option = click.option(
    "--trust-clock", is_flag=True, help=say("The date of this computer is right, however unlikely.")
)

lang_option = click.option(
    "--lang",
    type=click.Choice(wording.languages(PACKAGE)),
    default="es",
    help=say("The language of the messages."),
)


def port_option(name: str, port: int, meaning: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An option for the number of a port, which the environment may give too."""
    variable = name.removeprefix("--").replace("-", "_").upper()
    kind = click.IntRange(0, 65535)
    return click.option(name, envvar=variable, default=port, type=kind, metavar=say("NUMBER"), help=meaning)


def data_folder(given: Path | None, *, demo: bool = False) -> Path:
    """The folder in which sites and answers are kept."""
    if given is not None:
        return given
    folder = Path(os.environ.get("LUZ_DATA", "var"))
    return folder / "demo" if demo else folder
