"""No file kills the reader or makes it hang: not by depth, nor size, nor what takes for ever to match."""

from __future__ import annotations

import subprocess
import sys

from luz.model.company import Company
from luz.reading import read_record
from tests.cases.case import rendered
from tests.luz.hostile import HOSTILE


def test_every_hostile_file_is_refused_in_few_words_with_little_time_and_memory() -> None:
    read = subprocess.run(
        [sys.executable, "-m", "tests.luz.hostile"], capture_output=True, text=True, check=False
    )

    assert read.stdout.splitlines() == [f"{name}: True, True, True" for name in HOSTILE]
    assert (read.stderr, read.returncode) == ("", 0)


def test_of_very_many_problems_the_first_hundred_are_listed_and_then_it_is_said_that_there_are_more() -> None:
    text = "".join(f"a{number}: b\n" for number in range(200))

    _, problems = read_record(text.encode(), Company, "plans/company.yml")

    assert (len(problems), problems[:-1]) == (101, sorted(problems[:-1]))
    assert rendered(problems[-1:]) == [
        "plans/company.yml:1: MORE_PROBLEMS: "
        "en este archivo hay más problemas que los 100 de la lista; arregle primero estos"
    ]
