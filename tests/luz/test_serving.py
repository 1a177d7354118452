"""What goes on while Luz is served: whatever is saved, nobody who is reading is cut off."""

from __future__ import annotations

from pathlib import Path

import pytest

from luz.serving import House, serve


def test_a_publishing_that_fails_is_told_and_the_next_one_comes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    published: list[str] = []

    def publish() -> None:
        published.append("once more")
        if len(published) == 2:
            raise KeyboardInterrupt
        (tmp_path / "mended.yml").touch()
        raise ValueError("nobody foresaw this")

    house = House(
        prepare=lambda: {},
        ready=lambda: True,
        announce=(tmp_path / "broken.yml").touch,
        folders=[tmp_path],
        publish=publish,
    )
    with pytest.raises(KeyboardInterrupt):
        serve(house)

    assert len(published) == 2
    assert "ValueError: nobody foresaw this" in caplog.text
