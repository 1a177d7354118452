"""Holds the locks to pyproject.toml, and free of anything but names, versions and hashes."""

from __future__ import annotations

import json
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.house import ROOT

PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock")


def locked(lock: str) -> dict[str, set[str]]:
    """Versions by package; there are several where they depend on the Python."""
    versions: dict[str, set[str]] = {}
    for name, version in PINNED.findall((ROOT / lock).read_text()):
        versions.setdefault(name, set()).add(version)
    return versions


def unmet(requirements: list[str], lock: str) -> list[str]:
    versions = locked(lock)
    return [
        text
        for text in requirements
        for requirement in [Requirement(text)]
        if not any(
            version in requirement.specifier
            for version in versions.get(canonicalize_name(requirement.name), ())
        )
    ]


def test_the_locks_meet_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime, groups = project["project"]["dependencies"], project["dependency-groups"]

    assert unmet(runtime, "requirements.lock") == []
    assert unmet(runtime + groups["dev"], "requirements-dev.lock") == []
    assert unmet(groups["installer"], "requirements-uv.lock") == []


def test_development_runs_on_the_versions_that_are_served() -> None:
    served, development = locked("requirements.lock"), locked("requirements-dev.lock")

    assert {name: development[name] for name in served} == served


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    assert re.findall(r".*(?:://|--index|--find).*", (ROOT / lock).read_text()) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pinned_package_has_a_hash(lock: str) -> None:
    packages = re.split(r"^(?=[a-z0-9])", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]

    assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_every_package_of_the_scanner_is_pinned_by_its_hash_and_by_no_address() -> None:
    lock = json.loads((ROOT / "tests/doors/observatory/package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name}

    assert packages
    assert {
        name for name, package in packages.items() if not package["integrity"].startswith("sha512-")
    } == set()
    assert {name for name, package in packages.items() if "resolved" in package} == set()


def test_a_requirement_that_no_lock_meets_is_noticed() -> None:
    requirements = ["flask>=3.1", "Flask<1", "nonesuch"]

    assert unmet(requirements, "requirements.lock") == ["Flask<1", "nonesuch"]
