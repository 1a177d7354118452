"""Holds what SECURITY.md tells of rules, ways in, limits and the log to what the code does."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

from feedback_app import create_app
from feedback_app.access import RULES, Kind
from feedback_app.allowance import Limit
from feedback_app.gate import resource_of
from feedback_app.settings import Settings
from tests.architecture.house import ROOT, modules, name_of

UNITS = {"second": 1, "minute": 60, "hour": 60 * 60, "day": 24 * 60 * 60}
CELL = r"([^|]+?)"


def rows(heading: str, columns: int) -> list[tuple[str, ...]]:
    """The rows of the tables with so many columns below a heading, without those that only name columns."""
    _, _, below = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition(f"\n## {heading}\n")
    section = below.partition("\n## ")[0]
    found = re.findall(r"^\|" + rf" {CELL} \|" * columns + "$", section, re.MULTILINE)
    return [row for row in found if "`" in row[0] or "`" in row[1]]


def told(value: str) -> tuple[int, ...]:
    """`10 minutes` as seconds, `10 in 1 hour` as number and seconds, a bare number as itself."""
    number, _, time = value.rpartition(" in ")
    count, _, unit = time.partition(" ")
    seconds = int(count) * UNITS[unit.rstrip("s")] if unit else int(count)
    return (int(number), seconds) if number else (seconds,)


def in_the_code(name: str) -> tuple[int, ...]:
    module, _, constant = name.rpartition(".")
    value = getattr(importlib.import_module(f"feedback_app.{module}"), constant)
    return (value.times, value.seconds) if isinstance(value, Limit) else (int(value),)


def test_the_rules_it_tells_are_those_of_the_code() -> None:
    table = {what.split("`")[1]: set(who.split(", ")) for what, who in rows("Who may reach what", 2)}

    assert table == {kind.value: {circle.value for circle in circles} for kind, circles in RULES.items()}


def test_the_ways_in_are_those_it_tells_of(tmp_path: Path) -> None:
    app = create_app(Settings(tmp_path, demo=True, demo_key="a key"))
    doors = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or set())
        and (about := resource_of(rule.endpoint, {"client": "x", "procedure": "x", "product": "x"}))
        and about.kind == Kind.DOOR
    }

    named = {way.split("`")[1] for way, _, _ in rows("Ways in, and how strong they are", 3)}

    assert named == doors - {"/sign-in", "/sign-out"}


def test_the_limits_it_tells_are_those_of_the_code() -> None:
    sections = ("Ways in, and how strong they are", "Answers that may be no visitor's")
    told_of = [row for section in sections for row in rows(section, 4)]
    limits = [(name.strip("`"), value) for _, name, value, _ in told_of]

    assert {name: told(value) for name, value in limits} == {name: in_the_code(name) for name, _ in limits}
    assert len(limits) == 19


def noted(source: str) -> Iterator[str]:
    """What a module notes of the doors."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "note":
            assert isinstance(node.args[0], ast.Constant)
            yield str(node.args[0].value)


def test_the_entries_it_tells_are_those_of_the_code() -> None:
    named = {entry for cell, _ in rows("What is logged", 2) for entry in re.findall(r"`([^`]+)`", cell)}

    assert named == {entry for path in modules("feedback_app") for entry in noted(path.read_text())}


def test_nothing_else_writes_where_logs_go() -> None:
    ways = re.compile(r"\b\w*Handler\(|basicConfig|dictConfig|sys\.std(?:out|err)|\bprint\(")

    writing = {name_of(path) for path in modules("feedback_app") if ways.search(path.read_text())}

    assert writing == {"feedback_app/logbook.py", "feedback_app/outbox.py"}
