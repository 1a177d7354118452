"""Commands that are imported when they are asked for: whoever checks a plan does not wait for the wings.

Those that build and serve take as long to import as a whole check takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

import click


class OnDemand(Mapping[str, click.Command]):
    """The commands of a package by name: each has the name of its module, with hyphens."""

    def __init__(self, package: str, *modules: str) -> None:
        self._modules = {module.replace("_", "-"): f"{package}.{module}" for module in modules}

    def __getitem__(self, name: str) -> click.Command:
        command: click.Command = getattr(import_module(self._modules[name]), name.replace("-", "_"))
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)
