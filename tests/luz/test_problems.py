"""One problem as one line, in the language of who reads it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import luz
from luz.audience import Audience
from luz.problems import Problem, relative
from luz.wording import load

PACKAGE = Path(luz.__file__).parent
OVER_CAP = Problem(
    "plans/clients/alba/plan.yml",
    7,
    "cap",
    "BANDS_OVER_CAP",
    "a credit of {credit} % is more than the cap of {cap} %",
    {"credit": Decimal("12.5"), "cap": Decimal(10)},
)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "es",
            "plans/clients/alba/plan.yml:7: cap: BANDS_OVER_CAP: "
            "un abono del 12,5 % supera el tope del 10 %; baje uno o suba el otro",
        ),
        (
            "en",
            "plans/clients/alba/plan.yml:7: cap: BANDS_OVER_CAP: "
            "a credit of 12.5 % is more than the cap of 10 %",
        ),
    ],
)
def test_a_problem_is_a_line_in_the_readers_language(language: str, line: str) -> None:
    assert OVER_CAP.render(load(PACKAGE, language)) == line


def test_a_problem_of_a_whole_file_names_no_field() -> None:
    problem = Problem("plans/x.yaml", 1, "", "UNKNOWN_FILE", "files end in «.yml» here; rename it")

    assert problem.render(load(PACKAGE, "en")) == (
        "plans/x.yaml:1: UNKNOWN_FILE: files end in «.yml» here; rename it"
    )


def test_audiences_are_named_as_people_call_them() -> None:
    message = (
        "«{value}» is only for readers «{hidden}», and this is shown to readers «{shown}»; "
        "change one of the two"
    )
    params = {"value": "x", "hidden": Audience.INTERNAL, "shown": Audience.CLIENT}
    problem = Problem("plans/x.yml", 1, "", "REFERENCE_HIDDEN", message, params)

    assert problem.describe(load(PACKAGE, "es")) == (
        "«x» está marcado «Solo empleados» y esto está marcado «Cliente»; cambie una de las dos cosas"
    )


def test_a_value_with_line_breaks_stays_in_one_line() -> None:
    problem = Problem(
        "plans/x.yml", 1, "", "NOT_A_DATE", "«{value}» is not a mail address", {"value": "a\nb"}
    )

    assert problem.describe(load(PACKAGE, "en")) == "«a b» is not an email address"


def test_a_path_is_shown_from_the_folder_of_the_plans() -> None:
    assert relative(Path("/srv/luz/plans/company.yml"), Path("/srv/luz/plans")) == "plans/company.yml"
