"""What `luz --help` prints, and what a command typed wrongly is told, in our words instead of click's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from luz import wording
from luz.cli.misuse import explained

PACKAGE = Path(__file__).parent.parent
"""Where the catalogues of luz lie."""

WORDS = wording.load(PACKAGE, "es")
"""The words of the command line."""

LONGEST_LINE = 200
"""Letters of what a list of commands says of each."""


class Command(click.Command):
    """A command whose help is in our words."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each option means."""
        _write_options(self, ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that shows the help."""
        return _in_our_words(super().get_help_option(ctx))

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:
        """Read what was typed; what is wrong with it is told in our words."""
        with explained(WORDS):
            return super().make_context(*arguments, **settings)


class Group(click.Group):
    """A command with commands below it, whose help is in our words."""

    command_class = Command

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each option means, and each command."""
        _write_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does."""
        commands = sorted(self.commands.items())
        rows = [(name, command.get_short_help_str(LONGEST_LINE)) for name, command in commands]
        _write_section(formatter, WORDS.text("Commands"), rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that shows the help."""
        return _in_our_words(super().get_help_option(ctx))

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:
        """Read what was typed; what is wrong with it is told in our words."""
        with explained(WORDS):
            return super().make_context(*arguments, **settings)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed; that there is none is told in our words."""
        with explained(WORDS):
            return super().resolve_command(ctx, args)


def _write_usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=WORDS.text("Usage:") + " ")


def _write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    options = (one for one in command.get_params(ctx) if isinstance(one, click.Option))
    rows = [row for option in options if (row := option.get_help_record(ctx))]
    _write_section(formatter, WORDS.text("Options"), rows)


def _write_section(formatter: click.HelpFormatter, title: str, rows: Sequence[tuple[str, str]]) -> None:
    with formatter.section(title):
        formatter.write_dl(rows)


def _in_our_words(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = WORDS.text("Show this help.")
    return option
