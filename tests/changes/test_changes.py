"""Runs every case of this folder: a change to the sample plans, and the exact sentences that tell it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import Field

from luz.audience import Audience
from luz.changes_told import Told
from luz.comparison import compare
from luz.model.base import Language, Model, Text
from luz.reading import read_record
from tests.cases.case import SAMPLE_PLANS, Change, lay_out, rendered

CASES = sorted(Path(__file__).parent.glob("*.yml"))


class ChangeCase(Model, audience=Audience.INTERNAL):
    """The format is explained in LEAME.md."""

    title: Text
    change: Annotated[tuple[Change, ...], Field(min_length=1)]
    told: tuple[Text, ...]
    reads: tuple[Text, ...] | None = None
    client: Text = "alba"
    language: Language = "es"


def read_case(path: Path) -> ChangeCase:
    entry, problems = read_record(path.read_bytes(), ChangeCase, path.name)
    assert problems == [], "\n".join(rendered(problems))
    assert entry is not None
    assert isinstance(entry.record, ChangeCase)
    return entry.record


def lines(told: Iterable[Told]) -> tuple[str, ...]:
    return tuple(f"{one.heading}: {one.sentence}" for one in told)


def as_written(name: str, sentences: tuple[str, ...]) -> str:
    quoted = [sentence.replace("'", "''") for sentence in sentences]
    return "\n".join([f"{name}:", *(f"  - '{line}'" for line in quoted)]) if quoted else f"{name}: []"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_change_is_told_as_the_case_expects(path: Path, tmp_path: Path) -> None:
    case = read_case(path)

    comparison = compare(SAMPLE_PLANS, lay_out(tmp_path, *case.change))

    told = lines(comparison.for_us(case.language))
    reads = lines(comparison.for_client(case.client))
    assert told == case.told, f"«{case.title}»: esto se cuenta:\n{as_written('told', told)}"
    if case.reads is not None:
        assert reads == case.reads, f"«{case.title}»: esto lee el cliente:\n{as_written('reads', reads)}"


def test_titles_of_cases_differ() -> None:
    titles = [read_case(path).title for path in CASES]

    assert sorted(titles) == sorted(set(titles))
