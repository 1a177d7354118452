"""The file of a benchmark names every goal, missed ones too; its table stands in columns."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.report import Goal, table, written


def test_the_file_says_of_every_goal_whether_it_was_met(tmp_path: Path) -> None:
    goals = [Goal("portal", 0.6, 0.6), Goal("intranet", 0.6, 0.59)]

    file = written(tmp_path / "benchmarks", "serving", goals, {"rounds": 7})

    assert file == tmp_path / "benchmarks" / "serving.json"
    assert json.loads(file.read_text()) == {
        "goals": [
            {"name": "portal", "goal": 0.6, "measured": 0.6, "met": True},
            {"name": "intranet", "goal": 0.6, "measured": 0.59, "met": False},
        ],
        "rounds": 7,
    }


def test_figures_stand_to_the_right_and_names_to_the_left() -> None:
    assert table(["quién", "p99"], [["nginx", "8,2"], ["sin proteger", "76,6"]]).splitlines() == [
        "quién          p99",
        "────────────  ────",
        "nginx          8,2",
        "sin proteger  76,6",
    ]


def test_a_line_does_not_end_in_spaces() -> None:
    assert table(["a", "b"], [["x", ""]]).splitlines() == ["a  b", "─  ─", "x"]
