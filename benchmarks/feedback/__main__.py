"""`make bench-feedback`: serves questionnaires in several ways, measures, prints tables and writes a file."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from benchmarks import report
from benchmarks.feedback import house, polite, room
from benchmarks.feedback.contestants import BARE, GROUPED, IN_TURN, NOTHING, SINGLE
from benchmarks.feedback.results import COUNTED, EXPORTING, IDLE, PLAIN, Loads, Measured, figures, goals
from benchmarks.feedback.tables import told
from benchmarks.feedback.visitors import write_posts
from benchmarks.load import Asked, Load, Server, Unanswered, loaded
from benchmarks.rounds import interleaved
from benchmarks.words import say
from feedback_app.settings import Settings
from luz.cli.options import data_folder
from luz.published import Published

CONNECTIONS = 64
ROUNDS, SECONDS = 9, 4
POLITE_ROUNDS, POLITE_SECONDS = 5, 5
YEARS = (2_000, 20_000, 200_000)
"""Responses of each year whose file is weighed; managers export the comments of the last."""
WRITTEN = 20_000
MOST_A_SECOND, MOST_OF_BARE = 3_000, 8_000
"""Forms prepared for each second: more than any app takes, and than the bare server does."""
STORING = {GROUPED, SINGLE, IN_TURN}


def main() -> None:
    """Run the benchmark from the folder of the repository. What is missed is told, and is no failure."""
    missing = [name for name in ("wrk", "cc") if not shutil.which(name)]
    if missing:
        click.echo(say("This is missing: {programs}.", programs=", ".join(missing)), err=True)
        sys.exit(1)
    machine = report.machine()
    with tempfile.TemporaryDirectory(prefix="luz-") as folder:
        measured = _measured(Path(folder), dt.datetime.now(dt.UTC).date())
    size = {"rounds": ROUNDS, "seconds": SECONDS, "connections": CONNECTIONS}
    folder_of_results = data_folder(None) / "benchmarks"
    content = {**figures(measured), **size, "machine": machine}
    file = report.written(folder_of_results, "feedback", goals(measured), content)
    click.echo(told(measured))
    click.echo(say("Load of the machine before: {load}. Written: {file}", load=machine["load"], file=file))


def _measured(folder: Path, today: dt.date) -> Measured:
    _say("Writing without any web…")
    published = house.published_in(folder / "house", today)
    answers = Settings(folder / "house").answers
    years = {number: room.a_year(published, today, number) for number in YEARS}
    files = {number: folder / f"{number}.db" for number in YEARS} | {YEARS[-1]: answers}
    bytes_each = {number: room.bytes_each(files[number], published, years[number]) for number in YEARS}
    rates = {
        name: partial(room.per_second, folder, published, years[YEARS[-1]][:WRITTEN], plain=name == PLAIN)
        for name in (COUNTED, PLAIN)
    }
    written = interleaved(rates, 3)
    _say("At full speed…")
    loads = _at_full_speed(folder / "disk", (GROUPED, SINGLE, IN_TURN, NOTHING, BARE), published, today)
    _say("On a slow disk…")
    slow = house.slow_disk(folder)
    slowed = _at_full_speed(folder / "slow", (GROUPED, SINGLE, IN_TURN), published, today, slow)
    _say("While managers export…")
    return Measured(loads, slowed, _beside_managers(folder, published, today), written, bytes_each)


def _at_full_speed(
    folder: Path, names: Sequence[str], published: Published, today: dt.date, slow: Path | None = None
) -> Loads:
    with house.served(names, folder, today, slow) as servers:
        measures = {
            name: partial(_stored, name, server, folder / name, published) for name, server in servers.items()
        }
        interleaved(measures, 1)
        return interleaved(measures, ROUNDS)


def _stored(name: str, server: Server, data: Path, published: Published) -> Load:
    """Send forms for a round. Raises Unanswered where fewer are in the file than were thanked for."""
    posts, counts = data / "posts.txt", name in STORING
    forms = (MOST_OF_BARE if name == BARE else MOST_A_SECOND) * SECONDS
    write_posts(posts, published, forms)
    before = house.stored(data) if counts else 0
    load = loaded(Asked(server, "/", posts=posts), SECONDS, CONNECTIONS)
    if counts and not load.answers <= min(house.stored(data) - before, forms):
        raise Unanswered(f"{load.answers} answers were thanked for, {house.stored(data) - before} are stored")
    return load


def _beside_managers(
    folder: Path, published: Published, today: dt.date
) -> dict[str, tuple[polite.Waited, ...]]:
    data, posts = folder / "house", folder / "posts.txt"
    manager = next(one for one in published.access.employees if one.works_here_on(today) and one.manager)

    def fresh(measure: Callable[[], polite.Waited]) -> polite.Waited:
        write_posts(posts, published, POLITE_SECONDS * MOST_A_SECOND)
        return measure()

    with house.whole_house(data, manager) as (app, export):
        visiting = partial(polite.waited, app, posts, POLITE_SECONDS)
        beside = partial(polite.while_managers_export, app, posts, POLITE_SECONDS, export)
        measures = {IDLE: partial(fresh, visiting), EXPORTING: partial(fresh, beside)}
        interleaved(measures, 1)
        return interleaved(measures, POLITE_ROUNDS)


def _say(message: str) -> None:
    click.echo(f"» {say(message)}")


if __name__ == "__main__":
    main()
