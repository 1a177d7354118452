"""The messages and check names that stand in the code, for the tests that compare them with other places."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import ROOT

SAYING_MODULES = tuple(
    sorted([*(ROOT / "luz" / "checks").glob("*.py"), *(ROOT / "luz" / name for name in (
        "library.py", "reading.py", "refusals.py", "yaml_tree.py",
    ))])
)  # fmt: skip
"""The modules that say what is wrong in plans."""

_CHECK = re.compile(r"[A-Z][A-Z0-9]+(_[A-Z0-9]+)+")
_SENTENCE = re.compile(r".*\w+ .*\w+.*")
_CALLS = {"problem", "warning", "Flaw"}


def checks_in(*modules: Path) -> list[str]:
    """The names of checks that occur in modules, sorted."""
    names = {text for path in modules for text in _texts(ast.parse(path.read_text()))}
    return sorted(name for name in names if _CHECK.fullmatch(name))


def messages_in(*modules: Path) -> list[str]:
    """The ids of the messages that modules say, sorted: what they assign, pass on, or keep in a table."""
    found: set[str] = set()
    for path in modules:
        for node in ast.walk(ast.parse(path.read_text())):
            found.update(text for part in _saying(node) for text in _texts(part) if _SENTENCE.fullmatch(text))
    return sorted(found)


def _saying(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a statement or expression in which a message may stand: not docstrings, not patterns."""
    if isinstance(node, ast.Assign) and _names_a_message(node) and "compile" not in ast.dump(node.value):
        yield from node.value.values if isinstance(node.value, ast.Dict) else [node.value]
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.BoolOp):
        yield node.value
    elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in _CALLS:
        yield from node.args


def _names_a_message(assignment: ast.Assign) -> bool:
    names = [
        name.id for target in assignment.targets for name in ast.walk(target) if isinstance(name, ast.Name)
    ]
    return any(name == "message" or name.isupper() for name in names)


def _texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
