"""The answers, opened for a command beside the running app; says so where there are none or it fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import click

from feedback_app.settings import Settings
from feedback_app.storage import Storage
from feedback_app.upkeep.leftovers import locked
from luz.cli.feedback.restoring import refuse_half_restored
from luz.cli.options import say


@contextmanager
def opened_answers(settings: Settings) -> Iterator[sqlite3.Connection]:
    """A connection to the answers; whatever goes wrong with the file meanwhile ends the command in words."""
    see_that_there_are_answers(settings)
    with told_failures(), locked(settings), closing(Storage(settings.answers)) as storage:
        yield storage.connection


def see_that_there_are_answers(settings: Settings) -> None:
    """End the command where there are no answers, or others wait to take their place."""
    refuse_half_restored(settings)
    if not settings.answers.exists():
        raise click.ClickException(say("There are no answers in {folder}.", folder=settings.data))


@contextmanager
def told_failures() -> Iterator[None]:
    """What a file or its disk refuses, in words."""
    try:
        yield
    except (sqlite3.Error, OSError) as reason:
        unfinished = (
            "It could not be finished ({reason}). What was done stays; mend that and give the same order "
            "again."
        )
        raise click.ClickException(say(unfinished, reason=reason)) from None
