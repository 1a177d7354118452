"""A command typed wrongly, explained in the words of our catalogue instead of click's own English."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import IO, Any

import click

from luz.wording import Wording


class Misuse(click.UsageError):
    """What is wrong with a command as it was typed, how it is called, and where its help is."""

    def __init__(self, words: Wording, error: click.UsageError) -> None:
        super().__init__(explanation(words, error), error.ctx)
        self._words = words

    def show(self, file: IO[Any] | None = None) -> None:
        """Write it all where errors go."""
        if self.ctx is not None:
            help_of = f"{self.ctx.command_path} --help"
            usage = f"{self.ctx.get_usage()}\n{self._words.text('Help: {command}', command=help_of)}\n"
            click.echo(usage, file=file, err=file is None)
        click.echo(f"Error: {self.message}", file=file, err=file is None)


@contextmanager
def explained(words: Wording) -> Iterator[None]:
    """Whatever click finds wrong in here is told in our words."""
    try:
        yield
    except Misuse:
        raise
    except click.UsageError as error:
        raise Misuse(words, error) from error


def explanation(words: Wording, error: click.UsageError) -> str:
    """What was wrong in the words typed, and what to type instead."""
    if isinstance(error, click.NoSuchOption):
        return _unknown(words, "there is no option «{name}»", error.option_name, error.possibilities)
    if isinstance(error, click.exceptions.NoSuchCommand):
        return _unknown(words, "there is no command «{name}»", error.command_name, _commands(error))
    if isinstance(error, click.MissingParameter):
        return words.text("«{name}» is missing; write it", name=_name(error))
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _wrong_value(words, error, error.param.type)
    if isinstance(error, click.BadOptionUsage):
        return words.text("the option «{name}» lacks its value, or takes none", name=error.option_name)
    return words.text('there are words too many; a name of several words goes in quotes: "Bodega Norte"')


def _unknown(words: Wording, message: str, name: str, known: list[str] | None) -> str:
    told = words.text(message, name=name)
    near = get_close_matches(name, known or (), n=1)
    return f"{told}; {words.text('did you mean «{nearest}»?', nearest=near[0])}" if near else told


def _commands(error: click.UsageError) -> list[str]:
    group = error.ctx.command if error.ctx is not None else None
    return sorted(group.commands) if isinstance(group, click.Group) else []


def _name(error: click.BadParameter) -> str:
    """What a person types, or sees in the help, of the option or argument that is wrong."""
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    return str(error.param.make_metavar(error.ctx)) if error.param and error.ctx else ""


def _wrong_value(words: Wording, error: click.BadParameter, kind: click.ParamType[Any]) -> str:
    name = _name(error)
    if isinstance(kind, click.Choice):
        return words.text("«{name}» may be: {choices}", name=name, choices=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.DateTime):
        return words.text("«{name}» is a day, written year, month and day: 2026-12-01", name=name)
    if isinstance(kind, click.IntRange):
        numbers = {"low": kind.min, "high": kind.max}
        return words.text("«{name}» is a whole number from {low} to {high}", name=name, **numbers)
    return f"«{name}»: {error.message}"
