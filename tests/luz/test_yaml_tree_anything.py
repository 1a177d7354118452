"""YAML of every shape, and sample files with bytes and lines out of place: read or refused, never raised."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luz.model.base import Model
from luz.reading import read_record
from luz.yaml_tree import parse
from tests.luz.test_library_anything import SAME
from tests.luz.test_plans_anything import FILES, NOUNS, plain, said

WORDS = st.sampled_from(
    [
        "a",
        "id",
        "<<",
        "~",
        "null",
        "'x'",
        '"\\ud83d"',
        '"\\x00"',
        "é",
        "\u0301",
        "\u2028",
        "|",
        ">-",
        "*a",
        "&a b",
    ]
    + [
        "!!python/object x",
        "!x y",
        "? z",
        "- w",
        "[p",
        "q]",
        "{r",
        "s}",
        "#t",
        "@u",
        "%v",
        "`",
        "\t",
        "\x00",
        "\ufeff",
    ]
    + ["x" * 2000, "---", "...", "2026-02-30", "0o17", "=", ": :", "{{}}", "[[]]", "\r", "\x85", "\U0010ffff"]
)
LINES = st.tuples(st.integers(0, 12), st.sampled_from(["", "- ", "? ", ": ", "k: ", "id: ", "<<: "]), WORDS)
SHAPED = st.lists(LINES, max_size=12).map(
    lambda lines: "\n".join(f"{' ' * indent}{mark}{word}" for indent, mark, word in lines)
)
NASTY = [
    b"",
    b"\xff",
    b"\x00",
    b"\t",
    b": ",
    b"- ",
    b"\xc2\xa0",
    b"\xe2\x80\xae",
    b"'",
    b'"',
    b"&a",
    b"\r\n",
    b"  ",
    b"9" * 50,
]


@given(SHAPED, st.sampled_from(NOUNS))
@settings(SAME, max_examples=250)
def test_yaml_of_any_shape_is_read_or_refused(text: str, noun: type[Model]) -> None:
    entry, problems = read_record(text.encode(errors="surrogatepass"), noun, "plans/x.yml")

    assert (entry is None) == bool(problems)
    assert all(plain(line) for line in said(problems))


def disturb(raw: bytes, data: st.DataObject) -> bytes:
    """A file with some of its lines moved, doubled or indented, and some of its bytes replaced."""
    lines = raw.split(b"\n")
    for _ in range(data.draw(st.integers(0, 3))):
        here, there = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        moves = {
            "swap": [(here, lines[there]), (there, lines[here])],
            "double": [(here, lines[here] + b"\n" + lines[here])],
            "indent": [(here, b"  " + lines[here])],
            "outdent": [(here, lines[here][1:])],
        }
        for place, line in moves[data.draw(st.sampled_from(sorted(moves)))]:
            lines[place] = line
    raw = b"\n".join(lines)
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, len(raw)))
        raw = raw[:place] + data.draw(st.sampled_from(NASTY)) + raw[place + data.draw(st.integers(0, 3)) :]
    return raw


@given(st.sampled_from(FILES), st.data())
@settings(SAME, max_examples=150)
def test_a_disturbed_file_is_taken_apart_or_refused(path: Path, data: st.DataObject) -> None:
    tree = parse(disturb(path.read_bytes(), data))

    assert tree.data is not None or tree.flaws


@pytest.mark.slow
@given(st.sampled_from(FILES), st.data(), st.sampled_from(NOUNS))
@settings(SAME, max_examples=5000)
def test_any_disturbed_file_of_very_many_is_read_or_refused(
    path: Path, data: st.DataObject, noun: type
) -> None:
    entry, problems = read_record(disturb(path.read_bytes(), data), noun, "plans/x.yml")

    assert (entry is None) == bool(problems)
    assert all(plain(line) for line in said(problems))
