"""One file as a record or as all of its problems; the messages stand in tests/cases."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import Field

from luz.audience import Audience
from luz.model.base import Model
from luz.model.company import Company
from luz.model.procedure import Procedure
from luz.model.scalars import Number
from luz.problems import Problem
from luz.reading import Source, field_name, read_record
from tests.cases.case import SAMPLE_PLANS, rendered


class Even(Model, audience=Audience.PUBLIC):
    """A record with a rule that no noun of the plans has."""

    number: Annotated[Number, Field(multiple_of=2)]


def problems_of(text: str, model: type[Model] = Procedure) -> list[Problem]:
    entry, problems = read_record(text.encode(), model, "plans/x.yml")
    assert entry is None
    return problems


def test_a_sound_file_is_a_record_with_its_source() -> None:
    entry, problems = read_record((SAMPLE_PLANS / "company.yml").read_bytes(), Company, "plans/company.yml")

    assert problems == []
    assert entry is not None
    assert entry.source.path == "plans/company.yml"
    assert entry.source.line(("people", 1, "name")) == 48


def test_a_value_that_was_not_written_has_the_line_of_what_holds_it() -> None:
    source = Source("plans/x.yml", lines={(): 1, ("review",): 7})

    assert source.line(("review", "owner")) == 7
    assert source.line(("steps", 3)) == 1


@pytest.mark.parametrize(
    ("loc", "name"),
    [
        ((), ""),
        (("title",), "title"),
        (("escalation", "levels", 1, "after"), "escalation.levels[2].after"),
        (("week", "friday", 0), "week.friday[1]"),
    ],
)
def test_a_place_is_named_as_people_count(loc: tuple[str | int, ...], name: str) -> None:
    assert field_name(loc) == name


def test_problems_and_warnings_of_a_clients_file_say_whose_it_is() -> None:
    source = Source("plans/clients/alba/plan.yml", "alba", {})

    assert source.problem((), "X_Y", "m").client == "alba"
    assert source.problem((), "X_Y", "m").warning is False
    assert source.warning((), "X_Y", "m").warning is True


def test_all_problems_of_a_file_are_said_at_once() -> None:
    problems = problems_of("id: A b\nname: x\nsteps: no\nversion: [1]\nzzz: 1\nid: twice\n")

    assert [(problem.line, problem.field, problem.check) for problem in problems] == [
        (6, "id", "DUPLICATE_KEY"),
        (1, "id", "INVALID_VALUE"),
        (2, "name", "LANGUAGE_EXPECTED"),
        (3, "steps", "LIST_EXPECTED"),
        (4, "version", "TEXT_EXPECTED"),
        (5, "zzz", "UNKNOWN_KEY"),
        (1, "purpose", "MISSING_FIELD"),
        (1, "starts_when", "MISSING_FIELD"),
        (1, "outcome", "MISSING_FIELD"),
        (1, "review", "MISSING_FIELD"),
    ]


def test_two_misspelt_fields_are_two_problems() -> None:
    text = (SAMPLE_PLANS / "procedures/scope-extension.yml").read_text()

    problems = problems_of(text.replace("outcome:", "outcom:").replace("purpose:", "propose:"))

    assert [(problem.check, problem.params["nearest"]) for problem in problems] == [
        ("UNKNOWN_KEY", "purpose"),
        ("UNKNOWN_KEY", "outcome"),
    ]


def test_two_foreign_fields_and_two_missing_ones_are_not_matched_by_guessing() -> None:
    text = (SAMPLE_PLANS / "procedures/scope-extension.yml").read_text()

    problems = problems_of(text.replace("outcome:", "xxx:").replace("purpose:", "yyy:"))

    assert sorted((problem.check, problem.field) for problem in problems) == [
        ("MISSING_FIELD", "outcome"),
        ("MISSING_FIELD", "purpose"),
        ("UNKNOWN_KEY", "xxx"),
        ("UNKNOWN_KEY", "yyy"),
    ]


def test_a_refusal_nobody_foresaw_is_still_said_in_its_place() -> None:
    assert rendered(problems_of("number: 3", Even)) == [
        "plans/x.yml:1: number: INVALID_VALUE: "
        "el valor no es válido aquí; compárelo con el de un archivo parecido"
    ]
