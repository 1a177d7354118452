"""What came in and is gone: purged or erased, that is as it should be; else the last copies stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedback_app.refusals import begun
from feedback_app.settings import Settings
from feedback_app.storage import Storage
from feedback_app.upkeep.backup import GoneMissing, back_up
from feedback_app.upkeep.dated_folders import dated
from feedback_app.upkeep.losses import LostMuch
from feedback_app.upkeep.retention import purge
from feedback_app.upkeep.tombstones import Tombstones
from tests.feedback_app.asked import DAY, rows
from tests.feedback_app.damages import another_thing
from tests.feedback_app.upkeep.copied_house import FILES, a_filled_house, change, confirm, tomorrow

MOST_GONE = "delete from response where response_id > 3"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A house with eight answers in it that was copied once."""
    settings = a_filled_house(tmp_path, answers=8)
    for version in "23":
        confirm(settings, version)
    back_up(settings, DAY)
    return settings


def copies(settings: Settings) -> int:
    return len(dated(settings.backups))


def test_where_most_of_it_is_gone_no_copy_is_made_and_none_goes(settings: Settings) -> None:
    change(settings.answers, MOST_GONE)

    with pytest.raises(LostMuch) as refused:
        back_up(settings, tomorrow(), keep=1)

    assert (refused.value.file, refused.value.now, refused.value.before) == (settings.answers, 3, 8)
    assert copies(settings) == 1


def test_confirmations_are_evidence_of_which_nothing_goes(settings: Settings) -> None:
    for path in (settings.acknowledgements, begun(settings.acknowledgements)):
        path.unlink()
    confirm(settings, "1")

    with pytest.raises(LostMuch) as refused:
        back_up(settings, tomorrow())

    assert refused.value.file == settings.acknowledgements


def test_a_little_less_is_copied(settings: Settings) -> None:
    change(settings.answers, "delete from response where response_id > 4")

    back_up(settings, tomorrow())

    assert copies(settings) == 2


def test_what_was_erased_is_no_loss(settings: Settings) -> None:
    for (receipt,) in rows(settings.answers, "select receipt from response where response_id > 3"):
        Tombstones(settings.backups).add(receipt, DAY)
    change(settings.answers, MOST_GONE)

    back_up(settings, tomorrow())

    assert copies(settings) == 2


def test_what_was_erased_before_the_last_copy_explains_nothing(settings: Settings) -> None:
    for number in range(8):
        Tombstones(settings.backups).add(f"7KQM-3F9D-XZ2{number}", tomorrow(-1))
    change(settings.answers, MOST_GONE)

    with pytest.raises(LostMuch):
        back_up(settings, tomorrow())


def test_what_was_purged_is_no_loss(settings: Settings) -> None:
    storage = Storage(settings.answers)
    list(purge(storage.connection, DAY.replace(year=DAY.year + 10)))
    storage.close()

    back_up(settings, tomorrow())

    assert rows(settings.answers, "select count(*) from response") == [(0,)]
    assert copies(settings) == 2


def test_suspects_may_all_go(settings: Settings) -> None:
    change(settings.guardian, "delete from suspect")

    back_up(settings, tomorrow())

    assert copies(settings) == 2


@pytest.mark.parametrize("name", FILES)
def test_what_is_empty_is_gone(settings: Settings, name: str) -> None:
    (settings.data / name).write_bytes(b"")

    with pytest.raises(GoneMissing) as refused:
        back_up(settings, tomorrow())

    assert refused.value.file == settings.data / name
    assert copies(settings) == 1


def test_whoever_accepts_the_loss_has_the_rest_copied(settings: Settings) -> None:
    settings.answers.unlink()
    change(settings.guardian, "delete from suspect")

    made = back_up(settings, tomorrow(), accept_loss=True)

    assert [one.name for one in made.files] == ["guardian.db", "acknowledgements.db"]


def test_a_last_copy_that_cannot_be_read_proves_nothing(settings: Settings) -> None:
    another_thing(settings.backups / f"{DAY}-1" / "feedback.db")
    change(settings.answers, MOST_GONE)

    back_up(settings, tomorrow())

    assert copies(settings) == 2
