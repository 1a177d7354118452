"""The sample company, built and served once for all who knock at its doors."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.doors.sample_house import House, house


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The sample company, served."""
    with house(tmp_path_factory.mktemp("doors")) as built:
        yield built
