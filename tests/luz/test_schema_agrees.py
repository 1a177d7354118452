"""Holds the schemas to the reader: what it refuses in a single file they refuse, what it reads they take.

Files are loaded as an editor's parser of YAML 1.2 does: `95` is a number, `true` a flag, nothing is null.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from luz.library import kinds_of_file
from luz.problems import Problem
from luz.reading import read_record
from luz.refusals import REFUSALS
from luz.schema import kind_of, schema_name, schemas
from tests.architecture.house import ROOT
from tests.cases.case import case_files, lay_out, read_case

# What a schema cannot say: it is of the text itself, before YAML has made values of it…
OF_THE_TEXT = {
    "ANCHOR_REFUSED", "DUPLICATE_KEY", "FILE_TOO_LARGE", "INVISIBLE_CHARACTER", "NOT_UTF8", "TAG_REFUSED",
    "TEXT_CUT_OFF", "TOO_DEEP", "YAML_SYNTAX",
}  # fmt: skip
# … or takes two values, or a list kept by others: hours out of order, time zones, countries, regions,
# the letters of names on the web.
BEYOND_A_FORM = {
    REFUSALS[kind][1]
    for kind in (
        "leads_nowhere", "opening_ends_before_it_starts", "openings_overlap", "unknown_country",
        "unknown_region", "unknown_time_zone",
    )
}  # fmt: skip
# … or is about a number that YAML has read in its own way: `1.000` is one to it, `0034` thirty-four.
ODD_NUMBERS = {"AMBIGUOUS_NUMBER", "NOT_A_NUMBER"}


def is_structural(problem: Problem) -> bool:
    """Whether a schema can and must refuse what the reader refused."""
    if problem.check in ODD_NUMBERS:
        return isinstance(as_an_editor_loads(str(problem.params["value"])), str)
    return problem.message not in BEYOND_A_FORM


@cache
def validators() -> dict[str, Draft7Validator]:
    made = {name: json.loads(text) for name, text in schemas().items()}
    for schema in made.values():
        Draft7Validator.check_schema(schema)
    return {name: Draft7Validator(schema) for name, schema in made.items()}


def as_an_editor_loads(text: str) -> Any:
    yaml = YAML(typ="safe", pure=True)
    stamp = "tag:yaml.org,2002:timestamp"  # of YAML 1.1; a day stays text
    yaml.constructor.add_constructor(stamp, lambda loader, node: loader.construct_scalar(node))
    return yaml.load(text)


def verdicts(plans: Path, name: str) -> tuple[list[Problem], list[str]] | None:
    """What the reader and what the schema say of a file; None for one that never comes before a schema."""
    kind, path = kind_of(name), plans / name
    if kind is None or not path.is_file() or path.is_symlink():
        return None
    _, problems = read_record(path.read_bytes(), kinds_of_file()[kind], name)
    if {problem.check for problem in problems} & OF_THE_TEXT:
        return None
    try:
        loaded = as_an_editor_loads(path.read_text(encoding="utf-8"))
    except YAMLError:
        return None
    return problems, [error.message for error in validators()[schema_name(kind)].iter_errors(loaded)]


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_a_schema_refuses_what_the_reader_refuses_and_takes_what_it_reads(path: Path, tmp_path: Path) -> None:
    case = read_case(path)
    plans = lay_out(tmp_path, *case.change)

    for name in dict.fromkeys(change.file for change in case.change):
        found = verdicts(plans, name)
        if found is None:
            continue
        problems, refused = found
        if any(is_structural(problem) for problem in problems):
            assert refused != [], f"{name}: {[problem.message for problem in problems]}"
        elif not problems:
            assert refused == [], name


@pytest.mark.parametrize("folder", ["plans", "tests/sample_plans"])
def test_schemas_take_every_sample_file(folder: str) -> None:
    plans = ROOT / folder
    names = [path.relative_to(plans).as_posix() for path in sorted(plans.rglob("*.yml"))]

    refused = {name: found for name in names if (found := verdicts(plans, name)) != ([], [])}

    assert refused == {}
