"""One server for one folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from luz.running.claim import Claimed, claimed


def test_the_second_is_told_where_the_first_serves(tmp_path: Path) -> None:
    with claimed(tmp_path / "var") as tell:
        tell("http://127.0.0.1:8000/")
        with pytest.raises(Claimed) as refusal, claimed(tmp_path / "var"):
            pass

    assert refusal.value.address == "http://127.0.0.1:8000/"


def test_a_folder_that_was_let_go_can_be_claimed_again(tmp_path: Path) -> None:
    for address in ("http://127.0.0.1:8000/", "http://127.0.0.1:9/"):
        with claimed(tmp_path) as tell:
            tell(address)
            with pytest.raises(Claimed, match=f"^served at {address}$"), claimed(tmp_path):
                pass


def test_another_folder_is_nobody_elses_business(tmp_path: Path) -> None:
    with claimed(tmp_path / "var"), claimed(tmp_path / "demo"):
        pass
