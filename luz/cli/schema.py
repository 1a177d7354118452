"""`luz schema`: the JSON Schemas by which editors help with the files of `plans/`."""

from __future__ import annotations

from pathlib import Path

import click

from luz import schema as schemas
from luz.cli.options import OPTIONS, PLANS, say


@click.command(
    **OPTIONS,
    help=say("Write the JSON Schemas by which editors check and explain the files in FOLDER (plans/)."),
)
@click.argument("folder", metavar=say("[FOLDER]"), type=click.Path(path_type=Path), default=PLANS)
@click.option("--check", is_flag=True, help=say("Write nothing; fail if one is not up to date."))
def schema(folder: Path, check: bool) -> None:
    if not check:
        schemas.write(folder)
        return
    stale = schemas.stale(folder)
    if stale:
        click.echo(say("Not up to date: {files}. Run «luz schema».", files=", ".join(stale)), err=True)
        raise SystemExit(1)
