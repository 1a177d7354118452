"""`make bench-serving`: builds the sample company, serves it, measures, prints a table and writes a file."""

from __future__ import annotations

import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

import click

from benchmarks import report
from benchmarks.load import READERS, loaded
from benchmarks.rounds import interleaved
from benchmarks.serving import house, nginx
from benchmarks.serving.contestants import contestants
from benchmarks.serving.results import Loads, figures, goals
from benchmarks.serving.tables import told
from benchmarks.words import say
from luz.cli.options import data_folder
from luz.cli.publishing import publish_all
from luz.published import PublishedState

ROUNDS = 21
SECONDS = 1
"""For how long each contestant is asked in each round: many short rounds, as a busy moment spoils one."""


def main() -> None:
    """Run the benchmark from the folder of the repository. What is missed is told, and is no failure."""
    missing = [name for name, path in (("wrk", shutil.which("wrk")), ("nginx", nginx.program())) if not path]
    if missing:
        click.echo(say("This is missing: {programs}.", programs=", ".join(missing)), err=True)
        sys.exit(1)
    machine = report.machine()
    with tempfile.TemporaryDirectory(prefix="luz-") as folder:
        loads = _measured(Path(folder))
    size = {"rounds": ROUNDS, "seconds": SECONDS, "readers": READERS}
    file = report.written(
        data_folder(None) / "benchmarks",
        "serving",
        goals(loads),
        {**figures(loads), **size, "machine": machine},
    )
    click.echo(told(loads))
    click.echo(say("Load of the machine before: {load}. Written: {file}", load=machine["load"], file=file))


def _measured(folder: Path) -> Loads:
    settings = house.settings_on_a_free_port(folder / "data")
    if not publish_all(settings):
        sys.exit(1)
    today = PublishedState(settings.published).current().company.today()
    pages = house.opened_pages(settings, today)
    public = (settings.site / "public").resolve()
    with house.served(settings) as app, nginx.serving(public, folder) as plain:
        asked = contestants(pages, app, plain)
        measures = {name: partial(loaded, one, SECONDS) for name, one in asked.items()}
        click.echo(f"» {say('Warming up…')}")
        interleaved(measures, 1)
        click.echo(f"» {say('Measuring, {rounds} rounds…', rounds=ROUNDS)}")
        return interleaved(measures, ROUNDS)


if __name__ == "__main__":
    main()
