"""What is noted as erased: durable, of no use to whoever reads it, whole whatever cut its writing short."""

from __future__ import annotations

import datetime as dt
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from feedback_app.storage import new_receipt
from feedback_app.upkeep.cleansing import LARGEST_REWRITTEN
from feedback_app.upkeep.tombstones import KEPT_DAYS, Tombstones
from tests.architecture.house import ROOT
from tests.feedback_app.asked import DAY

RECEIPT, OTHER = "7KQM-3F9D-XZ2A", "0000-0000-0000"


@pytest.fixture
def tombstones(tmp_path: Path) -> Tombstones:
    return Tombstones(tmp_path / "data" / "backups")


def test_nothing_is_erased_at_first(tombstones: Tombstones) -> None:
    assert tombstones.day(RECEIPT) is None
    assert tombstones.among([RECEIPT]) == []


def test_what_was_erased_is_known_with_its_first_day(tombstones: Tombstones) -> None:
    tombstones.add(RECEIPT, DAY)
    tombstones.add(RECEIPT, DAY + dt.timedelta(days=1))

    assert (tombstones.day(RECEIPT), tombstones.day(OTHER)) == (DAY, None)
    assert tombstones.among([OTHER, RECEIPT]) == [RECEIPT]


def test_the_file_tells_a_day_and_no_receipt(tombstones: Tombstones) -> None:
    tombstones.add(RECEIPT, DAY)

    assert tombstones.file.read_text() == (
        "2026-11-21 61c28a306447cb401a7098793e49031cea85c7e855a93cd0a39cd4c40f03a3e5\n"
    )


def test_only_its_owner_reads_it(tombstones: Tombstones) -> None:
    tombstones.add(RECEIPT, DAY)

    modes = [stat.S_IMODE(path.stat().st_mode) for path in (tombstones.file, tombstones.file.parent)]
    assert modes == [0o600, 0o700]


@pytest.mark.parametrize("kept", [0, 5, 11, 40, 75])
def test_a_line_cut_short_is_none_and_harms_no_other(tombstones: Tombstones, kept: int) -> None:
    tombstones.add(OTHER, DAY)
    whole = tombstones.file.read_bytes()
    tombstones.file.write_bytes(whole + whole[:kept].replace(b"2026", b"2025"))

    tombstones.add(RECEIPT, DAY)

    assert (tombstones.day(OTHER), tombstones.day(RECEIPT)) == (DAY, DAY)


def test_many_who_erase_at_once_lose_nothing(tombstones: Tombstones) -> None:
    receipts = [new_receipt() for _ in range(100)]

    with ThreadPoolExecutor(10) as people:
        list(people.map(tombstones.add, receipts, [DAY] * 100))

    assert tombstones.among(receipts) == receipts


@pytest.mark.parametrize(
    ("page", "promise"),
    [
        ("docs/publico/privacidad.md", f"de las copias de seguridad, en {KEPT_DAYS} días como mucho"),
        ("docs/public/privacy.md", f"they leave our backups within {KEPT_DAYS} days"),
        ("docs/ayuda/borrar-una-respuesta.md", f"pasa de {LARGEST_REWRITTEN // 1024**2} MB"),
    ],
)
def test_people_are_told_what_is_kept_to(page: str, promise: str) -> None:
    assert promise in (ROOT / page).read_text()
