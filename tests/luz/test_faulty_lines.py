"""The lines around a problem, as they may be shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from luz.faulty_lines import LONGEST, Line, with_lines
from luz.problems import Problem


def lines_of(root: Path, line: int, path: str = "plans/company.yml") -> tuple[Line, ...]:
    (one,) = with_lines([Problem(path, line, "name", "EMPTY", "write it")], root)
    return one.lines


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    return tmp_path


def write(root: Path, text: str | bytes) -> None:
    content = text.encode() if isinstance(text, str) else text
    (root / "plans" / "company.yml").write_bytes(content)


def test_the_wrong_line_stands_between_two_on_either_side(root: Path) -> None:
    write(root, "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\n")

    assert [(line.number, line.text, line.wrong) for line in lines_of(root, 4)] == [
        (2, "b: 2", False),
        (3, "c: 3", False),
        (4, "d: 4", True),
        (5, "e: 5", False),
        (6, "f: 6", False),
    ]


def test_a_file_has_no_lines_before_its_first_nor_after_its_last(root: Path) -> None:
    write(root, "a: 1\nb: 2\n")

    assert [line.number for line in lines_of(root, 1)] == [1, 2]
    assert [line.number for line in lines_of(root, 2)] == [1, 2]


def test_the_wrong_line_is_shown_even_if_it_is_empty(root: Path) -> None:
    write(root, "")

    assert lines_of(root, 1) == (Line(1, "", wrong=True),)


def test_lines_are_counted_as_editors_count_them(root: Path) -> None:
    write(root, "\ufeffa: 1\r\nb: 2\rc: 3")

    assert [line.text for line in lines_of(root, 2)] == ["a: 1", "b: 2", "c: 3"]


def test_what_cannot_be_seen_is_written_out(root: Path) -> None:
    write(root, "name: a\u202eb\u200bc\x07 ñ 🍷\n")

    assert lines_of(root, 1)[0].text == "name: a[U+202E]b[U+200B]c[U+0007] ñ 🍷"


def test_a_tab_is_as_wide_as_it_looks(root: Path) -> None:
    write(root, "\tname: Oficio\n")

    assert lines_of(root, 1)[0].text == "    name: Oficio"


def test_a_line_without_end_is_cut(root: Path) -> None:
    write(root, "x" * 100_000)

    assert lines_of(root, 1)[0].text == "x" * LONGEST + "…"


def test_another_encoding_is_shown_as_far_as_it_can_be_read(root: Path) -> None:
    write(root, "name: Año\n".encode("latin-1"))

    assert lines_of(root, 1)[0].text == "name: A\ufffdo"


@pytest.mark.parametrize("path", ["plans/nowhere.yml", "plans", "plans/logo.svg", "plans/a\0b.yml"])
def test_where_no_text_of_the_plans_stands_there_are_no_lines(root: Path, path: str) -> None:
    (root / "plans" / "logo.svg").write_text("<svg/>")

    assert lines_of(root, 1, path) == ()


def test_no_line_of_a_file_elsewhere_is_shown(root: Path) -> None:
    (root / "secret.yml").write_text("key: 1\n")
    (root / "plans" / "link.yml").symlink_to(root / "secret.yml")

    assert lines_of(root, 1, "plans/link.yml") == ()
    assert lines_of(root, 1, "plans/../secret.yml") == ()
    assert lines_of(root, 1, "/etc/hostname") == ()
