"""What a benchmark hands in: a table for whoever runs it, and a file that says which goals were met."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Goal:
    """What should be at least so much, mostly a ratio, and what it was."""

    name: str
    goal: float
    measured: float

    @property
    def met(self) -> bool:
        """Whether it was reached."""
        return self.measured >= self.goal


class AtMost(Goal):
    """A ratio, or a size, that should be no more than so much."""

    @property
    def met(self) -> bool:
        """Whether it was kept below."""
        return self.measured <= self.goal


def written(folder: Path, name: str, goals: Sequence[Goal], figures: Mapping[str, object]) -> Path:
    """Write `NAME.json`, with the goals that were missed too, and return where it lies."""
    content = {"goals": [{**asdict(one), "met": one.met} for one in goals], **figures}
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.json"
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    return file


def machine() -> dict[str, object]:
    """What the figures were measured on; `load` is that of the last minute, before the measurement."""
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lines of text in columns: the first to the left, figures to the right."""
    widths = [max(len(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    lines = [heads, ["─" * width for width in widths], *rows]
    return "\n".join(_line(cells, widths) for cells in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        cell.rjust(width) if place else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([first, *others]).rstrip()
