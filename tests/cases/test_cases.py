"""Runs every case of this folder, and holds that no rule and no message of the plans is without one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.messages import SAYING_MODULES, checks_in, messages_in
from tests.cases.case import SPANISH, as_written, case_files, read_case, rendered


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_luz_answers_what_the_case_expects(path: Path, tmp_path: Path) -> None:
    case = read_case(path)

    plans = case.run(tmp_path)

    answer = rendered(plans.problems), rendered(plans.warnings)
    assert answer == (list(case.problems), list(case.warnings)), (
        f"«{case.title}»: Luz contesta esto; si es lo correcto, cópielo en {path.name}:\n{as_written(plans)}"
    )


SAID_ELSEWHERE = {
    # What pydantic may refuse one day and no field of today does: tests/luz/test_reading.py.
    "the value is not valid here",
    # A case cannot take a right from whoever runs it: tests/luz/test_library_anything.py.
    "this cannot be read ({reason}); check who may read it",
    # A hundred lines make no case: tests/luz/test_reading_hostile.py.
    "there are more problems in this file than the {number} listed; mend these first",
}
CHECKS_ELSEWHERE = {"FILE_UNREADABLE", "MORE_PROBLEMS"}


def expected_lines() -> list[str]:
    cases = [read_case(path) for path in case_files()]
    return [line for case in cases for line in (*case.problems, *case.warnings)]


def test_every_check_is_expected_by_some_case() -> None:
    expected = " ".join(expected_lines())

    unexpected = {check for check in checks_in(*SAYING_MODULES) if f" {check}: " not in expected}

    assert unexpected == CHECKS_ELSEWHERE


def test_every_message_is_expected_by_some_case() -> None:
    expected = [line.split(": ", maxsplit=3)[-1] for line in expected_lines()]
    expected += [line.split(": ", maxsplit=2)[-1] for line in expected_lines()]

    unexpected = [
        message
        for message in messages_in(*SAYING_MODULES)
        if message not in SAID_ELSEWHERE and not any(pattern_of(message).fullmatch(line) for line in expected)
    ]

    assert unexpected == []


def pattern_of(message: str) -> re.Pattern[str]:
    """What a message looks like in Spanish, whatever its values."""
    blank = "\0"
    names = dict.fromkeys(re.findall(r"{(\w+)}", message), blank)
    return re.compile(re.escape(SPANISH.text(message, **names)).replace(blank, ".+"))


def test_titles_of_cases_differ() -> None:
    titles = [read_case(path).title for path in case_files()]

    assert sorted(titles) == sorted(set(titles))
