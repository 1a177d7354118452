"""Runs every case of this folder, and holds that no rule of the plans is without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.case import as_written, case_files, read_case, rendered


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_luz_answers_what_the_case_expects(path: Path, tmp_path: Path) -> None:
    case = read_case(path)

    plans = case.run(tmp_path)

    answer = rendered(plans.problems), rendered(plans.warnings)
    assert answer == (list(case.problems), list(case.warnings)), (
        f"«{case.title}»: Luz contesta esto; si es lo correcto, cópielo en {path.name}:\n{as_written(plans)}"
    )
