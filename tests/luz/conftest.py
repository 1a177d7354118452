"""What tests of the commands begin with: a project of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.luz.commands import a_project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one's own, in which one is."""
    folder = a_project(tmp_path)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("LUZ_DATA", raising=False)
    return folder
