"""What goes on while Luz is served: whatever is saved, nobody who is reading is cut off."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from luz.running.serving import House, serve


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
        ready=(),
        announce=(tmp_path / "broken.yml").touch,
        folders=[tmp_path],
        publish=publish,
    )
    with pytest.raises(KeyboardInterrupt):
        serve(house)

    assert len(published) == 2
    assert "ValueError: nobody foresaw this" in caplog.text


def test_a_process_is_started_only_once_the_one_before_it_can_be_asked(tmp_path: Path) -> None:
    def writes(name: str) -> list[str]:
        program = f"import pathlib, time; time.sleep(.3); pathlib.Path({name!r}).touch(); time.sleep(60)"
        return [sys.executable, "-c", program]

    first, last = tmp_path / "first", tmp_path / "last"
    seen: list[bool] = []

    def last_is_ready() -> bool:
        seen.append(first.exists())
        return last.exists()

    def announce() -> None:
        raise KeyboardInterrupt

    house = House(
        prepare=lambda: {"first": writes(str(first)), "last": writes(str(last))},
        ready=(first.exists, last_is_ready),
        announce=announce,
        folders=[],
        publish=lambda: None,
    )
    with pytest.raises(KeyboardInterrupt):
        serve(house)

    assert set(seen) == {True}
