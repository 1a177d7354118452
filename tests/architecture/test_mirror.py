"""Holds the tests to the rooms: whoever opens a module finds its tests under the same name."""

from __future__ import annotations

from pathlib import PurePath

import pytest

from tests.architecture.house import ROOMS, ROOT, modules


def names_in(room: str) -> set[str]:
    """What a test of the room may be named after: its modules and its packages."""
    return {part for path in modules(room) for part in path.relative_to(ROOT).with_suffix("").parts}


def mirrors(test: PurePath, names: set[str]) -> bool:
    """A test file is named after a module, with or without a word on what of it is tested."""
    subject = test.stem.removeprefix("test_")
    return any(subject == name or subject.startswith(f"{name}_") for name in names)


@pytest.mark.parametrize("room", ROOMS)
def test_every_test_file_is_named_after_a_module_of_its_room(room: str) -> None:
    names = names_in(room)
    tests = [path.relative_to(ROOT) for path in modules(f"tests/{room}")]

    strangers = [str(path) for path in tests if path.name.startswith("test_") and not mirrors(path, names)]

    assert strangers == []


def test_a_test_named_after_no_module_is_noticed() -> None:
    names = {"luz", "reading"}

    assert mirrors(PurePath("tests/luz/test_reading.py"), names)
    assert mirrors(PurePath("tests/luz/test_reading_traps.py"), names)
    assert not mirrors(PurePath("tests/luz/test_readings.py"), names)
