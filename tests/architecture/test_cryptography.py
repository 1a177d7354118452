"""Holds cryptography to proven means: strong hashes, random values of the system, nothing of our own."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.house import ROOMS, ROOT, modules, name_of

PROVEN = {
    "hashlib": {"sha256"},
    "hmac": {"compare_digest", "digest", "new"},
    "secrets": {"choice", "compare_digest", "randbelow", "token_bytes", "token_hex", "token_urlsafe"},
    "ssl": {"SSLContext", "create_default_context"},
}
"""What is used of each module that has to do with secrets. 256 bits of hash; chance from the system."""

GUESSABLE = {"random", "uuid", "crypt"}
"""Modules by which secrets would be guessable, or weakly kept."""

NO_SECRETS = {
    "feedback_app/sample.py",
    "feedback_app/sample_words.py",
    "benchmarks/feedback/visitors.py",
}
"""Modules that draw lots and make no secret: what sample visitors answer."""


def offences(source: str) -> Iterator[str]:
    """Every use of a module of secrets that is not among the proven ones."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in GUESSABLE)
            yield from (f"{one.name} as" for one in node.names if one.name in PROVEN and one.asname)
        elif isinstance(node, ast.ImportFrom) and node.module in GUESSABLE | set(PROVEN):
            yield f"from {node.module}"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = node.value.id
            if module in PROVEN and node.attr not in PROVEN[module]:
                yield f"{module}.{node.attr}"


def test_secrets_are_made_and_kept_by_proven_means() -> None:
    found = {
        f"{name_of(path)}: {offence}"
        for path in modules(*ROOMS)
        if name_of(path) not in NO_SECRETS
        for offence in offences(path.read_text())
    }

    assert found == set()
    assert {name for name in NO_SECRETS if not (ROOT / name).is_file()} == set()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import hashlib\nhashlib.sha256(b'')", []),
        ("import hashlib\nhashlib.md5(b'')", ["hashlib.md5"]),
        ("import hashlib as h\nh.md5(b'')", ["hashlib as"]),
        ("from hashlib import md5", ["from hashlib"]),
        ("import random", ["random"]),
        ("from random import Random", ["from random"]),
        ("import ssl\nssl._create_unverified_context()", ["ssl._create_unverified_context"]),
    ],
)
def test_what_is_not_proven_is_noticed(source: str, found: list[str]) -> None:
    assert list(offences(source)) == found
