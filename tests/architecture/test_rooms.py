"""Holds the size of the rooms and what the model may lean on; the floors are import-linter's."""

from __future__ import annotations

import sys

from tests.architecture.house import ROOMS, functions, imported, modules, name_of

MODULE_LINES = 300
FUNCTION_LINES = 40
# A name that says nothing collects everything.
EMPTY_NAMES = {"common", "helpers", "manager", "misc", "services", "util", "utils"}
MODEL_MAY_IMPORT = sys.stdlib_module_names | {"pydantic", "pydantic_core", "holidays", "idna"}


def test_no_module_is_longer_than_300_lines() -> None:
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in modules(*ROOMS, "tests")}

    assert {name: lines for name, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    lengths = {
        f"{name_of(path)}: {function}": lines
        for path in modules(*ROOMS)
        for function, lines in functions(path.read_text())
    }

    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES} == {}


def test_every_module_name_says_what_the_module_holds() -> None:
    nameless = [name_of(path) for path in modules(*ROOMS, "tests") if path.stem in EMPTY_NAMES]

    assert nameless == []


def test_the_model_leans_on_nothing_but_pydantic_lists_kept_by_others_and_audiences() -> None:
    foreign = {
        f"{name_of(path)}: {name}"
        for path in modules("luz/model")
        for name in imported(path.read_text())
        if name.split(".")[0] not in MODEL_MAY_IMPORT and not name.startswith(("luz.model", "luz.audience"))
    }

    assert foreign == set()


def test_a_function_is_measured_from_its_name_to_its_last_line() -> None:
    source = "@decorated\ndef outer():\n    x = 1\n\n    async def inner():\n        return x\n"

    assert list(functions(source)) == [("outer", 5), ("inner", 2)]


def test_imports_inside_functions_are_seen() -> None:
    source = "import a.b\n\ndef f():\n    from c import d\n"

    assert imported(source) == {"a.b", "c.d"}
