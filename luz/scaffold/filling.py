"""A template filled in: texts become values of YAML, and a list takes the indentation of its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

TEMPLATES = Path(__file__).parent / "templates"

Values = Mapping[str, str | Sequence[str]]

_BLOCK = re.compile(r"(?P<before>\s*(?:# )?)\$\{(?P<name>\w+)\}")
_PLAIN = re.compile(r"[^\W_][\w ,.()/·'-]*(?<! )")


def filled(name: str, values: Values) -> str:
    """A template with its values; one that is a list has a line for each item, and without items none."""
    lines: list[str] = []
    for line in (TEMPLATES / name).read_text(encoding="utf-8").splitlines():
        block = _BLOCK.fullmatch(line)
        items = values.get(block["name"]) if block else None
        if block is None or items is None or isinstance(items, str):
            lines.append(Template(line).substitute(values))
        else:
            lines += [f"{block['before']}{item}" for item in items]
    return "\n".join(lines) + "\n"


def scalar(text: str) -> str:
    """A text as a value of YAML, in quotes where it needs them."""
    one_line = " ".join(text.split())
    return one_line if _PLAIN.fullmatch(one_line) else "'" + one_line.replace("'", "''") + "'"
