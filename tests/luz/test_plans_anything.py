"""Whatever stands in a file, reading ends, never raises, and says what is wrong in both languages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import luz
from luz.model.base import Model
from luz.model.client import Client
from luz.model.company import Company, Organisation
from luz.model.library import CalendarsFile
from luz.model.procedure import Procedure
from luz.model.project import Project
from luz.model.proposal import Proposal
from luz.model.questionnaire import Questionnaire
from luz.model.service_plan import ServicePlan
from luz.plans import load
from luz.problems import Problem
from luz.reading import read_record
from luz.wording import load as load_wording
from tests.cases.case import SAMPLE_PLANS, TODAY

NOUNS: list[type[Model]] = [
    Company, CalendarsFile, Organisation, Procedure, Questionnaire, Client, ServicePlan, Project, Proposal,
]  # fmt: skip
FILES = sorted(SAMPLE_PLANS.rglob("*.yml"))
WORDINGS = [load_wording(Path(luz.__file__).parent, language) for language in ("es", "en")]

# The same examples at every run: what is found once is found by everybody.
SAME = settings(derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))

KEYS = sorted({"kind", *(name for noun in NOUNS for name in noun.model_fields), "es", "en", "id", "monday"})
SCALARS = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                "no",
                "on",
                "~",
                "0034",
                "1.000",
                "1e3",
                ".nan",
                "12:30",
                "2026-02-30",
                "4 h",
                "9:00-14:00",
            ),
            *("9:00-14:00", "text", "scale", "service_credit", "client", "99,5 %", "ana-rivas", "9" * 400),
            *("{value}", "{0}", "%s", "«»"),
        ]
    ),
    st.text(max_size=20),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=25,
)
SNIPPETS = st.text(max_size=8) | st.sampled_from(
    [
        *("", "\n", "  ", "\t", ": ", "- ", "#", "'", '"', "[", "]", "{", "}", "&a ", "*a", "!!x ", "|", ">"),
        *("---\n", "...\n", "%", "@", "?", "~", "\u202e", "\x00", "no", "1.000", "x: y: z", "{}", "[[]]"),
        *("- - -", "<<: "),
    ]
)


def said(problems: list[Problem]) -> list[str]:
    return [problem.render(wording) for problem in problems for wording in WORDINGS]


def plain(line: str) -> bool:
    return "\n" not in line and line.startswith("plans")


@given(st.binary(max_size=300), st.sampled_from(NOUNS))
@settings(SAME, max_examples=150)
def test_any_bytes_are_read_or_refused(raw: bytes, noun: type[Model]) -> None:
    entry, problems = read_record(raw, noun, "plans/x.yml")

    assert (entry is None) == bool(problems)
    assert all(plain(line) for line in said(problems))


@given(st.text(max_size=300), st.sampled_from(NOUNS))
@settings(SAME, max_examples=150)
def test_any_text_is_read_or_refused(text: str, noun: type[Model]) -> None:
    entry, problems = read_record(text.encode(errors="surrogatepass"), noun, "plans/x.yml")

    assert (entry is None) == bool(problems)
    assert all(plain(line) for line in said(problems))


@given(st.dictionaries(st.sampled_from(KEYS), TREES, max_size=8), st.sampled_from(NOUNS))
@settings(SAME, max_examples=150)
def test_any_nested_fields_are_read_or_refused(data: dict[str, Any], noun: type[Model]) -> None:
    entry, problems = read_record(json.dumps(data, ensure_ascii=False).encode(), noun, "plans/x.yml")

    assert (entry is None) == bool(problems)
    assert all(plain(line) for line in said(problems))


@given(st.sampled_from(FILES), st.data())
@settings(SAME, max_examples=100)
def test_any_change_of_a_sound_file_is_read_or_refused(path: Path, data: st.DataObject) -> None:
    text = path.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    changed = text[:start] + data.draw(SNIPPETS) + text[end:]

    with TemporaryDirectory() as folder:
        plans = Path(folder) / "plans"
        shutil.copytree(SAMPLE_PLANS, plans)
        (plans / path.relative_to(SAMPLE_PLANS)).write_bytes(changed.encode(errors="surrogatepass"))

        loaded = load(plans, TODAY)

    assert all(plain(line) for line in said([*loaded.problems, *loaded.warnings]))
    assert (loaded.library is None) == any(problem.client is None for problem in loaded.problems)
