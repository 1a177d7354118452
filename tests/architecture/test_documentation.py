"""Holds the documentation to the truth: every command it names exists, with its options, and every file."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from luz.cli import main
from tests.architecture.house import ROOT, name_of

FENCE = re.compile(r"^(`{3,}|~{3,})[^\n]*\n(.*?)^\1", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"(?:luz|hooks|feedback_app|benchmarks|plans|docs|tests)/[\w./-]+\w")
TARGET = re.compile(r"^([a-z][a-z-]*):(?!=)", re.MULTILINE)
STEP = re.compile(r"^\s*(?:- )?run: (.+)$", re.MULTILINE)


def documents() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").rglob("*.md")])


def commands(markdown: str) -> Iterator[list[str]]:
    """Every `make …` and `luz …` in code, as words, without prompt, path or settings before it."""
    fenced = [line for match in FENCE.finditer(markdown) for line in match[2].splitlines()]
    for line in [*fenced, *SPAN.findall(FENCE.sub("", markdown))]:
        for part in re.split(r"&&|\|\||[;|]", line):
            words = re.sub(r"^\s*\$?\s*(?:\w+=\S*\s+)*", "", part).split()
            if words and Path(words[0]).name in {"make", "luz"}:
                yield [Path(words[0]).name, *_without_comment(part, words)[1:]]


def _without_comment(part: str, words: list[str]) -> list[str]:
    try:
        return shlex.split(" ".join(words), comments=True)
    except ValueError as error:
        raise ValueError(f"{part!r} is no command line") from error


def make_targets() -> set[str]:
    return set(TARGET.findall((ROOT / "Makefile").read_text()))


def unknown_in(words: list[str], targets: set[str], program: click.Group) -> list[str]:
    """The words of a command that name nothing: a target, a subcommand or an option."""
    program_name, *arguments = words
    if program_name == "make":
        named = [word for word in arguments if re.fullmatch(r"[a-z][a-z-]*,?", word)]
        return [word for word in named if word not in targets]
    command: click.Command = program
    while arguments and isinstance(command, click.Group):
        if arguments[0].startswith("-"):
            break
        found = command.commands.get(arguments.pop(0).strip("[]"))
        if found is None:
            return [" ".join(words)]
        command = found
    known = {option for parameter in command.params for option in parameter.opts}
    known |= {option for parameter in command.params for option in parameter.secondary_opts}
    options = [word.strip("[]").split("=")[0] for word in arguments if "--" in word[:3]]
    return [option for option in options if option not in known | {"--help"}]


def test_every_command_the_documents_name_exists() -> None:
    targets = make_targets()

    unknown = {
        f"{name_of(path)}: {' '.join(words)}"
        for path in documents()
        for words in commands(path.read_text())
        if unknown_in(words, targets, main)
    }

    assert unknown == set()


def test_every_file_the_documents_name_exists() -> None:
    named = {
        (name_of(path), span)
        for path in ROOT.glob("*.md")
        for span in SPAN.findall(FENCE.sub("", path.read_text()))
        if FILE.fullmatch(span)
    }

    assert named
    assert sorted(f"{document}: {file}" for document, file in named if not (ROOT / file).exists()) == []


def test_every_step_of_a_workflow_calls_a_make_target() -> None:
    steps = [
        step.split()
        for path in sorted((ROOT / ".github/workflows").glob("*.yml"))
        for step in STEP.findall(path.read_text())
    ]

    assert [step for step in steps if step[0] != "make" or step[1] not in make_targets()] == []


def test_every_make_target_a_user_may_call_is_explained_in_the_list() -> None:
    makefile = (ROOT / "Makefile").read_text()
    explained = set(re.findall(r"^([a-z-]+):.* ## \S", makefile, re.MULTILINE))

    assert make_targets() - explained == {"instruments", "judge", "load-tools"}


@click.group()
def sample() -> None:
    """A program with one command."""


@sample.command()
@click.option("--lang")
@click.option("--strict/--lenient")
def check(lang: str, strict: bool) -> None:
    """Checks."""


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Escriba `make serve`.", []),
        ("Escriba `make sevre`.", ["sevre"]),
        ("`PORT=9000 make serve`", []),
        ("```\n$ make serve  # abre todo\n```", []),
        ("```bash\ncd luz && make nothing\n```", ["nothing"]),
        ("`luz check --lang en [--lenient]`", []),
        ("`.venv/bin/luz check --idioma es`", ["--idioma"]),
        ("`luz chek`", ["luz chek"]),
        ("Véase `luz/cli.py`; make nothing of it.", []),
    ],
)
def test_a_command_that_does_not_exist_is_noticed(text: str, unknown: list[str]) -> None:
    found = [word for words in commands(text) for word in unknown_in(words, {"serve"}, sample)]

    assert found == unknown
