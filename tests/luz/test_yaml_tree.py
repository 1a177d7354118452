"""The text of a file as plain values with their lines; what is refused stands in tests/cases."""

from __future__ import annotations

import pytest

from luz.yaml_tree import MAX_BYTES, MAX_DEPTH, Flaw, parse

TEXT = """\
# A comment before everything
name: Oficio
people:
  - id: ana

  - id: bruno
    roles: [one,
      two]
  -
note: >
  One sentence
  in two lines.
"""


def flaw_of(raw: bytes | str) -> tuple[int, str]:
    (flaw,) = parse(raw.encode() if isinstance(raw, str) else raw).flaws
    return flaw.line, flaw.check


def test_values_stay_as_they_were_written() -> None:
    tree = parse(b"a: no\nb: 0034\nc: 12:30\nd: 1.10\ne: 2026-02-30\nf: .nan\non: 'yes'\n")

    assert tree.data == {
        "a": "no", "b": "0034", "c": "12:30", "d": "1.10", "e": "2026-02-30", "f": ".nan", "on": "yes",
    }  # fmt: skip
    assert tree.flaws == []


def test_every_key_and_item_knows_its_line() -> None:
    tree = parse(TEXT.encode())

    assert tree.lines == {
        (): 2,
        ("name",): 2,
        ("people",): 3,
        ("people", 0): 4,
        ("people", 0, "id"): 4,
        ("people", 1): 6,
        ("people", 1, "id"): 6,
        ("people", 1, "roles"): 7,
        ("people", 1, "roles", 0): 7,
        ("people", 1, "roles", 1): 8,
        ("note",): 10,
    }


@pytest.mark.parametrize("empty", ["", "~", "null", "Null", "NULL", '""', "''"])
def test_what_is_empty_is_absent_but_its_line_is_known(empty: str) -> None:
    tree = parse(f"a: x\nb: {empty}\nc:\n  - {empty}\n  - y\n".encode())

    assert tree.data == {"a": "x", "c": ["y"]}
    assert tree.lines[("b",)] == 2


def test_the_word_null_in_quotes_is_a_word() -> None:
    assert parse(b"name: 'null'").data == {"name": "null"}


def test_of_a_field_written_twice_the_first_counts_and_the_rest_is_read() -> None:
    tree = parse(b"a: 1\nb: 2\na: 3\nc: 4\n")

    assert tree.data == {"a": "1", "b": "2", "c": "4"}
    message = "the field «{name}» stands twice, first in line {first}; keep one"
    assert tree.flaws == [Flaw(3, "DUPLICATE_KEY", message, {"name": "a", "first": 1}, ("a",))]


def test_every_field_written_twice_is_said() -> None:
    tree = parse(b"a: {x: 1, x: 2}\nb:\n  - {y: 1, y: 2}\n")

    assert [flaw.loc for flaw in tree.flaws] == [("a", "x"), ("b", 0, "y")]


def test_nesting_is_accepted_up_to_its_limit() -> None:
    def nested(levels: int) -> str:
        return "a: " + "[" * (levels - 1) + "x" + "]" * (levels - 1)

    assert parse(nested(MAX_DEPTH).encode()).flaws == []
    assert flaw_of(nested(MAX_DEPTH + 1)) == (1, "TOO_DEEP")


def test_a_hundred_thousand_brackets_are_refused_at_once() -> None:
    assert flaw_of("a: " + "[" * 100_000)[0] == 1
    assert flaw_of("a:\n" + "".join("  " * depth + "- x:\n" for depth in range(1, 200)))[1] == "TOO_DEEP"


def test_size_is_accepted_up_to_its_limit() -> None:
    text = b"a: x #".ljust(MAX_BYTES, b"-")

    assert parse(text).data == {"a": "x"}
    assert flaw_of(text + b"-") == (1, "FILE_TOO_LARGE")


def test_aliases_are_refused_before_they_can_multiply() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(30))

    assert flaw_of(bomb) == (1, "ANCHOR_REFUSED")


@pytest.mark.parametrize("char", ["\u202e", "\u2066", "\u200b", "\ufeff", "\x00", "\x85", "\u2028", "\ue000"])
def test_what_cannot_be_seen_is_refused_in_its_line(char: str) -> None:
    assert flaw_of(f"a: x\nb: y{char}z\n") == (2, "INVISIBLE_CHARACTER")


@pytest.mark.parametrize("written", ["\\u202e", "\\x07", "\\0", "\\N"])
def test_what_cannot_be_seen_is_refused_written_as_a_code_too(written: str) -> None:
    assert flaw_of(f'a: x\nb: "y{written}z"\n') == (2, "INVISIBLE_CHARACTER")


@pytest.mark.parametrize("text", ["coöperación", "👩\u200d💻", "cor\u00adte", "日本", "a\u00a0b"])
def test_what_people_type_is_accepted(text: str) -> None:
    assert parse(f"a: {text}\n".encode()).data == {"a": text}


def test_an_accent_apart_is_read_as_part_of_its_letter() -> None:
    assert parse("a: e\u0301".encode()).data == {"a": "é"}


def test_a_comment_is_told_from_a_text_cut_off() -> None:
    cut_off = [(flaw.line, flaw.check) for flaw in parse(b"a: x #y\nb: x # y\nc: x#y\nd: 'x' #y").flaws]

    assert cut_off == [(1, "TEXT_CUT_OFF")]


def test_lines_ended_as_windows_ends_them_are_counted_once() -> None:
    tree = parse(b"a: x\r\nb: y\r\n")

    assert tree.data == {"a": "x", "b": "y"}
    assert tree.lines[("b",)] == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 2),
        ("a: 1\nb: {x: 1\nc: 3\n", 2),
        ('a: 1\nb: "x\nc: 3\n', 2),
        ("a: 1\nb\nc: 3\n", 2),
        ("a: 1\nb: x: y\nc: 3\n", 2),
        ("a: 1\nb: @x\nc: 3\n", 2),
        ("a:\n\tb: 1\n", 2),
        ("a: 1\n b: 2\n", 2),
        ("a: 1\nb: 'it's'\nc: 3\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
        ("a: 1\n...\nb: 2\n", 3),
        ("a: 1\nb: !!str x\n", 2),
        ("a: 1\n? [b]\n: c\n", 2),
        ("", 1),
    ],
)
def test_a_mistake_of_syntax_is_said_in_the_line_where_it_stands(text: str, line: int) -> None:
    assert flaw_of(text)[0] == line
