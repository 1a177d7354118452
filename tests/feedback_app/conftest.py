"""What most tests of the app begin with: a company that has published a questionnaire."""

from __future__ import annotations

from pathlib import Path

import pytest

from luz.published import Published
from tests.feedback_app.asked import published_in


@pytest.fixture
def published(tmp_path: Path) -> Published:
    return published_in(tmp_path)
