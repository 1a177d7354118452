"""Holds SECURITY.md to the truth: the tests it names exist, every requirement is there, counts are right."""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from tests.architecture.house import ROOT

STATES = ("met", "not met", "not applicable")

SECTIONS = {
    "2.4": (0, 1),
    "3.2": (2, 0), "3.3": (1, 3), "3.4": (2, 4), "3.5": (3, 2), "3.7": (0, 2),
    "4.1": (1, 2), "4.2": (0, 1),
    "6.1": (1, 2), "6.2": (8, 4), "6.3": (2, 2), "6.4": (2, 2), "6.5": (0, 5), "6.6": (0, 3), "6.8": (0, 4),
    "7.1": (0, 3), "7.2": (4, 0), "7.3": (0, 2), "7.4": (2, 3), "7.5": (0, 2), "7.6": (0, 2),
    "8.1": (1, 1), "8.2": (2, 1), "8.3": (1, 0), "8.4": (0, 1),
    "9.1": (3, 0), "9.2": (1, 3),
    "11.2": (0, 3), "11.4": (1, 3), "11.5": (0, 1),
    "12.1": (1, 2), "12.2": (2, 0), "12.3": (0, 4),
    "13.3": (0, 2), "13.4": (1, 4),
    "14.2": (1, 3), "14.3": (1, 2),
    "16.1": (0, 1), "16.2": (0, 5), "16.3": (0, 4), "16.4": (0, 3), "16.5": (0, 3),
}  # fmt: skip
"""How many requirements of level 1 and of level 2 each section has in ASVS 5.0.0.

Within a section they are numbered by level. Chapters 3, 6, 7, 8, 9 and 16 are whole; sections 3.1, 3.6
and 6.7 have level 3 alone.
"""

ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| ([^|]+) \| ([^|]*) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
HEAD = re.compile(r"(\d+) requirements: (\d+) met, (\d+) not met, (\d+) not applicable")


@dataclass(frozen=True)
class Requirement:
    """One row of the table."""

    id: str
    level: int
    asks: str
    state: str
    grounds: str


def document() -> str:
    return (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def requirements(text: str) -> list[Requirement]:
    return [Requirement(id, int(level), *rest) for id, level, *rest in ROW.findall(text)]


def named_in(text: str) -> set[tuple[str, str]]:
    return set(TEST.findall(text))


@cache
def found_in(name: str) -> frozenset[str]:
    """The tests in a file; none where there is no such file."""
    path = ROOT / name
    if not path.is_file():
        return frozenset()
    functions = (node for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef))
    return frozenset(one.name for one in functions if one.name.startswith("test_"))


def ungrounded(rows: list[Requirement]) -> set[str]:
    """The rows that lack what their state asks for: a test, or else a reason in words."""
    return {
        row.id
        for row in rows
        if (not named_in(row.grounds) if row.state == "met" else not TEST.sub("", row.grounds).strip(" ,"))
    }


def test_every_test_it_names_exists() -> None:
    named = named_in(document())

    assert {f"{file}::{test}" for file, test in named if test not in found_in(file)} == set()
    assert document().count("::test_") == len(TEST.findall(document()))


def test_every_requirement_of_the_sections_has_its_row_once_and_in_order() -> None:
    expected = [
        (f"{section}.{number}", 1 if number <= first else 2)
        for section, (first, second) in SECTIONS.items()
        for number in range(1, first + second + 1)
    ]

    assert [(row.id, row.level) for row in requirements(document())] == expected


def test_every_requirement_says_how_it_stands_and_why() -> None:
    rows = requirements(document())

    assert {row.id: row.state for row in rows if row.state not in STATES} == {}
    assert ungrounded(rows) == set()


def test_the_counts_at_the_head_are_those_of_the_table() -> None:
    rows = requirements(document())
    counted = Counter(row.state for row in rows)

    assert HEAD.findall(document()) == [
        (str(len(rows)), *(str(counted[state]) for state in STATES)),
    ]


def test_a_row_without_test_or_reason_is_noticed() -> None:
    rows = requirements(
        "| 1.1.1 | 1 | Doors | met | `tests/a.py::test_door` |\n"
        "| 1.1.2 | 2 | Windows | met | they are shut |\n"
        "| 1.1.3 | 2 | Roof | not met |  |\n"
        "| 1.1.4 | 2 | Cellar | not met | `tests/a.py::test_cellar` |\n"
        "| 1.1.5 | 2 | Moat | not applicable | no castle |\n"
    )

    assert len(rows) == 5
    assert ungrounded(rows) == {"1.1.2", "1.1.3", "1.1.4"}
