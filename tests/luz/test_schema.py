"""The schemas as files: written, found stale, named by every sample, and taken by the tool editors share."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

from luz.cli import main
from luz.library import kinds_of_file
from luz.schema import FOLDER, editor_line, kind_of, schema_name, schemas, stale, write
from tests.architecture.house import ROOT

PLANS = ROOT / "plans"
SAMPLES = (PLANS, ROOT / "tests" / "sample_plans")


def test_every_kind_of_file_has_a_schema_of_its_own() -> None:
    assert sorted(schemas()) == sorted({schema_name(pattern) for pattern in kinds_of_file()})
    assert schema_name("clients/*/plan.yml") == "plan.json"
    assert schema_name("clients/*/proposals/*.yml") == "proposal.json"


def test_a_path_is_of_the_kind_its_folders_say() -> None:
    assert kind_of("clients/alba/projects/web.yml") == "clients/*/projects/*.yml"
    assert [kind_of("clients/alba/company.yml"), kind_of("files/logo.svg")] == [None, None]


def test_the_first_line_of_every_sample_names_its_schema() -> None:
    files = [path.relative_to(PLANS).as_posix() for path in sorted(PLANS.rglob("*.yml"))]

    first_lines = {name: (PLANS / name).read_text(encoding="utf-8").splitlines()[0] for name in files}

    assert first_lines == {name: editor_line(name) for name in files}
    assert editor_line("clients/alba/plan.yml") == "# yaml-language-server: $schema=../../.schema/plan.json"


def test_a_file_of_no_kind_has_no_schema_to_name() -> None:
    with pytest.raises(ValueError, match="readme.txt"):
        editor_line("readme.txt")


def test_writing_makes_all_schemas_and_removes_those_of_unknown_files(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / FOLDER / "forgotten.json").write_text("{}")
    (tmp_path / FOLDER / "plan.json").write_text("{}")
    (tmp_path / FOLDER / "client.json").unlink()

    before = stale(tmp_path)
    write(tmp_path)

    assert before == ["client.json", "forgotten.json", "plan.json"]
    assert stale(tmp_path) == []


def test_the_command_fails_while_a_schema_is_stale(tmp_path: Path) -> None:
    checked = CliRunner().invoke(main, ["schema", str(tmp_path), "--check"])
    written = CliRunner().invoke(main, ["schema", str(tmp_path)])
    again = CliRunner().invoke(main, ["schema", str(tmp_path), "--check"])

    assert [checked.exit_code, written.exit_code, again.exit_code] == [1, 0, 0]
    assert checked.stderr.startswith("No están al día: calendars.json, catalogue.json, client.json, ")


def test_help_on_a_field_says_what_to_write_and_who_sees_it() -> None:
    fields = json.loads(schemas()["client.json"])["properties"]

    assert fields["tax_id"]["title"] == "NIF"
    assert fields["tax_id"]["description"] == "El número de identificación fiscal del cliente."
    assert fields["internal_summary"]["description"].endswith(" Solo lo ve la plantilla.")


def test_check_jsonschema_takes_every_sample(tmp_path: Path) -> None:
    write(tmp_path)
    refused = {}
    for pattern in kinds_of_file():
        schema = tmp_path / FOLDER / schema_name(pattern)
        found = [(plans, path) for plans in SAMPLES for path in sorted(plans.glob(pattern))]
        files = [str(path) for plans, path in found if kind_of(path.relative_to(plans).as_posix()) == pattern]
        checked = (
            CliRunner().invoke(check_jsonschema, ["--schemafile", str(schema), *files]) if files else None
        )
        if checked is not None and checked.output != "ok -- validation done\n":
            refused[pattern] = checked.output

    assert refused == {}
