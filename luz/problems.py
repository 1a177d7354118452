"""What is wrong in `plans/`, as a value: where it stands, which check found it, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as declare
from decimal import Decimal
from pathlib import Path

from luz.audience import Audience
from luz.model.scalars import Length
from luz.wording import Wording

LONGEST_VALUE = 600
"""Characters of a value that a message repeats."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend (or, as a `warning`, to know): `message` is a message id of the catalogue.

    `client` is the id of the client whose folder it stands in; None means the company's own data.
    """

    path: str
    line: int
    field: str
    check: str
    message: str
    params: Mapping[str, object] = declare(default_factory=dict, compare=False)
    client: str | None = None
    warning: bool = False

    def render(self, wording: Wording) -> str:
        """The problem as one line: `path:line: field: CHECK_NAME: message with remedy`."""
        place = ": ".join(part for part in (self.field, self.check) if part)
        return f"{self.path}:{self.line}: {place}: {self.describe(wording)}"

    def describe(self, wording: Wording) -> str:
        """What is wrong and how to mend it, in the language of the wording."""
        values = {name: _worded(value, wording) for name, value in self.params.items()}
        return " ".join(wording.text(self.message, **values).split())


def _worded(value: object, wording: Wording) -> object:
    if isinstance(value, Audience):
        return wording.label("Audience", value)
    if isinstance(value, str):
        return printable(value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}…")
    if isinstance(value, Length):
        return wording.duration(value)
    return wording.number(value) if isinstance(value, Decimal) else value


class InvalidPlans(Exception):
    """Raised where nothing can be published because the company's own data has problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems in the plans")
        self.problems = problems


def relative(path: Path, root: Path) -> str:
    """The path as an editor knows it: below the folder that holds `plans/`."""
    known = path.relative_to(root.parent) if path.is_relative_to(root.parent) else path
    return printable(known.as_posix())


def printable(text: str) -> str:
    """A text on one line: names and values may hold bytes and line ends that nothing can show."""
    return "".join(_sign(char) for char in text)


def _sign(char: str) -> str:
    if char.isprintable():
        return char
    return " " if char.isspace() else "\ufffd"
