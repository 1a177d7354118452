"""The planted sites, built once for all that look into them."""

from __future__ import annotations

import pytest

from tests.leaks.built import Sites, build


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return build(tmp_path_factory.mktemp("leaks"))
