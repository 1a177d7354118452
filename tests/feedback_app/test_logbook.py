"""The log as whoever runs Luz reads it: one entry a line, with its time, and no entry that nobody wrote."""

from __future__ import annotations

import logging
import re
import subprocess
import sys

import pytest

from feedback_app.logbook import Entries


def an_entry(message: str, *, failed: BaseException | None = None) -> str:
    """What stands in the log of a message at the beginning of 1970."""
    raised = (type(failed), failed, None) if failed else None
    record = logging.LogRecord("feedback_app.x", logging.WARNING, "x.py", 1, message, (), raised)
    record.created = 0.0
    return Entries().format(record)


def test_an_entry_says_when_in_utc_how_grave_from_where_and_what() -> None:
    assert an_entry("an answer failed") == "1970-01-01T00:00:00Z WARNING feedback_app.x: an answer failed"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\x85", "\u2028"])
def test_no_text_can_look_like_an_entry_of_its_own(end: str) -> None:
    forged = "1970-01-01T00:00:00Z INFO luz.doors: signed in"

    lines = an_entry(f"no key {end}{forged}").split("\n")

    assert [re.match(r"\d{4}-", line) is not None for line in lines] == [True, False]
    assert lines[1:] == [f"    {forged}"]


def test_what_a_terminal_would_obey_is_written_out() -> None:
    assert an_entry("a\x1b[2Jb\x07\u202e").endswith(r"a\x1b[2Jb\x07\u202e")


def test_what_was_raised_stands_indented_below_its_entry() -> None:
    lines = an_entry("an answer failed", failed=LookupError("no\nkey")).split("\n")

    assert lines[1:] == ["    LookupError: no", "    key"]


@pytest.mark.parametrize(("with_doors", "noted"), [(True, 1), (False, 0)])
def test_what_happens_at_the_doors_is_noted_where_it_is_wanted(with_doors: bool, noted: int) -> None:
    process = (
        "from feedback_app import logbook\n"
        f"logbook.set_up(with_doors={with_doors})\n"
        "logbook.note('signed in', by='code', session='5f0c')\n"
    )

    ran = subprocess.run([sys.executable, "-c", process], capture_output=True, check=True, text=True)

    entries = [line.partition(" ")[2] for line in ran.stderr.splitlines()]
    assert entries == ["INFO luz.doors: signed in by=code session=5f0c"] * noted
